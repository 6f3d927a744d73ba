"""How wide intervals become, and how their coverage is measured without knowing what came after."""

import numpy as np
import pytest

from shared.segmentation.forecasts.rolling import COVERAGE, FEWEST_MONTHS, PastForecasts, past_forecasts
from tests.unit.segmentation.forecasts.months import a_seasonal_shop

#: So wide is 80 % of what a model expects of itself.
NORMAL = 1.2816


def past(*missed: tuple[int, int, float]) -> PastForecasts:
    """Forecasts as (origin, step, missed)."""
    return PastForecasts(*np.array(missed, dtype=float).reshape(-1, 3).T)


def test_without_past_forecasts_the_model_is_believed() -> None:
    assert past().width(6) == pytest.approx(NORMAL, abs=0.15)


def test_a_model_that_was_far_off_gets_wider_intervals_and_one_that_was_near_gets_none() -> None:
    origins = range(6, 46)

    far = past(*((origin, 1, 4.0) for origin in origins)).width(46)
    near = past(*((origin, 1, 0.1) for origin in origins)).width(46)

    assert far == 4.0
    assert near < 0.7


def test_an_interval_knows_nothing_of_what_came_after_it() -> None:
    told = past((6, 1, 9.0), (6, 2, 9.0), (7, 1, 9.0))

    assert told.width(6) == past().width(6)
    assert told.width(7) == past((6, 1, 9.0)).width(7)


def test_one_turn_that_was_not_foreseen_counts_once_however_long_it_was_missed() -> None:
    once = past((6, 1, 9.0)).width(30)
    for_a_year = past(*((6, step, 9.0) for step in range(1, 13))).width(30)

    assert for_a_year == once


def test_the_measured_coverage_is_the_share_of_forecasts_inside_the_intervals_of_their_time() -> None:
    coverage, measured_on = past(
        *((6, step, 0.5) for step in range(1, 8)), *((7, step, 50.0) for step in range(1, 4))
    ).coverage()

    assert (coverage, measured_on) == (0.7, 10)


def test_a_coverage_on_a_handful_of_forecasts_is_not_told() -> None:
    assert past(*((6, step, 0.5) for step in range(1, 10))).coverage() == (None, 9)


def test_every_month_that_could_have_been_forecast_was() -> None:
    found = past_forecasts(a_seasonal_shop(10), farthest=3)

    assert [(int(origin), int(step)) for origin, step in zip(found.origin, found.step, strict=True)] == [
        (6, 1), (6, 2), (6, 3), (7, 1), (7, 2), (7, 3), (8, 1), (8, 2), (9, 1),
    ]  # fmt: skip


def test_only_the_newest_origins_are_looked_back_to() -> None:
    assert set(past_forecasts(a_seasonal_shop(20), farthest=3, origins=4).origin) == {16, 17, 18, 19}


def test_the_shortest_history_has_no_past_forecasts() -> None:
    assert len(past_forecasts(a_seasonal_shop(FEWEST_MONTHS), farthest=24).missed) == 0


def test_the_intervals_hold_about_as_many_truths_as_they_promise() -> None:
    inside, count = 0.0, 0
    for seed in range(12):
        rng = np.random.default_rng(seed)
        shop = a_seasonal_shop(40, noise=0.15, seed=seed) * np.exp(np.cumsum(rng.normal(0.0, 0.05, 40)))
        coverage, measured_on = past_forecasts(shop, farthest=6, origins=12).coverage()
        assert coverage is not None
        inside, count = inside + coverage * measured_on, count + measured_on

    assert inside / count == pytest.approx(COVERAGE, abs=0.08)
