from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.orders import OrderLine
from shared.order_files.outcome import Refused
from shared.order_files.own_shape import OwnShape
from tests.factories_orders import CURRENCY, NOW, an_order_line, own_row

SHAPE = OwnShape(NOW, CURRENCY)
IDS = st.text(min_size=1, max_size=30).map(str.strip).filter(lambda text: text and "\0" not in text)
AMOUNTS = st.decimals(min_value=0, max_value=4, places=4)


def test_a_row_becomes_the_line_that_it_describes() -> None:
    assert SHAPE.parse(own_row()) == an_order_line()


def test_columns_that_a_shop_does_not_have_may_be_missing() -> None:
    row = {name: own_row()[name] for name in ("order_id", "customer_id", "ordered_at", "product_id", "quantity")}
    assert SHAPE.parse({**row, "unit_price": "7.50"}) == an_order_line(
        product_name="p1", category="", discount=Decimal(0), coupon="", name="", email=""
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"customer_id": ""}, "no customer id"),
        ({"quantity": "x"}, "quantity is not a number: 'x'"),
        ({"quantity": "0", "discount": ""}, "quantity is zero"),
        ({"unit_price": "-1"}, "unit price is negative: '-1'"),
        ({"discount": "-1"}, "discount is negative: '-1'"),
        (
            {"currency": "usd"},
            "the order is not in EUR, which SHOP_CURRENCY says the shop uses: 'USD'",
        ),
        ({"ordered_at": "2010-13-01"}, "the date cannot be read: '2010-13-01'"),
        ({"quantity": "2000000000", "unit_price": "9"}, "the line comes to too much money: 2000000000 x 9.0000"),
    ],
)
def test_a_row_that_cannot_be_stored_is_refused_with_a_precise_reason(changes: dict[str, str], reason: str) -> None:
    outcome = SHAPE.parse(own_row(**changes))
    assert isinstance(outcome, Refused)
    assert str(outcome) == reason


def test_a_line_of_no_units_may_be_a_discount_on_the_order() -> None:
    assert SHAPE.parse(own_row(quantity="0")) == an_order_line(quantity=0)


@given(
    st.builds(
        OrderLine,
        order_id=IDS,
        customer_id=IDS,
        ordered_at=st.datetimes(datetime(1970, 1, 2), datetime(2026, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001  Hypothesis wants them so
        product_id=IDS,
        product_name=IDS,
        category=IDS | st.just(""),
        quantity=st.integers(min_value=-1000, max_value=1000).filter(bool),
        unit_price=AMOUNTS,
        discount=AMOUNTS,
        coupon=IDS | st.just(""),
        name=IDS | st.just(""),
        email=IDS | st.just(""),
    )
)
def test_every_line_that_we_can_store_can_be_written_as_a_row_and_read_again(line: OrderLine) -> None:
    row = {name: value if isinstance(value, str) else str(value) for name, value in asdict(line).items()}
    assert SHAPE.parse(dict(row)) == line
