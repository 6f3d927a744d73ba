"""Our documented shape: one row a line of an order, every column named as we store it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.domain.orders import OrderLine
from shared.order_files.cells import (
    LONGEST_ID,
    CellError,
    amount,
    moment,
    optional_amount,
    refuse_other_currency,
    required_text,
    text,
    whole_number,
)
from shared.order_files.outcome import Fields, Outcome, Row, sound
from shared.order_files.shape import Column, ShapeName, each_row


@dataclass(frozen=True, slots=True)
class OwnShape:
    """Rows as `OrderLine` names them. A line of 0 units that has a discount is a discount on the whole order."""

    name: ClassVar[ShapeName] = ShapeName.SELVAGE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("order_id"),
        Column("customer_id"),
        Column("ordered_at"),
        Column("product_id"),
        Column("product_name", required=False),
        Column("category", required=False),
        Column("quantity"),
        Column("unit_price"),
        Column("discount", required=False),
        Column("coupon", required=False),
        Column("currency", required=False),
        Column("name", required=False),
        Column("email", required=False),
    )
    #: Orders after it are refused: one date in the future would make every customer look lapsed.
    newest: datetime
    #: ISO 4217 code of the shop's currency; lines in another are refused, since their amounts cannot be added.
    currency: str

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """See Shape."""
        return each_row(rows, self.parse)

    def parse(self, fields: Fields) -> Outcome:
        """The row as an order line, or the reason why not. Without a name, a product is called by its id."""
        try:
            refuse_other_currency(fields, "currency", self.currency)
            product_id = required_text(fields, "product_id")
            return sound(
                OrderLine(
                    order_id=required_text(fields, "order_id"),
                    customer_id=required_text(fields, "customer_id"),
                    ordered_at=moment(fields, "ordered_at", newest=self.newest),
                    product_id=product_id,
                    product_name=text(fields, "product_name") or product_id,
                    category=text(fields, "category"),
                    quantity=whole_number(fields, "quantity"),
                    unit_price=amount(fields, "unit_price"),
                    discount=optional_amount(fields, "discount"),
                    coupon=text(fields, "coupon", longest=LONGEST_ID),
                    name=text(fields, "name"),
                    email=text(fields, "email", longest=LONGEST_ID),
                )
            )
        except CellError as error:
            return error.refused
