from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shared.domain.orders import OrderLine
from shared.order_files.outcome import Refused, Row
from shared.order_files.shopify import MOST_ROWS, Shopify
from tests.factories_orders import CURRENCY, NOW, lines_of, outcomes_of, shopify_item, shopify_row

SHAPE = Shopify(NOW, CURRENCY)


def test_the_first_row_of_an_order_becomes_a_line() -> None:
    assert lines_of(SHAPE, [shopify_row()]) == [
        OrderLine(
            order_id="#1001",
            customer_id="ada@example.com",
            ordered_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            product_id="MUG-B",
            product_name="Blue mug",
            category="",
            quantity=2,
            unit_price=Decimal(10),
            discount=Decimal(0),
            coupon="",
            name="Ada Byron",
            email="ada@example.com",
        )
    ]


def test_later_rows_take_the_order_from_its_first_row() -> None:
    first, second = lines_of(SHAPE, [shopify_row({"Subtotal": "50.00"}), shopify_item()])
    assert (second.order_id, second.customer_id, second.ordered_at) == (
        first.order_id,
        first.customer_id,
        first.ordered_at,
    )
    assert (second.product_id, second.quantity, second.unit_price) == ("MUG-R", 1, Decimal(30))


def test_the_discount_code_of_an_order_is_the_coupon_of_all_its_lines() -> None:
    lines = lines_of(SHAPE, [shopify_row({"Discount Code": "SPRING"}), shopify_item()])
    assert [line.coupon for line in lines] == ["SPRING", "SPRING"]


def test_rows_of_the_next_order_take_nothing_from_the_one_above() -> None:
    outcomes = outcomes_of(SHAPE, [shopify_row(), shopify_item({"Name": "#1002"})])
    assert str(outcomes[1]) == "no Email"


def test_a_customer_id_column_wins_over_the_address() -> None:
    (line,) = lines_of(SHAPE, [shopify_row() | {"Customer ID": "7001"}])
    assert (line.customer_id, line.email) == ("7001", "ada@example.com")


def test_an_order_discount_is_shared_out_by_price() -> None:
    head = shopify_row({"Subtotal": "45.00", "Discount Amount": "5.00"})
    assert [line.discount for line in lines_of(SHAPE, [head, shopify_item()])] == [Decimal(2), Decimal(3)]


def test_a_discount_that_was_taken_off_the_shipping_is_none_on_the_goods() -> None:
    (line,) = lines_of(SHAPE, [shopify_row({"Discount Amount": "4.90"})])
    assert line.discount == 0


def test_an_item_that_was_taken_back_is_no_discount() -> None:
    head = shopify_row({"Subtotal": "20.00", "Financial Status": "partially_refunded"})
    assert [line.discount for line in lines_of(SHAPE, [head, shopify_item()])] == [0, 0]


def test_a_line_keeps_its_own_discount_and_shares_the_rest() -> None:
    head = shopify_row({"Subtotal": "41.00", "Discount Amount": "5.00", "Lineitem discount": "4.00"})
    discounts = [line.discount for line in lines_of(SHAPE, [head, shopify_item()])]
    assert sum(discounts) == 9
    assert discounts[0] > 4


def test_without_a_subtotal_the_discount_is_believed() -> None:
    (line,) = lines_of(SHAPE, [shopify_row({"Subtotal": "", "Discount Amount": "5.00"})])
    assert line.discount == 5


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Cancelled at": "2026-03-02 10:00:00 +0100"}, "the order was cancelled: 2026-03-02 10:00:00 +0100"),
        ({"Financial Status": "Refunded"}, "the order was refunded in full"),
        ({"Financial Status": "voided"}, "the payment was voided"),
        ({"Financial Status": "expired"}, "the payment expired"),
    ],
)
def test_an_order_that_came_to_nothing_is_refused_with_all_its_rows_and_withdrawn(
    changes: dict[str, object], reason: str
) -> None:
    outcomes = outcomes_of(SHAPE, [shopify_row(changes), shopify_item()])
    assert [str(outcome) for outcome in outcomes] == [reason, reason]
    assert [outcome.withdraws for outcome in outcomes if isinstance(outcome, Refused)] == ["#1001", "#1001"]


@pytest.mark.parametrize("status", ["paid", "pending", "authorized", "partially_paid", "partially_refunded", ""])
def test_an_order_that_brings_money_is_kept(status: str) -> None:
    assert len(lines_of(SHAPE, [shopify_row({"Financial Status": status})])) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Currency": "USD"}, "the order is not in EUR, which SHOP_CURRENCY says the shop uses: 'USD'"),
        ({"Email": ""}, "no Email"),
        ({"Created at": ""}, "no date"),
        ({"Lineitem quantity": "0"}, "quantity is zero"),
        ({"Lineitem quantity": "0", "Lineitem discount": "1"}, "quantity is zero"),
        ({"Lineitem price": "free"}, "Lineitem price is not a number: 'free'"),
        ({"Subtotal": "n/a"}, "Subtotal is not a number: 'n/a'"),
        ({"Lineitem name": ""}, "no Lineitem name"),
    ],
)
def test_a_row_that_cannot_be_stored_is_refused_but_its_order_stays(changes: dict[str, object], reason: str) -> None:
    (outcome,) = outcomes_of(SHAPE, [shopify_row(changes)])
    assert isinstance(outcome, Refused)
    assert str(outcome) == reason
    assert not outcome.withdraws


def test_a_product_without_a_code_is_known_by_its_name() -> None:
    (line,) = lines_of(SHAPE, [shopify_row({"Lineitem sku": "", "Lineitem name": "x" * 300})])
    assert (line.product_id, line.product_name) == ("x" * 255, "x" * 300)


def test_a_row_that_cannot_be_read_does_not_tear_its_order_apart() -> None:
    flaw = Refused("the row cannot be read as CSV")
    rows = [
        Row(2, [], shopify_row({"Subtotal": "50.00"})),
        Row(3, [], flaw=flaw),
        Row(4, [], shopify_item()),
    ]
    outcomes = [outcome for _, outcome in SHAPE.read(rows)]
    assert outcomes[1] == flaw
    assert isinstance(outcomes[2], OrderLine)


def test_an_order_without_end_is_not_held_in_memory() -> None:
    taken = 0

    def rows() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield Row(taken, [], shopify_row())

    next(SHAPE.read(rows()))  # type: ignore[arg-type]  # an endless generator is what this is about
    assert taken == MOST_ROWS + 1
