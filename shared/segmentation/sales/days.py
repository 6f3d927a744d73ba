"""Which days the orders reach, and what each of them brought in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import ibis

from shared.segmentation.features.order_lines import UNITS_OF_MONEY

#: Days without orders at the edge of a month that are a holiday rather than a gap in the data.
HOLIDAY_DAYS = 3


@dataclass(frozen=True, slots=True)
class SalesDays:
    """The days of selling."""

    first_on: date
    #: The last day that the orders are taken to reach, on which nothing need have been sold.
    last_on: date
    as_of: date
    #: Money by day, returns and discounts taken off; days without any are absent.
    revenue: Mapping[date, float]

    def reach_over(self, first: date, last: date) -> bool:
        """Whether everything sold from `first` to `last`, both included, is known."""
        return self.first_on <= first and last <= self.last_on

    def revenue_of(self, first: date, last: date) -> float:
        """Money of the days from `first` to `last`, both included."""
        days = ((first + timedelta(days=day)) for day in range((last - first).days + 1))
        return sum(self.revenue.get(day, 0.0) for day in days)


def sales_days(lines: ibis.Table, as_of: date) -> SalesDays | None:
    """The days of `lines`; None when there are none.

    A silence up to `as_of` that is longer than any before it means that the orders end, not that nobody bought.
    """
    daily = lines.group_by("ordered_on").agg(paid=lines.paid.sum()).order_by("ordered_on").to_pyarrow().to_pylist()
    if not daily:
        return None
    days = [row["ordered_on"] for row in daily]
    quiet = max([HOLIDAY_DAYS, *((later - earlier).days for earlier, later in pairwise(days))])
    return SalesDays(
        first_on=days[0],
        last_on=as_of if (as_of - days[-1]).days <= quiet else days[-1],
        as_of=as_of,
        revenue={row["ordered_on"]: row["paid"] / UNITS_OF_MONEY for row in daily},
    )
