"""Exponential smoothing against its textbook recursion, one month and one model at a time."""

from itertools import product

import numpy as np
import pytest

from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.smoothing import DAMPINGS, LEVELS, MONTHS, SEASONS, TRENDS, smooth

SERIES = np.random.default_rng(1).normal(5.0, 1.0, 30)
STEPS = 24


def textbook(values: Floats, start: Floats, gains: tuple[float, float, float, float]) -> tuple[Floats, Floats]:
    """Errors and forecasts of ETS(A,Ad,A) from a start of level, slope and twelve seasons."""
    alpha, beta, phi, gamma = gains
    level, slope, season = start[0], start[1], list(start[2:])
    errors = []
    for month, value in enumerate(values):
        error = value - (level + phi * slope + season[month % MONTHS])
        level, slope = level + phi * slope + alpha * error, phi * slope + beta * error
        season[month % MONTHS] += gamma * error
        errors.append(error)
    ahead = []
    for step in range(STEPS):
        slope = phi * slope
        level = level + slope
        ahead.append(level + season[(len(values) + step) % MONTHS])
    return np.array(errors), np.array(ahead)


def test_every_model_of_the_grid_errs_and_forecasts_as_the_textbook_does() -> None:
    start = np.random.default_rng(2).normal(0.0, 1.0, 2 + MONTHS)
    smoothed = smooth(SERIES, STEPS, has_trend=True, has_season=True)

    grid = product(LEVELS, TRENDS, DAMPINGS, SEASONS)
    for model, (alpha, trend, phi, season) in enumerate(grid):
        errors, ahead = textbook(SERIES, start, (alpha, trend * alpha, phi, season * (1 - alpha)))
        assert smoothed.errors[model] @ [1.0, *start] == pytest.approx(errors)
        assert smoothed.ahead[model] @ [1.0, *start] == pytest.approx(ahead)


def test_models_without_trend_and_season_have_neither() -> None:
    smoothed = smooth(SERIES, STEPS, has_trend=False, has_season=False)

    start = np.array([4.0] + [0.0] * (1 + MONTHS))
    for model, alpha in enumerate(LEVELS):
        errors, ahead = textbook(SERIES, start, (alpha, 0.0, 1.0, 0.0))
        assert smoothed.errors[model] @ [1.0, 4.0] == pytest.approx(errors)
        assert smoothed.ahead[model] @ [1.0, 4.0] == pytest.approx(ahead)


def test_the_variance_grows_as_that_of_simulated_months() -> None:
    gains = (0.5, 0.15 * 0.5, 0.97, 0.15 * 0.5)
    model = list(product(LEVELS, TRENDS, DAMPINGS, SEASONS)).index((0.5, 0.15, 0.97, 0.15))
    growth = smooth(SERIES, STEPS, has_trend=True, has_season=True).growth[model]

    shocks = np.random.default_rng(3).normal(0.0, 1.0, (4000, STEPS))
    alpha, beta, phi, gamma = gains
    level, slope, season = np.zeros(4000), np.zeros(4000), np.zeros((MONTHS, 4000))
    months = np.empty((STEPS, 4000))
    for step in range(STEPS):
        shock = shocks[:, step]
        slope = phi * slope
        months[step] = level + slope + season[step % MONTHS] + shock
        level, slope = level + slope + alpha * shock, slope + beta * shock
        season[step % MONTHS] += gamma * shock

    assert growth == pytest.approx(months.var(axis=1), rel=0.1)
