"""The simulated shop's orders, a batch of customers at a time, as Arrow tables in our own order file's shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from shared.simulated_shop.baskets import Baskets, fill
from shared.simulated_shop.catalogue import catalogue
from shared.simulated_shop.people import KINDS
from shared.simulated_shop.visits import Integers, kinds_of, pace_for, visits

#: Customers in one table.
BATCH = 50_000
DAY_S = 86_400
OPENING_HOURS = (8 * 3600, 22 * 3600)

SCHEMA = pa.schema(
    {
        "order_id": pa.string(),
        "customer_id": pa.string(),
        "ordered_at": pa.timestamp("s", tz="UTC"),
        "product_id": pa.string(),
        "product_name": pa.string(),
        "category": pa.string(),
        "quantity": pa.int64(),
        "unit_price": pa.float64(),
        "discount": pa.float64(),
        "coupon": pa.string(),
        # Not read by `selvage load`: the truth that segmentation may be held against.
        "simulated_kind": pa.string(),
    }
)


@dataclass(frozen=True, slots=True)
class Simulation:
    """What to simulate."""

    customers: int
    #: The last day with orders.
    until: date
    days: int
    #: On average over all customers, roughly.
    orders_per_customer: float
    lines_per_order: float
    seed: int

    @property
    def start(self) -> date:
        """The first day."""
        return self.until - timedelta(days=self.days - 1)

    @property
    def months(self) -> Integers:
        """The month of each day, 0 is January."""
        return np.array([(self.start + timedelta(days=day)).month - 1 for day in range(self.days)])

    def batches(self) -> Iterator[pa.Table]:
        """The orders of BATCH customers at a time. The same simulation gives the same orders."""
        pace = pace_for(self.orders_per_customer, days=self.days, months=self.months, seed=self.seed)
        for number, first in enumerate(range(0, self.customers, BATCH)):
            rng = np.random.default_rng([self.seed, number])
            kind = kinds_of(min(BATCH, self.customers - first), rng)
            yield self._batch(first, kind, pace=pace, rng=rng)

    def _batch(self, first: int, kind: Integers, *, pace: float, rng: np.random.Generator) -> pa.Table:
        """The orders of customers of these kinds, whose ids count on from `first`."""
        shop = catalogue(np.random.default_rng(self.seed))
        made = visits(kind, days=self.days, months=self.months, pace=pace, rng=rng)
        lines = fill(made, kind, shop, lines_per_order=self.lines_per_order, rng=rng)
        second = rng.integers(*OPENING_HOURS, size=len(made.day))
        day = made.day[lines.order] + lines.days_later
        lines, day = lines.where(day < self.days), day[day < self.days]
        sold = shop.price[lines.product] * np.maximum(lines.quantity, 0)
        moment = np.datetime64(self.start, "s") + (day * DAY_S + second[lines.order]).astype("timedelta64[s]")
        columns = [
            _order_ids(first, lines),
            np.char.mod("c%07d", first + made.customer[lines.order]),
            moment,
            shop.product_id[lines.product],
            shop.name[lines.product],
            shop.category[lines.product],
            lines.quantity,
            shop.price[lines.product],
            np.round(sold * lines.discount, 2),
            lines.coupon,
            np.array([each.name for each in KINDS], dtype=object)[kind[made.customer[lines.order]]],
        ]
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, SCHEMA, strict=True)]
        return pa.table(arrays, schema=SCHEMA).take(pa.array(np.lexsort((lines.order, moment))))


def _order_ids(first: int, lines: Baskets) -> NDArray[np.str_]:
    """Sold under S, brought back under R: a return is an order of its own for each day of returning."""
    ids = np.char.add(f"{first}-", np.char.mod("%d", lines.order + 1))
    brought_back = np.char.add(np.char.add("R", ids), np.char.mod("-%d", lines.days_later))
    return np.where(lines.quantity < 0, brought_back, np.char.add("S", ids))
