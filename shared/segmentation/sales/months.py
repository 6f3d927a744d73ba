"""What the shop sold in each calendar month."""

from collections.abc import Iterator
from datetime import date, timedelta

import ibis

from shared.domain.periods import later
from shared.domain.sales import MonthSales
from shared.segmentation.features.order_lines import UNITS_OF_MONEY
from shared.segmentation.sales.days import HOLIDAY_DAYS, SalesDays


def month_sales(lines: ibis.Table, days: SalesDays) -> tuple[MonthSales, ...]:
    """Every month from the first order to the one that `as_of` lies in, oldest first, with zeros where none sold."""
    is_bought = lines.bought > 0
    monthly = lines.group_by("month").agg(
        paid=lines.paid.sum(),
        units=lines.bought.sum(),
        orders=lines.order_id.nunique(where=is_bought),
        customers=lines.customer_id.nunique(where=is_bought),
    )
    sold = {row["month"]: row for row in monthly.to_pyarrow().to_pylist()}
    new = _new_customers(lines)
    return tuple(
        MonthSales(
            month=month,
            revenue=sold[month]["paid"] / UNITS_OF_MONEY if month in sold else 0.0,
            orders=sold[month]["orders"] if month in sold else 0,
            customers=sold[month]["customers"] if month in sold else 0,
            new_customers=new.get(month, 0),
            units=sold[month]["units"] if month in sold else 0,
            is_whole=_is_whole(month, days),
        )
        for month in _months(days.first_on, days.as_of)
    )


def _new_customers(lines: ibis.Table) -> dict[date, int]:
    bought = lines.filter(lines.bought > 0)
    first = bought.group_by("customer_id").agg(month=bought.month.min())
    return {row["month"]: row["new"] for row in first.group_by("month").agg(new=first.count()).to_pyarrow().to_pylist()}


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = later(month, 1)


def _is_whole(month: date, days: SalesDays) -> bool:
    return (days.first_on - month).days <= HOLIDAY_DAYS and later(month, 1) - timedelta(days=1) <= days.last_on
