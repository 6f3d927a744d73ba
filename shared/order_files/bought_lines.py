"""The lines of a file of orders as columns of numbers, out of either kind of file."""

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shared.domain.orders import OrderLine
from shared.errors import InvalidPayload
from shared.order_files.cells import EARLIEST_YEAR
from shared.order_files.log_dates import UNREAD, days_in
from shared.order_files.log_file import LogTable
from shared.order_files.log_money import amounts_in
from shared.order_files.order_file import OrderFile
from shared.order_files.outcome import LARGEST_AMOUNT
from shared.order_files.shape import Shape
from shared.order_files.shapes import column_names
from shared.segmentation.features.columns import Floats

#: Rows between two reports on how far the reading has come.
ROWS_A_STEP = 2000
#: How programs write that there is no customer.
NOBODY = pa.array(["", "na", "nan", "null", "none", "<na>"])
#: Share of the rows that must have a date for a file to be used at all, and a value for its values to be.
MOSTLY = 0.5
#: Smaller numbers are written without an exponent, and a float holds them exactly.
LARGEST_WHOLE_FLOAT = 2**53


@dataclass(frozen=True, slots=True)
class BoughtLines:
    """One entry a line, in the order of the file."""

    #: Numbers into `customer_ids`.
    customer: NDArray[np.int64]
    #: As `date.toordinal` counts, in UTC.
    day: NDArray[np.int64]
    #: Money; 0 throughout when the file has none.
    value: Floats
    #: Whether something was bought; what is brought back only counts against the value of its day.
    bought: NDArray[np.bool_]
    customer_ids: tuple[str, ...]
    has_values: bool
    #: Rows of the file, and for what reason how many of them are no lines.
    rows: int
    refused: dict[str, int]


def lines_of_orders(file: OrderFile, shape: Shape, seen: Callable[[int, int], None]) -> BoughtLines:
    """The lines of an order file; what a load would refuse is refused. `seen` is told how much of how much is read."""
    customers: dict[str, int] = {}
    owners: dict[str, int] = {}
    customer, day, value, bought = array("q"), array("q"), array("d"), array("b")
    refused: Counter[str] = Counter()
    rows = 0
    for rows, (_, outcome) in enumerate(shape.read(file.rows(column_names(file.header, shape))), start=1):
        if rows % ROWS_A_STEP == 0:
            seen(file.position, file.size)
        if not isinstance(outcome, OrderLine):
            refused[outcome.reason] += 1
            continue
        number = customers.setdefault(outcome.customer_id, len(customers))
        if owners.setdefault(outcome.order_id, number) != number:
            refused["the order's first line has another customer"] += 1
            continue
        customer.append(number)
        day.append(outcome.ordered_at.toordinal())
        value.append(float(outcome.quantity * outcome.unit_price - outcome.discount))
        bought.append(outcome.quantity > 0)
    return BoughtLines(
        customer=np.array(customer, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        value=np.array(value, dtype=np.float64),
        bought=np.array(bought, dtype=np.bool_),
        customer_ids=tuple(customers),
        has_values=True,
        rows=rows,
        refused=dict(refused),
    )


def lines_of_log(table: LogTable, newest: date) -> BoughtLines:
    """The rows of a log; a value below zero, or a quantity, is something brought back.

    Raises InvalidPayload when most rows have no date that can be read.
    """
    customer, ids = _customers(table.customer)
    day = days_in(table.date, table.date_name)
    if len(day) and (day == UNREAD).mean() > MOSTLY:
        example = table.date.filter(pa.array(day == UNREAD))[0].as_py()
        raise InvalidPayload(
            f"most dates in the column {table.date_name} cannot be read, such as {example!r}: write them as 2026-12-31"
        )
    value, bought, has_values = _money(table)
    flaws = (
        ("no customer id", customer < 0),
        ("the date is missing or cannot be read", day == UNREAD),
        (f"the date lies before {EARLIEST_YEAR}", day < date(EARLIEST_YEAR, 1, 1).toordinal()),
        ("the date lies in the future", day > newest.toordinal()),
        ("the value is missing or no number", np.isnan(value)),
        ("the value is too large", np.abs(value) > float(LARGEST_AMOUNT)),
    )
    sound = np.ones(len(day), dtype=np.bool_)
    refused = {"the row has another number of columns than the others": table.misshapen}
    for reason, flawed in flaws:
        refused[reason] = int((sound & flawed).sum())
        sound &= ~flawed
    return BoughtLines(
        customer=customer[sound],
        day=day[sound],
        value=value[sound],
        bought=bought[sound],
        customer_ids=ids,
        has_values=has_values,
        rows=len(day) + table.misshapen,
        refused={reason: count for reason, count in refused.items() if count},
    )


def _customers(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """The number of each row's customer, -1 for none, and the ids of all numbers."""
    if pa.types.is_floating(column.type):
        # Whole numbers are floats where some are missing.
        whole = pc.fill_null(pc.equal(pc.floor(column), column), True)
        if pc.all(pc.and_(whole, pc.less(pc.fill_null(pc.abs(column), 0.0), LARGEST_WHOLE_FLOAT))).as_py() is not False:
            column = column.cast(pa.int64())
    encoded = pc.dictionary_encode(pc.utf8_trim_whitespace(column.cast(pa.string()))).combine_chunks()
    ids = encoded.dictionary
    if pc.all(pc.match_substring_regex(ids, r"^(\d+\.0)?$")).as_py():
        ids = pc.replace_substring_regex(ids, r"\.0$", "")
    nobody = np.append(pc.is_in(pc.utf8_lower(ids), NOBODY).to_numpy(zero_copy_only=False), True)
    numbers = pc.fill_null(encoded.indices, len(ids)).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.where(nobody[numbers], -1, numbers), tuple(ids.to_pylist())


def _money(table: LogTable) -> tuple[Floats, NDArray[np.bool_], bool]:
    """The money of each row, whether something was bought, and whether the log has money at all."""
    rows = len(table.date)
    if table.money is not None:
        value = amounts_in(table.money)
        bought = value >= 0
        if table.quantity is not None:
            quantity = amounts_in(table.quantity)
            value, bought = value * quantity, quantity > 0
        if np.isnan(value).sum() <= MOSTLY * rows:
            return value, bought, True
    return np.zeros(rows), np.ones(rows, dtype=np.bool_), False
