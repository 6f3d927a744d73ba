"""How the customer base will grow."""

from datetime import date

import pytest

from shared.domain.predictions import Interval
from shared.domain.trends import ForecastOf
from shared.errors import InvalidPayload
from shared.tools.shop.growth import growth_projection
from tests.factories_sales import a_month, a_shop_forecast
from tests.factories_shop import a_snapshot
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

JUNE = date(2026, 6, 1)
SEGMENTS = FakeSegments(a_snapshot(100))
FORECASTS = FakeForecasts(
    a_shop_forecast(ForecastOf.NEW_CUSTOMERS, JUNE, 10, 20, 20),
    a_shop_forecast(ForecastOf.ACTIVE_CUSTOMERS, JUNE, 50, 60, 70),
)


def test_new_customers_add_to_the_base_month_by_month() -> None:
    told = growth_projection(FORECASTS, FakeSales(), SEGMENTS, months=2)

    assert [(month.new_customers, month.customers) for month in told.months] == [(10, 110), (20, 130)]
    assert [month.customers_interval for month in told.months] == [Interval(105, 120, 0.8), Interval(115, 160, 0.8)]
    assert [month.mean for month in told.active_customers] == [50, 60]
    assert told.growth_per_month == pytest.approx(1.3**0.5 - 1)
    assert told.because is None


def test_who_came_in_the_month_that_is_not_over_is_not_counted_twice() -> None:
    sales = FakeSales(months=[a_month(date(2026, 5, 1), new=8), a_month(JUNE, new=7, is_whole=False)])

    told = growth_projection(FORECASTS, sales, SEGMENTS, months=1)

    assert (told.months[0].new_customers, told.months[0].customers) == (10, 103)
    assert told.months[0].customers_interval == Interval(100, 113, 0.8)
    assert told.new_a_month_so_far == 8


def test_a_forecast_that_ends_earlier_says_so() -> None:
    told = growth_projection(FORECASTS, FakeSales(), SEGMENTS, months=12)

    assert (len(told.months), told.because) == (3, "the forecast looks 3 months ahead, not 12")


def test_without_a_forecast_the_base_and_the_cause_are_told() -> None:
    told = growth_projection(FakeForecasts(), FakeSales(), SEGMENTS)

    assert (told.customers, told.months, told.growth_per_month) == (100, (), None)
    assert (told.new_a_month_so_far, told.because) == (None, "two whole months are too few")


@pytest.mark.parametrize("months", [0, 37])
def test_bounds_are_kept(months: int) -> None:
    with pytest.raises(InvalidPayload):
        growth_projection(FORECASTS, FakeSales(), SEGMENTS, months=months)
