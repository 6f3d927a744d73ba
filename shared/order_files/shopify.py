"""Shopify's orders export: one row a line item, the order's own columns filled on its first row only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from shared.domain.orders import OrderLine
from shared.order_files.cells import (
    LONGEST_ID,
    LONGEST_TEXT,
    CellError,
    amount,
    is_missing,
    moment,
    optional_amount,
    refuse_other_currency,
    required_text,
    text,
    whole_number,
)
from shared.order_files.discounts import spread
from shared.order_files.outcome import Fields, Outcome, Refused, Row, sound
from shared.order_files.shape import Column, ShapeName

#: Columns that an order's later rows leave empty.
ORDER_COLUMNS = (
    "Name",
    "Email",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Discount Code",
    "Discount Amount",
    "Created at",
    "Billing Name",
    "Shipping Name",
    "Cancelled at",
    "Customer ID",
)
#: Orders that brought the shop nothing in the end. What is partly refunded stays: the export does not say which part.
NO_PURCHASE = {
    "voided": "the payment was voided",
    "refunded": "the order was refunded in full",
    "expired": "the payment expired",
}
#: An order's rows are held together to share its discount out; Shopify itself allows 500 line items.
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Shopify:
    """Rows of Admin > Orders > Export.

    The customer's id is the column "Customer ID" where there is one, and the e-mail address in lower case elsewhere.
    A cancelled, voided, expired or wholly refunded order is refused, and taken out of the store if an earlier export
    brought it there. Orders in another currency than the shop's are refused, since their amounts cannot be added.
    """

    name: ClassVar[ShapeName] = ShapeName.SHOPIFY
    columns: ClassVar[tuple[Column, ...]] = (
        Column("Name"),
        Column("Email"),
        Column("Created at"),
        Column("Lineitem quantity"),
        Column("Lineitem name"),
        Column("Lineitem price"),
        Column("Lineitem sku", required=False),
        Column("Lineitem discount", required=False),
        Column("Financial Status", required=False),
        Column("Cancelled at", required=False),
        Column("Currency", required=False),
        Column("Subtotal", required=False),
        Column("Discount Amount", required=False),
        Column("Discount Code", required=False),
        Column("Billing Name", required=False),
        Column("Shipping Name", required=False),
        Column("Customer ID", required=False),
    )
    #: Orders after it are refused.
    newest: datetime
    #: ISO 4217 code of the shop's currency.
    currency: str

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """See Shape."""
        for order in _orders(rows):
            head = order[0].fields
            outcomes = [row.flaw or self.parse(_filled(row.fields, head)) for row in order]
            yield from zip(order, _discounted(outcomes, head), strict=True)

    def parse(self, fields: Fields) -> Outcome:
        """One row whose order columns are filled, with the discount of its own line only; or the reason why not."""
        try:
            order_id = required_text(fields, "Name")
            return self._objection(fields, order_id) or sound(self._line(fields, order_id))
        except CellError as error:
            return error.refused

    def _objection(self, fields: Fields, order_id: str) -> Refused | None:
        status = text(fields, "Financial Status").casefold()
        cancelled = text(fields, "Cancelled at")
        if cancelled:
            return Refused("the order was cancelled", cancelled, withdraws=order_id)
        if status in NO_PURCHASE:
            return Refused(NO_PURCHASE[status], withdraws=order_id)
        refuse_other_currency(fields, "Currency", self.currency)
        return None

    def _line(self, fields: Fields, order_id: str) -> OrderLine:
        email = text(fields, "Email", longest=LONGEST_ID).lower()
        product_name = required_text(fields, "Lineitem name", longest=LONGEST_TEXT)
        return OrderLine(
            order_id=order_id,
            customer_id=text(fields, "Customer ID", longest=LONGEST_ID) or required_text(fields, "Email").lower(),
            ordered_at=moment(fields, "Created at", newest=self.newest),
            product_id=text(fields, "Lineitem sku", longest=LONGEST_ID) or product_name[:LONGEST_ID],
            product_name=product_name,
            category="",
            quantity=whole_number(fields, "Lineitem quantity"),
            unit_price=amount(fields, "Lineitem price"),
            discount=optional_amount(fields, "Lineitem discount"),
            coupon=text(fields, "Discount Code", longest=LONGEST_ID),
            name=text(fields, "Billing Name") or text(fields, "Shipping Name"),
            email=email,
        )


def _orders(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each order. A row without a name, or that cannot be read, goes with the rows above it."""
    order: list[Row] = []
    for row in rows:
        name = row.fields.get("Name")
        # As texts: a decimal that signals that it is no number cannot be compared.
        begins = not is_missing(name) and bool(order) and str(name) != str(order[0].fields.get("Name"))
        if begins or len(order) == MOST_ROWS:
            yield order
            order = []
        order.append(row)
    if order:
        yield order


def _filled(fields: Fields, head: Fields) -> Fields:
    missing = {column: head.get(column) for column in ORDER_COLUMNS if is_missing(fields.get(column))}
    return {**fields, **missing}


def _discounted(outcomes: Sequence[Outcome], head: Fields) -> list[Outcome]:
    """The outcomes with the order's discount on the lines.

    "Discount Amount" may have been taken off the shipping, so no more counts than Subtotal lies below the lines'
    prices; and Subtotal may lack an item that was taken back, so no more counts than the export calls a discount.
    """
    lines = [outcome for outcome in outcomes if isinstance(outcome, OrderLine)]
    gross = sum((line.quantity * line.unit_price for line in lines), Decimal(0))
    try:
        given = optional_amount(head, "Discount Amount") + sum(line.discount for line in lines)
        if not is_missing(head.get("Subtotal")):
            given = min(given, gross - amount(head, "Subtotal"))
    except CellError as error:
        return [outcome if isinstance(outcome, Refused) else error.refused for outcome in outcomes]
    shares = iter(spread(given, lines))
    return [
        sound(replace(outcome, discount=next(shares))) if isinstance(outcome, OrderLine) else outcome
        for outcome in outcomes
    ]
