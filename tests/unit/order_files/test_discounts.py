from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.orders import OrderLine
from shared.order_files.discounts import spread
from tests.factories_orders import an_order_line

AMOUNTS = st.decimals(min_value=0, max_value=10_000, places=4)
LINES = st.lists(
    st.builds(
        lambda quantity, price, discount: an_order_line(quantity=quantity, unit_price=price, discount=discount),
        st.integers(min_value=-5, max_value=50),
        AMOUNTS,
        AMOUNTS,
    ),
    max_size=12,
)


def cost(line: OrderLine) -> Decimal:
    return max(line.quantity * line.unit_price, Decimal(0))


@given(AMOUNTS, LINES)
def test_the_shares_sum_up_to_the_discount_and_no_line_costs_less_than_nothing(
    discount: Decimal, lines: list[OrderLine]
) -> None:
    shares = spread(discount, lines)
    assert sum(shares) == min(discount, sum(cost(line) for line in lines))
    assert all(0 <= share <= cost(line) for share, line in zip(shares, lines, strict=True))


def test_lines_that_claim_more_than_the_order_says_share_what_it_says() -> None:
    lines = [an_order_line(quantity=1, unit_price=Decimal(10), discount=Decimal(5)) for _ in range(2)]
    assert spread(Decimal(4), lines) == [2, 2]


def test_thirds_lose_nothing() -> None:
    lines = [an_order_line(quantity=1, unit_price=Decimal(10), discount=Decimal(0)) for _ in range(3)]
    assert sum(spread(Decimal(10), lines)) == 10
