"""`growth_projection`: how the customer base will probably grow."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean

from shared.domain.outlook import GrowthMonth, GrowthProjection
from shared.domain.predictions import Interval
from shared.domain.sales import MonthSales
from shared.domain.trends import ForecastOf, MonthForecast
from shared.domain.words import counted
from shared.store_ports import Forecasts, Sales, Segments
from shared.tools.bounds import MONTHS, Months

YEAR = 12


def growth_projection(
    forecasts: Forecasts, sales: Sales, segments: Segments, *, months: Months = 12
) -> GrowthProjection:
    """New customers and the size of the customer base for each of the next `months` (1 to 36), with intervals.

    Says so when there are fewer months, because the forecast ends or could not be made.
    """
    MONTHS.check("months", months)
    facts, past = segments.current(), sales.months()
    forecast = forecasts.of(ForecastOf.NEW_CUSTOMERS)
    found = _base(forecast.months[:months], facts.customers, _already_counted(past))
    whole = [month.new_customers for month in past if month.is_whole][-YEAR:]
    return GrowthProjection(
        customers=facts.customers,
        months=found,
        active_customers=forecasts.of(ForecastOf.ACTIVE_CUSTOMERS).months[:months],
        growth_per_month=_growth(facts.customers, found),
        new_a_month_so_far=fmean(whole) if whole else None,
        method=forecast.method,
        measured_coverage=forecast.measured_coverage,
        measured_on=forecast.measured_on,
        reason=forecast.reason,
        because=_because(months, found, forecast.no_forecast_because),
        as_of=facts.as_of,
    )


def _already_counted(past: Sequence[MonthSales]) -> dict[date, int]:
    """New customers of months that are not over: the customer base has them already."""
    return {month.month: month.new_customers for month in past if not month.is_whole}


def _base(months: Sequence[MonthForecast], customers: int, already: Mapping[date, int]) -> tuple[GrowthMonth, ...]:
    """The base at the end of each month; it never falls, since nobody can have bought less than ever."""
    found = []
    size, low, high = (float(customers),) * 3
    for month in months:
        counted_before = already.get(month.month, 0)
        size += max(month.mean - counted_before, 0.0)
        low += max(month.interval.low - counted_before, 0.0)
        high += max(month.interval.high - counted_before, 0.0)
        interval = Interval(low, high, month.interval.coverage)
        found.append(GrowthMonth(month.month, month.mean, month.interval, size, interval))
    return tuple(found)


def _growth(customers: int, months: Sequence[GrowthMonth]) -> float | None:
    """The steady growth a month that leads from the base to its last month."""
    if not customers or not months:
        return None
    growth: float = (months[-1].customers / customers) ** (1 / len(months)) - 1
    return growth


def _because(wanted: int, months: Sequence[GrowthMonth], cause: str | None) -> str | None:
    if len(months) == wanted:
        return None
    return cause or f"the forecast looks {counted(len(months), 'month')} ahead, not {wanted}"
