"""Exponential smoothing of a monthly series, with every pair of smoothing constants on a grid at once.

The linear innovations state space models (A,N,N), (A,Ad,N), (A,N,A) and (A,Ad,A) of R. J. Hyndman, A. B. Koehler,
J. K. Ord and R. D. Snyder, "Forecasting with Exponential Smoothing", Springer, 2008. Such a model is linear in the
values that it starts from, so the start need not be searched for: it is enough to know what the model makes of the
series from a start of zeros, and what it makes of each start value without a series.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from shared.segmentation.features.columns import Floats

MONTHS = 12
#: How fast the level follows the series.
LEVELS = (0.02, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
#: How fast the trend follows the level's constant, and what is left of it after a month.
TRENDS, DAMPINGS = (0.0, 0.15), (0.85, 0.97)
#: How fast the yearly shape takes up what the level leaves.
SEASONS = (0.0, 0.15)


@dataclass(frozen=True, slots=True)
class Smoothed:
    """A series as models with different constants see it. The first axis is the model.

    Along the last axis stands first what comes of the series from a start of zeros, then what comes of one unit in
    each start value without a series: the level, the slope if there is a trend, January to December (counted from the
    first month) if there is a season. A forecast is the first, plus the others times the start values.
    """

    #: What a model fails to foresee of each month, by month.
    errors: Floats
    #: Forecasts, by month to come.
    ahead: Floats
    #: Variance of each month to come, in variances of one month's error.
    growth: Floats


def smooth(values: Floats, steps: int, *, has_trend: bool, has_season: bool) -> Smoothed:
    """`values` month by month, and the `steps` months after them."""
    level_gain, slope_gain, damping, season_gain = _constants(has_trend=has_trend, has_season=has_season)
    columns = 2 + has_trend + MONTHS * has_season
    level, slope = np.zeros((2, len(level_gain), columns))
    season = np.zeros((MONTHS, len(level_gain), columns))
    level[:, 1] = 1.0
    if has_trend:
        slope[:, 2] = 1.0
    if has_season:
        season[range(MONTHS), :, range(columns - MONTHS, columns)] = 1.0
    series = np.zeros(columns)
    series[0] = 1.0
    errors = np.empty((len(values), len(level_gain), columns))
    for month, value in enumerate(values):
        slope = damping * slope
        error = errors[month] = value * series - (level + slope + season[month % MONTHS])
        level = level + slope + level_gain * error
        slope = slope + slope_gain * error
        season[month % MONTHS] += season_gain * error
    ahead = np.empty((steps, len(level_gain), columns))
    for step in range(steps):
        slope = damping * slope
        level = level + slope
        ahead[step] = level + season[(len(values) + step) % MONTHS]
    return Smoothed(
        errors=errors.transpose(1, 0, 2),
        ahead=ahead.transpose(1, 0, 2),
        growth=_growth(steps, level_gain, slope_gain, damping, season_gain),
    )


def _constants(*, has_trend: bool, has_season: bool) -> Floats:
    """The gains of level, slope and season, and the damping between them: four columns, one row a model."""
    grid = product(
        LEVELS,
        TRENDS if has_trend else (0.0,),
        DAMPINGS if has_trend else (1.0,),
        SEASONS if has_season else (0.0,),
    )
    gains = [(level, trend * level, damping, season * (1 - level)) for level, trend, damping, season in grid]
    return np.array(gains).T[:, :, np.newaxis]


def _growth(steps: int, level_gain: Floats, slope_gain: Floats, damping: Floats, season_gain: Floats) -> Floats:
    """1 + the sum of squares of what an error of the months before leaves in each month: table 6.1 of Hyndman et al."""
    later = np.arange(1, steps)
    left = level_gain + slope_gain * np.cumsum(damping**later, axis=1) + season_gain * (later % MONTHS == 0)
    return np.concatenate([np.ones_like(level_gain), 1 + np.cumsum(np.square(left), axis=1)], axis=1)
