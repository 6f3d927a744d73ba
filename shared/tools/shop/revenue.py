"""`revenue_forecast`: what the shop will probably take in."""

from collections.abc import Mapping, Sequence
from datetime import date

from shared.domain.outlook import RevenueForecast, RevenueMonth
from shared.domain.periods import Period, later, period_named
from shared.domain.predictions import Interval
from shared.domain.trends import ForecastOf, MonthForecast
from shared.domain.words import counted
from shared.errors import InvalidPayload, NotFound
from shared.store_ports import Forecasts, Sales, Segments
from shared.tools.bounds import MONTHS, Months

YEAR = 12


def revenue_forecast(
    forecasts: Forecasts, sales: Sales, segments: Segments, *, months: Months = 6, period: str | None = None
) -> RevenueForecast:
    """The revenue of the next `months` (1 to 36), or of a `period`, month by month with intervals.

    A period is as "Q4", "Q4 2026", "2026", "november" or "next quarter"; its months that are over count with what
    was taken in. Says so when some months cannot be forecast. NotFound when there is no such period.
    """
    MONTHS.check("months", months)
    facts, forecast = segments.current(), forecasts.of(ForecastOf.REVENUE)
    past = {month.month: month.revenue for month in sales.months() if month.is_whole}
    ahead = {month.month: month for month in forecast.months}
    wanted = _period(period, months, ahead, facts.as_of)
    found = _months(wanted, past, ahead)
    missing = wanted.months - len(found)
    return RevenueForecast(
        period=wanted.name,
        months=found,
        total=sum(month.revenue for month in found) if found else None,
        interval=_added_up(found),
        a_year_before=_a_year_before(wanted, past),
        method=forecast.method,
        measured_coverage=forecast.measured_coverage,
        measured_on=forecast.measured_on,
        reason=forecast.reason,
        because=_because(missing, wanted, ahead, forecast.no_forecast_because),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _period(text: str | None, months: int, ahead: Mapping[date, MonthForecast], as_of: date) -> Period:
    if text is not None:
        try:
            return period_named(text, today=as_of)
        except InvalidPayload as error:
            raise NotFound(str(error)) from error
    named = "next month" if months == 1 else f"next {counted(months, 'month')}"
    return Period(named, min(ahead, default=later(as_of, 1)), months)


def _months(
    wanted: Period, past: Mapping[date, float], ahead: Mapping[date, MonthForecast]
) -> tuple[RevenueMonth, ...]:
    found = []
    for first in wanted.firsts():
        if first in past:
            found.append(RevenueMonth(first, past[first], interval=None, is_actual=True))
        elif first in ahead:
            found.append(RevenueMonth(first, ahead[first].mean, ahead[first].interval, is_actual=False))
    return tuple(found)


def _added_up(months: Sequence[RevenueMonth]) -> Interval | None:
    """The interval of the sum; months that are over add what is known. None when nothing is forecast."""
    intervals = [month.interval for month in months if month.interval]
    if not intervals:
        return None
    known = sum(month.revenue for month in months if month.is_actual)
    low, high = sum(each.low for each in intervals), sum(each.high for each in intervals)
    return Interval(known + low, known + high, intervals[0].coverage)


def _a_year_before(wanted: Period, past: Mapping[date, float]) -> float | None:
    before = [past.get(later(first, -YEAR)) for first in wanted.firsts()]
    known = [revenue for revenue in before if revenue is not None]
    return sum(known) if len(known) == wanted.months else None


def _because(missing: int, wanted: Period, ahead: Mapping[date, MonthForecast], cause: str | None) -> str | None:
    if not missing:
        return None
    if cause is not None or not ahead:
        return cause or "no forecast was made"
    reach = f"{min(ahead):%Y-%m} to {max(ahead):%Y-%m}"
    return f"{counted(missing, 'month')} of {wanted.name} lie outside the forecast, which is for {reach}"
