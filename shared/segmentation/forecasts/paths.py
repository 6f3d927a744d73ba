"""Where a monthly figure of a shop will go, on the scale that suits it."""

from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.averaging import Outlook, outlook

#: Older months tell of another shop.
MOST_MONTHS = 120
#: e^40 of a usual month is more than anybody sells.
FARTHEST_LOG = 40.0


@dataclass(frozen=True, slots=True)
class Path:
    """The months to come. Shops grow by shares, so the scale is the logarithm's unless a month was not above zero."""

    outlook: Outlook
    #: What 1 on the scale, or 0 on a logarithmic one, stands for.
    size: float
    is_log: bool

    def at(self, deviations: float) -> Floats:
        """The figures so many standard deviations above the middle, one for each month to come."""
        scaled = self.outlook.mean + deviations * self.outlook.spread
        if self.is_log:
            scaled = np.exp(np.clip(scaled, -FARTHEST_LOG, FARTHEST_LOG))
        figures: Floats = self.size * scaled
        return figures

    def misses(self, truth: Floats) -> Floats:
        """How many standard deviations each figure lies from the middle of its month; inf is possible."""
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = np.log(np.maximum(truth, 0.0) / self.size) if self.is_log else truth / self.size
            missed: Floats = np.abs(scaled - self.outlook.mean[: len(truth)]) / self.outlook.spread[: len(truth)]
        return missed


def path(values: Floats, steps: int) -> Path:
    """The `steps` months after `values`, of which there are two or more."""
    values = values[-MOST_MONTHS:]
    size = float(np.abs(values).mean()) or 1.0
    scaled = values / size
    if (scaled > 0).all():
        return Path(outlook(np.log(scaled), steps), size, is_log=True)
    return Path(outlook(scaled, steps), size, is_log=False)
