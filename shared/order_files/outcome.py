"""What one row of an order file turns into: an order line, or the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shared.domain.orders import OrderLine

#: The largest amount that a line may come to, either way; `numeric(14, 4)` holds it.
LARGEST_AMOUNT = Decimal(9_999_999_999)

#: The cells of one row by the names that the shape gives to its columns.
Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Refused:
    """The row is not stored, and the rejects file says why."""

    #: One of a few dozen sentences, so that refusals can be counted by it.
    reason: str
    #: The value at fault as it stands in the file; empty when the reason says it all.
    detail: str = ""
    #: The order that must not stay stored either, because it turned out to be no purchase.
    withdraws: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


Outcome = OrderLine | Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an order file, as it stands there."""

    #: Where it begins: the physical line of a CSV file, whose header is line 1; the row of a Parquet file, from 1.
    line: int
    cells: Sequence[object]
    fields: Fields = field(default_factory=dict)
    #: Why it cannot even be told apart into fields.
    flaw: Refused | None = None


def sound(line: OrderLine) -> Outcome:
    """The line, unless it says nothing or comes to more money than anybody spends."""
    if line.quantity == 0 and not line.discount:
        return Refused("quantity is zero")
    if abs(line.quantity * line.unit_price) > LARGEST_AMOUNT:
        return Refused("the line comes to too much money", f"{line.quantity} x {line.unit_price}")
    return line
