from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shared.domain.orders import OrderLine
from shared.order_files.online_retail import OnlineRetail
from shared.order_files.outcome import Refused
from tests.factories_orders import NOW, retail_row

SHAPE = OnlineRetail(NOW)


def line_of(**changes: object) -> OrderLine:
    outcome = SHAPE.parse(retail_row(**changes))
    assert isinstance(outcome, OrderLine)
    return outcome


def test_a_row_of_the_parquet_file_becomes_a_line() -> None:
    assert line_of() == OrderLine(
        order_id="536365",
        customer_id="17850",
        ordered_at=datetime(2010, 12, 1, 8, 26, tzinfo=UTC),
        product_id="85123A",
        product_name="WHITE HANGING HEART T-LIGHT HOLDER",
        category="",
        quantity=6,
        unit_price=Decimal("2.55"),
        discount=Decimal(0),
        coupon="",
        name="",
        email="",
    )


def test_the_same_row_as_a_csv_file_writes_it_becomes_the_same_line() -> None:
    assert line_of(quantity="6", invoice_ts="12/1/2010 8:26", price="2.55", customer_id="17850.0") == line_of()
    assert line_of(invoice_ts="2010-12-01 08:26:00") == line_of()


def test_a_cancellation_is_an_order_of_returns() -> None:
    line = line_of(invoice="C536379", quantity=-6)
    assert (line.order_id, line.quantity, line.unit_price) == ("C536379", -6, Decimal("2.55"))


def test_a_manual_discount_is_a_discount_and_no_return() -> None:
    line = line_of(invoice="C536379", stock_code="D", description="Discount", quantity=-2, price=27.5)
    assert (line.quantity, line.unit_price, line.discount) == (0, Decimal(0), Decimal(55))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"customer_id": None}, "no customer id"),
        ({"invoice": "A563186", "price": -11062.06}, "the invoice adjusts the books and is no purchase: A563186"),
        ({"price": -1.0}, "price is negative: -1.0"),
        ({"quantity": 0}, "quantity is zero"),
        ({"stock_code": "D", "quantity": 1}, "a manual discount (stock code D) with a positive quantity: 1"),
        ({"stock_code": "D", "quantity": -(10**9), "price": 10**9}, "the line comes to too much money"),
        ({"stock_code": "D", "quantity": -1, "price": 0.0}, "quantity is zero"),
        ({"invoice_ts": "13/1/2010 8:26"}, "the date cannot be read: '13/1/2010 8:26'"),
    ],
)
def test_what_is_no_purchase_of_a_known_customer_is_refused(changes: dict[str, object], reason: str) -> None:
    outcome = SHAPE.parse(retail_row(**changes))
    assert isinstance(outcome, Refused)
    assert str(outcome).startswith(reason)


def test_a_free_line_and_postage_are_kept() -> None:
    assert line_of(price=0.0).unit_price == 0
    assert line_of(stock_code="POST", description=None).product_name == "POST"
