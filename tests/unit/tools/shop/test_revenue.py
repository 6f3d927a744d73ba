"""What the shop will take in, over some months or over a period that may have begun."""

from datetime import date

import pytest

from shared.domain.predictions import Interval
from shared.domain.trends import ForecastOf
from shared.errors import InvalidPayload
from shared.tools.shop.revenue import revenue_forecast
from tests.factories_sales import a_month, a_shop_forecast, months_from
from tests.factories_shop import AS_OF, a_snapshot
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())
#: June is not over, so it is the first month of the forecast.
JUNE = date(2026, 6, 1)
FORECASTS = FakeForecasts(a_shop_forecast(ForecastOf.REVENUE, JUNE, 100, 110, 120, 130, 140, 150, 160))
SALES = FakeSales(
    months=[
        *months_from(date(2025, 6, 1), 60, 61, 62, 63, 64, 65, 66, 70, 71, 72, 80, 90),
        a_month(JUNE, 40, is_whole=False),
    ]
)


def test_the_next_months_are_added_up_with_the_bounds_of_each() -> None:
    told = revenue_forecast(FORECASTS, SALES, SEGMENTS, months=3)

    assert [(month.month.month, month.revenue, month.is_actual) for month in told.months] == [
        (6, 100, False),
        (7, 110, False),
        (8, 120, False),
    ]
    assert (told.total, told.interval) == (330, Interval(165, 660, 0.8))
    assert told.a_year_before == 60 + 61 + 62
    assert (told.period, told.because) == ("next 3 months", None)
    assert (told.measured_coverage, told.measured_on, told.currency, told.as_of) == (0.83, 12, "GBP", AS_OF)


def test_months_of_a_period_that_are_over_count_with_what_was_taken_in() -> None:
    told = revenue_forecast(FORECASTS, SALES, SEGMENTS, period="Q2")

    assert [(month.revenue, month.is_actual) for month in told.months] == [(80, True), (90, True), (100, False)]
    assert (told.period, told.total) == ("Q2 2026", 270)
    assert told.interval == Interval(170 + 50, 170 + 200, 0.8)
    assert told.a_year_before is None


def test_a_period_that_is_over_has_no_interval() -> None:
    told = revenue_forecast(FORECASTS, SALES, SEGMENTS, period="2026-Q1")

    assert (told.total, told.interval, told.because) == (213, None, None)


def test_months_beyond_the_forecast_are_named_and_not_made_up() -> None:
    told = revenue_forecast(FORECASTS, SALES, SEGMENTS, period="Q1")

    assert (told.months, told.total, told.interval) == ((), None, None)
    assert told.because == "3 months of Q1 2027 lie outside the forecast, which is for 2026-06 to 2026-12"


def test_a_period_that_is_partly_beyond_the_forecast_tells_the_part() -> None:
    told = revenue_forecast(FORECASTS, SALES, SEGMENTS, months=8)

    assert (len(told.months), told.total) == (7, 910)
    assert told.because
    assert told.because.startswith("1 month of next 8 months lie")


def test_without_a_forecast_the_cause_is_told() -> None:
    told = revenue_forecast(FakeForecasts(because="two whole months are too few"), SALES, SEGMENTS)

    assert (told.months, told.total, told.because) == ((), None, "two whole months are too few")


@pytest.mark.parametrize("months", [0, -3, 37])
def test_bounds_are_kept(months: int) -> None:
    with pytest.raises(InvalidPayload):
        revenue_forecast(FORECASTS, SALES, SEGMENTS, months=months)
