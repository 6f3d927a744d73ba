"""What a shop is told of its months to come."""

from dataclasses import replace
from datetime import date
from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.trends import Forecast, ForecastOf
from shared.segmentation.forecasts.rolling import FEWEST_MONTHS
from shared.segmentation.forecasts.shop import forecast, shop_forecasts, whole_months
from tests.unit.segmentation.forecasts.months import a_month, a_seasonal_shop, months_of


def assert_sane(found: Forecast, revenues: list[float]) -> None:
    for month in found.months:
        interval = month.interval
        assert all(isfinite(figure) for figure in (interval.low, month.mean, interval.high))
        assert interval.low <= month.mean <= interval.high
        assert interval.coverage == 0.8
        if min(revenues) >= 0:
            assert interval.low >= 0.0


def test_the_months_follow_the_last_whole_one() -> None:
    months = [*months_of(a_seasonal_shop(14)), a_month(date(2024, 3, 1), 10.0, is_whole=False)]

    found = forecast(ForecastOf.REVENUE, months, ahead=3)

    assert [month.month for month in found.months] == [date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1)]


def test_months_that_are_cut_short_do_not_weigh() -> None:
    whole = months_of(a_seasonal_shop(14))
    cut = [replace(whole[0], month=date(2022, 12, 1), revenue=1.0, is_whole=False), *whole]
    cut.append(a_month(date(2024, 3, 1), 1.0, is_whole=False))

    assert forecast(ForecastOf.REVENUE, cut) == forecast(ForecastOf.REVENUE, whole)


def test_two_years_are_foretold_for_each_figure() -> None:
    found = shop_forecasts(months_of(a_seasonal_shop(12)))

    assert [each.of for each in found] == [ForecastOf.REVENUE, ForecastOf.NEW_CUSTOMERS, ForecastOf.ACTIVE_CUSTOMERS]
    assert {len(each.months) for each in found} == {24}
    assert [round(each.months[0].mean) for each in found[1:]] == [3, 10]


def test_the_busy_month_is_foretold_to_be_busy_again() -> None:
    found = forecast(ForecastOf.REVENUE, months_of(a_seasonal_shop(30)))

    november = {month.month: month.mean for month in found.months}
    assert november[date(2025, 11, 1)] > 1.5 * november[date(2026, 5, 1)]
    assert "of the weight is on models with a yearly shape" in found.reason


def test_a_short_history_says_that_it_has_no_yearly_shape() -> None:
    found = forecast(ForecastOf.REVENUE, months_of(a_seasonal_shop(12)))

    assert found.reason == (
        "12 whole months, January 2023 to December 2023: too few to tell the seasons, which the forecast "
        "therefore leaves out"
    )


@pytest.mark.parametrize("count", [0, 1, FEWEST_MONTHS - 1])
def test_too_few_months_are_a_cause_and_no_forecast(count: int) -> None:
    found = forecast(ForecastOf.REVENUE, months_of(a_seasonal_shop(count)))

    assert found.months == ()
    assert found.no_forecast_because == (
        f"a forecast takes at least 6 whole months of orders in a row, and there are {count}"
    )
    assert (found.measured_coverage, found.measured_on) == (None, 0)


def test_six_months_are_enough_though_no_coverage_is_measured_on_them() -> None:
    found = forecast(ForecastOf.REVENUE, months_of(a_seasonal_shop(FEWEST_MONTHS)))

    assert len(found.months) == 24
    assert (found.measured_coverage, found.measured_on) == (None, 0)


def test_the_coverage_is_measured_on_past_forecasts_of_this_series() -> None:
    found = forecast(ForecastOf.REVENUE, months_of(a_seasonal_shop(30, noise=0.1)), ahead=12)

    assert found.measured_coverage == pytest.approx(0.8, abs=0.15)
    assert found.measured_on == 12 * 12 + sum(range(1, 13))


@pytest.mark.parametrize(
    "revenues",
    [
        [0.0] * 12,
        [500.0] * 12,
        [0.0] * 11 + [400.0],
        [400.0] * 11 + [0.0],
        [-50.0, 20.0, -30.0, 10.0, 5.0, -80.0, 15.0],
        [100.0] * 15 + [1e9] + [110.0] * 8,
        [1e-4] * 7 + [1e9] * 7,
        [1.0, 1.0, 1.0, 1.0, 8.0, 5e-324],
        list(np.exp(np.arange(20.0))),
        list(range(1, 40)),
    ],
)
def test_no_series_is_too_odd(revenues: list[float]) -> None:
    found = forecast(ForecastOf.REVENUE, months_of(revenues))

    assert len(found.months) == 24
    assert_sane(found, revenues)


def test_months_that_were_all_alike_are_foretold_to_stay_so() -> None:
    found = forecast(ForecastOf.REVENUE, months_of([500.0] * 12))

    assert found.months[-1].mean == pytest.approx(500.0)
    assert found.months[-1].interval.high < 520.0


def test_a_shop_that_gave_more_back_than_it_took_may_do_so_again() -> None:
    found = forecast(ForecastOf.REVENUE, months_of([100.0, -50.0, 80.0, -20.0, 60.0, 30.0, -60.0]))

    assert found.months[0].interval.low < 0.0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-1e7, 1e9), min_size=6, max_size=15))
def test_any_revenue_gives_a_finite_forecast_in_order(revenues: list[float]) -> None:
    assert_sane(forecast(ForecastOf.REVENUE, months_of(revenues), ahead=6), revenues)


def test_months_that_are_not_whole_between_whole_ones_stay() -> None:
    months = months_of([1.0, 2.0, 3.0, 4.0, 5.0])
    flags = [False, True, False, True, False]

    kept = whole_months([replace(month, is_whole=flag) for month, flag in zip(months, flags, strict=True)])

    assert [month.revenue for month in kept] == [2.0, 3.0, 4.0]
