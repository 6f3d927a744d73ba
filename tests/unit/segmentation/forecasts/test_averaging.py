"""What the averaged models expect of series whose future is known."""

import numpy as np
import pytest

from shared.segmentation.forecasts.averaging import SEASONAL_FROM, outlook
from tests.unit.segmentation.forecasts.months import a_seasonal_shop


def test_a_yearly_shape_that_came_round_is_expected_to_come_again() -> None:
    logs = np.log(a_seasonal_shop(48))

    found = outlook(logs[:36], 12)

    assert found.seasonal > 0.95
    assert found.mean == pytest.approx(logs[36:], abs=0.2)


def test_no_yearly_shape_is_read_into_noise() -> None:
    noise = np.random.default_rng(4).normal(0.0, 0.2, 48)

    found = outlook(noise, 12)

    assert np.ptp(found.mean) < 0.2


def test_a_history_shorter_than_thirteen_months_has_no_yearly_shape() -> None:
    logs = np.log(a_seasonal_shop(48))

    assert outlook(logs[: SEASONAL_FROM - 1], 12).seasonal == 0.0
    assert outlook(logs[:SEASONAL_FROM], 12).seasonal > 0.0


def test_growth_goes_on_and_slows_down() -> None:
    found = outlook(0.05 * np.arange(24.0), 24)

    steps = np.diff(found.mean)
    assert steps[0] > steps[-1] > 0.0
    assert 0.03 < steps[0] <= 0.05


def test_months_further_ahead_are_less_sure() -> None:
    assert (np.diff(outlook(np.log(a_seasonal_shop(10)), 24).spread) > 0.0).all()


def test_a_forecast_moves_and_scales_with_the_series() -> None:
    logs = np.log(a_seasonal_shop(30))

    plain, moved = outlook(logs, 12), outlook(logs + 3.0, 12)

    assert moved.mean == pytest.approx(plain.mean + 3.0)
    assert moved.spread == pytest.approx(plain.spread)
    assert moved.seasonal == pytest.approx(plain.seasonal)
