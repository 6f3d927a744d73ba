"""Who bought on which day, and for how much, out of any file of orders: what a backtest needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from shared.errors import InvalidPayload
from shared.order_files.bought_lines import BoughtLines, lines_of_log, lines_of_orders
from shared.order_files.log_file import read_parquet_log, read_text_log
from shared.order_files.order_file import open_order_file
from shared.order_files.shape import Shape
from shared.order_files.shapes import shape_of, shapes
from shared.order_files.survey import survey
from shared.segmentation.purchases import Purchases, purchases_of

#: What a log of customers, dates and values is called beside the shapes of order files.
LOG = "log"


@dataclass(frozen=True, slots=True)
class PurchaseLog:
    """What a file holds, by customer and day."""

    purchases: Purchases
    #: The id of each customer number.
    customer_ids: tuple[str, ...]
    #: One of the shapes' names, or LOG.
    shape: str
    #: Whether the file says what was paid; without, all values are 0.
    has_values: bool
    rows: int
    #: Reason to number of rows that were skipped for it.
    refused: dict[str, int]


def read_purchase_log(
    path: Path, *, newest: datetime, currency: str, seen: Callable[[int, int], None] = lambda _done, _whole: None
) -> PurchaseLog:
    """The purchases in a file of orders of any of our shapes, or in a log of customers, dates and perhaps values.

    A purchase is a customer's day with at least one line that bought something, and worth what all lines of that
    day come to, returns taken off. Days of nothing but returns are none, and their money does not count.

    Rows that cannot be read, or lie after `newest`, are skipped and counted; so are orders that say that they are
    not in `currency`. `seen` is told how much of how much has been read.

    Raises NotFound when there is no such file, and InvalidPayload, with what to do, when it cannot be used.
    """
    found = survey(path)
    with open_order_file(path, found) as file:
        header = file.header
        shape = _shape_of(header, shapes(newest=newest, currency=currency))
        if shape is not None:
            return _purchase_log(lines_of_orders(file, shape, seen), shape.name.value)
    table = read_parquet_log(path, header) if found.encoding is None else read_text_log(path, found.encoding)
    try:
        return _purchase_log(lines_of_log(table, newest.date()), LOG)
    except pa.ArrowException as error:
        raise InvalidPayload(f"the columns of {path.name} hold neither text nor numbers nor dates: {error}") from error


def _shape_of(header: tuple[str, ...], known: tuple[Shape, ...]) -> Shape | None:
    try:
        return shape_of(header, known)
    except InvalidPayload:
        return None


def _purchase_log(lines: BoughtLines, shape: str) -> PurchaseLog:
    # One number for each customer and day, so that the days without a purchase can be left out at once.
    days = int(lines.day.max(initial=0)) + 1
    key = lines.customer * days + lines.day
    counts = np.isin(key, np.unique(key[lines.bought]))
    customers, customer = np.unique(lines.customer[counts], return_inverse=True)
    return PurchaseLog(
        purchases=purchases_of(customer.astype(np.int64), lines.day[counts], lines.value[counts], len(customers)),
        customer_ids=tuple(lines.customer_ids[number] for number in customers),
        shape=shape,
        has_values=lines.has_values,
        rows=lines.rows,
        refused=lines.refused,
    )
