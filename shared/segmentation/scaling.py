"""Measurements on one scale: outliers drawn in, mean 0, standard deviation 1."""

from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats

#: The shares of customers at either end whose measurements are drawn in, so that a handful of wholesalers or of
#: fully refunded customers does not become a segment.
EDGES = (0.01, 0.99)


@dataclass(frozen=True, slots=True)
class Scaling:
    """How an axis' measurements were scaled: one number a feature, anchor first."""

    lowest: tuple[float, ...]
    highest: tuple[float, ...]
    mean: tuple[float, ...]
    #: Standard deviation; 0 for a feature in which the customers do not differ.
    spread: tuple[float, ...]

    def apply(self, measured: Floats) -> Floats:
        """The measurements (rows are customers) on the common scale.

        A feature without spread becomes 0, and so does one that a customer does not have (NaN): the mean.
        """
        spread = np.array([width or 1.0 for width in self.spread])
        scaled: Floats = (np.clip(measured, self.lowest, self.highest) - self.mean) / spread
        scaled[np.isnan(scaled)] = 0.0
        return scaled

    def undo(self, scaled: Floats) -> Floats:
        """Points of the common scale as measurements."""
        measured: Floats = scaled * self.spread + self.mean
        return measured


def scaling_of(measured: Floats) -> Scaling:
    """The scaling that fits these measurements (rows are customers, at least one; none is NaN)."""
    lowest, highest = np.quantile(measured, EDGES, axis=0)
    inside = np.clip(measured, lowest, highest)
    spread = np.where(lowest < highest, inside.std(axis=0), 0.0)
    return Scaling(
        lowest=tuple(lowest.tolist()),
        highest=tuple(highest.tolist()),
        mean=tuple(inside.mean(axis=0).tolist()),
        spread=tuple(spread.tolist()),
    )
