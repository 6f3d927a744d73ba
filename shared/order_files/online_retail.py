"""Online Retail: the public data of a British gift shop, as UCI, Kaggle and CRAN hand it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from shared.domain.orders import OrderLine
from shared.order_files.cells import CellError, amount, moment, required_text, text, whole_number
from shared.order_files.outcome import Fields, Outcome, Refused, Row, sound
from shared.order_files.shape import Column, ShapeName, each_row

#: How the spreadsheet's dates look once it is saved as CSV: month first.
DATE_FORMATS = ("%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M")
#: Invoices that only correct the books, such as "Adjust bad debt".
ADJUSTMENT_PREFIX = "A"
MANUAL_DISCOUNT = "D"


@dataclass(frozen=True, slots=True)
class OnlineRetail:
    """Rows of Online Retail and Online Retail II.

    A cancellation is an invoice of its own, whose number begins with C and whose quantities are negative: it stays
    an order of returns under that number. Postage, carriage and manual entries were paid for and stay lines.

    A line with the stock code D is money given back, not goods brought back: "-1 x 27.50". Stored as a return it
    would raise the customer's return rate and hide how much the customer is used to discounts, so it becomes a
    discount of 27.50 on a line of 0 units. What the customer spent comes out the same.
    """

    name: ClassVar[ShapeName] = ShapeName.ONLINE_RETAIL
    columns: ClassVar[tuple[Column, ...]] = (
        Column("invoice", ("InvoiceNo",)),
        Column("stock_code"),
        Column("description", required=False),
        Column("quantity"),
        Column("invoice_ts", ("InvoiceDate",)),
        Column("price", ("UnitPrice",)),
        Column("customer_id"),
        Column("country", required=False),
    )
    #: Orders after it are refused.
    newest: datetime

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """See Shape."""
        return each_row(rows, self.parse)

    def parse(self, fields: Fields) -> Outcome:
        """The row as an order line, or the reason why not."""
        try:
            invoice = required_text(fields, "invoice")
            if invoice.startswith(ADJUSTMENT_PREFIX):
                return Refused("the invoice adjusts the books and is no purchase", invoice)
            line = self._line(fields, invoice)
        except CellError as error:
            return error.refused
        return sound(line) if line.product_id != MANUAL_DISCOUNT else _as_discount(line)

    def _line(self, fields: Fields, invoice: str) -> OrderLine:
        stock_code = required_text(fields, "stock_code")
        return OrderLine(
            order_id=invoice,
            # A CSV that pandas wrote says 17850.0, because the column has gaps.
            customer_id=required_text(fields, "customer_id").removesuffix(".0"),
            ordered_at=moment(fields, "invoice_ts", newest=self.newest, formats=DATE_FORMATS),
            product_id=stock_code,
            product_name=text(fields, "description") or stock_code,
            category="",
            quantity=whole_number(fields, "quantity"),
            unit_price=amount(fields, "price"),
            discount=Decimal(0),
            coupon="",
            name="",
            email="",
        )


def _as_discount(line: OrderLine) -> Outcome:
    outcome = sound(line)
    if isinstance(outcome, Refused):
        return outcome
    if line.quantity > 0:
        return Refused("a manual discount (stock code D) with a positive quantity", str(line.quantity))
    given = -line.quantity * line.unit_price
    return sound(replace(line, quantity=0, unit_price=Decimal(0), discount=given))
