"""Who buys only on sale."""

import pytest

from shared.domain.discount_dependency import DEPENDENT
from shared.tools.customers.discounts import discount_dependency
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.conditions import KeptCustomer, meets
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())


def a_buyer(
    customer_id: str, orders: int, discounted: float, coupons: float = 0.0, *, archetype: str | None = None
) -> KeptCustomer:
    return a_customer(
        customer_id,
        archetype=archetype,
        historic_number_of_orders=orders,
        discounted_orders_share=discounted,
        coupon_orders_share=coupons,
        discount_share=discounted / 4,
    )


@pytest.mark.parametrize(
    ("orders", "discounted", "coupons", "depends"),
    [(3, 0.8, 0.0, True), (3, 0.79, 0.0, False), (2, 1.0, 1.0, False), (3, 0.0, 0.8, True), (40, 1.0, 0.0, True)],
)
def test_four_of_five_orders_on_sale_are_a_habit_from_three_orders_on(
    orders: int, discounted: float, coupons: float, *, depends: bool
) -> None:
    assert meets(a_buyer("x", orders, discounted, coupons), DEPENDENT) is depends


def test_the_judged_are_split_into_never_sometimes_and_always() -> None:
    customers = FakeCustomers(
        a_buyer("always", 5, 1.0, 0.4, archetype="bargain"),
        a_buyer("sometimes", 4, 0.25),
        *(a_buyer(f"never{number}", 3, 0.0) for number in range(3)),
        a_buyer("too few", 1, 1.0),
    )

    told = discount_dependency(customers, SEGMENTS)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["always"]
    assert (told.judged, told.never, told.sometimes, told.who.total) == (5, 3, 1, 1)
    assert told.who.customers[0].reason == "5 orders, 100% with a discount, 40% with a coupon, 25% off on average"
    assert [(group.group, group.customers) for group in told.by_archetype] == [("bargain", 1)]
    assert told.caution is None


def test_where_most_buy_only_on_sale_the_shops_prices_are_named_as_the_cause() -> None:
    told = discount_dependency(
        FakeCustomers(a_buyer("a", 3, 1.0), a_buyer("b", 3, 0.9), a_buyer("c", 3, 0.0)), SEGMENTS
    )

    assert told.caution
    assert told.caution.startswith("67% of the customers who can be judged buy only on sale")


def test_a_shop_without_discounts_says_so() -> None:
    told = discount_dependency(FakeCustomers(a_buyer("a", 9, 0.0)), SEGMENTS)

    assert (told.who.customers, told.judged, told.never) == ((), 1, 1)
    assert told.who.because == "no order has a discount or a coupon"
