"""The purchases of a whole shop as columns: who bought on which day, and for how much."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Floats

Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Purchases:
    """One row for each customer and day with a purchase, sorted by customer, then day.

    Several orders of one day are one purchase: what drives a customer to a shop twice a day is not what brings
    them back next month, and models of repeat buying count days.
    """

    #: How many customers there are; their numbers are 0 .. customers - 1, and each has at least one row.
    customers: int
    #: The customer of each row.
    customer: Integers
    #: The day of each row, as `date.toordinal` counts.
    day: Integers
    #: Money of each row: what was spent that day. Negative when returns outweighed it.
    value: Floats

    def until(self, day: int) -> tuple["Purchases", Integers]:
        """What was known at the end of `day`, and the old numbers of the customers who had bought by then.

        Customers are numbered anew, in the same order.
        """
        known = self.day <= day
        old, renumbered = np.unique(self.customer[known], return_inverse=True)
        kept = Purchases(
            customers=len(old),
            customer=renumbered.astype(np.int32),
            day=self.day[known],
            value=self.value[known],
        )
        return kept, old


@dataclass(frozen=True, slots=True)
class BuyingSummary:
    """What models of repeat buying need of each customer (rows), seen from the end of one day."""

    #: x: days with a purchase after the first.
    repeats: Floats
    #: t_x: days from the first purchase to the last; 0 when there is only one.
    recency: Floats
    #: T: days from the first purchase to the day that is seen from.
    age: Floats
    #: Mean money of a day with a purchase, the first included.
    value: Floats


def purchases_of(customer: NDArray[np.int64], day: NDArray[np.int64], value: Floats, customers: int) -> Purchases:
    """The purchases in rows of any order, several a day or one; every customer from 0 must have a row."""
    order = np.lexsort((day, customer))
    customer, day, value = customer[order], day[order], value[order]
    starts = np.flatnonzero(np.concatenate([[True], (np.diff(customer) != 0) | (np.diff(day) != 0)]))
    if not len(customer):
        starts = starts[:0]
    return Purchases(
        customers=customers,
        customer=customer[starts].astype(np.int32),
        day=day[starts].astype(np.int32),
        value=np.add.reduceat(value, starts) if len(starts) else value,
    )


def summarise(purchases: Purchases, today: int) -> BuyingSummary:
    """Each customer's summary at the end of the day `today`, which no row may lie after."""
    counts = np.bincount(purchases.customer, minlength=purchases.customers).astype(np.float64)
    ends = np.cumsum(counts).astype(np.int64)
    first = purchases.day[ends - counts.astype(np.int64)].astype(np.float64)
    last = purchases.day[ends - 1].astype(np.float64)
    spent = np.bincount(purchases.customer, weights=purchases.value, minlength=purchases.customers)
    return BuyingSummary(repeats=counts - 1, recency=last - first, age=today - first, value=spent / counts)
