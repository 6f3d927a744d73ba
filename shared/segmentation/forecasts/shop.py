"""The monthly figures of the shop, each forecast."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from shared.domain.periods import later
from shared.domain.predictions import Interval
from shared.domain.sales import MonthSales
from shared.domain.trends import Forecast, ForecastOf, MonthForecast
from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.averaging import SEASONAL_FROM
from shared.segmentation.forecasts.paths import Path, path
from shared.segmentation.forecasts.rolling import COVERAGE, FEWEST_MONTHS, past_forecasts

MONTHS_AHEAD = 24

FIGURES: Mapping[ForecastOf, Callable[[MonthSales], float]] = {
    ForecastOf.REVENUE: lambda month: month.revenue,
    ForecastOf.NEW_CUSTOMERS: lambda month: float(month.new_customers),
    ForecastOf.ACTIVE_CUSTOMERS: lambda month: float(month.customers),
}
METHOD = "exponential smoothing models, with and without trend and yearly shape, averaged by how well each fits"


def forecast(of: ForecastOf, months: Sequence[MonthSales], *, ahead: int = MONTHS_AHEAD) -> Forecast:
    """The figure `of` in each of the `ahead` months after the last whole one, or the cause why there is none.

    The means are medians: the truth comes out above as often as below.
    """
    whole = whole_months(months)
    if len(whole) < FEWEST_MONTHS:
        cause = f"a forecast takes at least {FEWEST_MONTHS} whole months of orders in a row, and there are {len(whole)}"
        return Forecast(of, (), METHOD, None, 0, "", cause)
    values = np.array([FIGURES[of](month) for month in whole])
    past = past_forecasts(values, farthest=ahead)
    coverage, measured_on = past.coverage()
    found = path(values, ahead)
    return Forecast(
        of=of,
        months=_months(found, past.width(len(values)), values, whole[-1].month),
        method=METHOD,
        measured_coverage=coverage,
        measured_on=measured_on,
        reason=_reason(whole, found),
        no_forecast_because=None,
    )


def shop_forecasts(months: Sequence[MonthSales], *, ahead: int = MONTHS_AHEAD) -> tuple[Forecast, ...]:
    """One forecast for each ForecastOf, in its order."""
    return tuple(forecast(of, months, ahead=ahead) for of in ForecastOf)


def whole_months(months: Sequence[MonthSales]) -> tuple[MonthSales, ...]:
    """The months that the orders reach over, without those at either end that they do not; `months` oldest first."""
    whole = [at for at, month in enumerate(months) if month.is_whole]
    return tuple(months[whole[0] : whole[-1] + 1]) if whole else ()


def _months(found: Path, width: float, values: Floats, last: date) -> tuple[MonthForecast, ...]:
    # What was never below zero will not be.
    least = min(0.0, float(values.min()))
    low, mean, high = (np.maximum(found.at(side * width), least).tolist() for side in (-1.0, 0.0, 1.0))
    forecasts, month = [], last
    for at in range(len(mean)):
        month = later(month, 1)
        forecasts.append(MonthForecast(month, mean[at], Interval(low[at], high[at], COVERAGE)))
    return tuple(forecasts)


def _reason(whole: Sequence[MonthSales], found: Path) -> str:
    seen = f"{len(whole)} whole months, {whole[0].month:%B %Y} to {whole[-1].month:%B %Y}"
    if len(whole) < SEASONAL_FROM:
        return f"{seen}: too few to tell the seasons, which the forecast therefore leaves out"
    return f"{seen}; {found.outlook.seasonal:.0%} of the weight is on models with a yearly shape"
