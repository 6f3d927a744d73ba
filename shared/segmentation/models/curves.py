"""Chances and counts by the length of the horizon: a few are worked out, those between them read off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.members import SUREST

#: Horizons that are read off lie between two others that are worked out and at most this factor from one of them.
APART = 2.5
#: Horizons that another is read off from.
NEIGHBOURS = 3
#: Counts below this are taken to be it, so that their logarithms are finite.
LEAST_COUNT = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """Logarithms of a rate that changes slowly: a parabola through the nearest horizons' logarithms (Lagrange's)."""

    log_days: Floats
    #: Rows are horizons, columns customers.
    log_rates: Floats
    chances: bool

    @classmethod
    def of_chances(cls, days: Sequence[int], chances: Sequence[Floats]) -> "Curve":
        """Of the chances of a purchase within rising `days`: ln of -ln(1 - chance), what has piled up of its rate."""
        return cls(np.log(days), np.log(-np.log1p(-np.array(chances))), chances=True)

    @classmethod
    def of_counts(cls, days: Sequence[int], counts: Sequence[Floats]) -> "Curve":
        """Of the purchases to expect within rising `days`."""
        return cls(np.log(days), np.log(np.maximum(np.array(counts), LEAST_COUNT)), chances=False)

    def at(self, days: int) -> Floats:
        """The chance or the count of each customer within `days`, from the first to the last of the curve's."""
        where = float(np.log(days))
        near = np.sort(np.argsort(np.abs(self.log_days - where), kind="stable")[:NEIGHBOURS])
        log_rates = np.zeros(self.log_rates.shape[1])
        for node in near:
            others = self.log_days[near[near != node]]
            log_rates += np.prod((where - others) / (self.log_days[node] - others)) * self.log_rates[node]
        read: Floats = np.exp(log_rates)
        return np.clip(-np.expm1(-read), SUREST, 1.0 - SUREST) if self.chances else read


def nodes_among(asked: Sequence[int], also: Sequence[int]) -> tuple[int, ...]:
    """Which horizons to work out: all that are `asked` for, the ends, and of the rest those far from all others."""
    everything = sorted({*asked, *also})
    nodes = {*asked, everything[0], everything[-1]}
    for days in everything:
        if all(max(days / node, node / days) > APART for node in nodes):
            nodes.add(days)
    return tuple(sorted(nodes))
