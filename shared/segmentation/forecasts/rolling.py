"""How wide an interval must be: by how far forecasts made in the past, of this same series, were off.

Split conformal prediction over a rolling origin, with misses measured in the model's own standard deviations (J. Lei,
M. G'Sell, A. Rinaldo, R. J. Tibshirani and L. Wasserman, "Distribution-free predictive inference for regression",
Journal of the American Statistical Association 113(523), 2018, section 5.2). A short history has few such misses, so
they are weighed together with those of a model that is as right about itself as it usually is.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.paths import path

COVERAGE = 0.8
#: A model is asked from so many months on.
FEWEST_MONTHS = 6
#: Past forecasts are made at the ends of so many months, the newest.
MOST_ORIGINS = 36
#: A coverage is told when it was measured on so many forecasts.
FEWEST_MEASURED = 10
#: Misses that a model is taken to have made already, distributed as it believes.
USUAL_MISSES = 20
#: Months of nothing are endlessly far away on a logarithmic scale.
FARTHEST = 10.0


@dataclass(frozen=True, slots=True)
class PastForecasts:
    """Forecasts of months that are known, from the months before them. One entry a forecast."""

    #: How many months were known when it was made.
    origin: Floats
    #: How many months it looked ahead, from 1.
    step: Floats
    #: How many of the model's standard deviations it was off, from 0 to FARTHEST.
    missed: Floats

    def width(self, known: int) -> float:
        """Standard deviations either way that an interval needs, by what was to be seen when `known` months were.

        One for all months ahead, since the model's standard deviation grows with them. All that one origin missed
        counts as one miss: a turn that was not foreseen is missed month after month.
        """
        seen = self.origin + self.step <= known
        _, origins, times = np.unique(self.origin[seen], return_inverse=True, return_counts=True)
        usual = ndtri(0.5 + (np.arange(USUAL_MISSES) + 0.5) / (2 * USUAL_MISSES))
        missed = np.concatenate([usual, self.missed[seen]])
        weights = np.concatenate([np.ones(USUAL_MISSES), 1 / times[origins]])
        return float(np.quantile(missed, COVERAGE, weights=weights, method="inverted_cdf"))

    def coverage(self) -> tuple[float | None, int]:
        """Share of the forecasts that lay inside the interval of their time, and how many forecasts those are.

        No interval knew of anything that came after it was made. None when they are too few to tell.
        """
        inside = sum(
            int((self.missed[self.origin == known] <= self.width(int(known))).sum()) for known in np.unique(self.origin)
        )
        count = len(self.missed)
        return (inside / count if count >= FEWEST_MEASURED else None), count


def past_forecasts(values: Floats, *, farthest: int, origins: int = MOST_ORIGINS) -> PastForecasts:
    """The forecasts of known months, up to `farthest` months ahead, made at the ends of the newest `origins` months."""
    count = len(values)
    found = []
    for origin in range(max(FEWEST_MONTHS, count - origins), count):
        truth = values[origin : origin + farthest]
        missed = np.minimum(path(values[:origin], len(truth)).misses(truth), FARTHEST)
        found += [(origin, step, each) for step, each in enumerate(missed, start=1)]
    return PastForecasts(*np.array(found, dtype=np.float64).reshape(-1, 3).T)
