"""How many segments an axis has: the best separated number among those that come out the same again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.figures import Floats
from shared.segmentation.fuzzy import fit, memberships, xie_beni

#: How many segments may be found on one axis.
COUNTS = (3, 4, 5)
STARTS = 4
#: Refits on other customers, to see whether the same segments come out.
REFITS, REFIT_STARTS, REFIT_SHARE = 5, 2, 0.8
#: Share of customers that must keep their segment, on average over the refits.
LEAST_AGREEMENT = 0.9
#: Share of customers that every segment must hold.
SMALLEST_SEGMENT = 0.02
#: Centres are learned from at most this many customers, drawn at random; all get memberships.
LEARN_FROM = 20_000


@dataclass(frozen=True, slots=True)
class Segments:
    """The centres of an axis' segments, and why there are that many."""

    #: Rows are segments, lowest anchor (first column) first.
    centres: Floats
    #: Lower is better separated.
    xie_beni: float
    #: Share of customers that kept their segment when the centres were learned from other customers.
    agreement: float


def choose_segments(points: Floats, rng: np.random.Generator) -> Segments | None:
    """The segments of scaled `points` (rows are customers, first column the anchor), or None when none hold.

    None of the allowed numbers may come out the same again: then the customers do not fall into segments.
    """
    learned_from = _some_of(points, min(LEARN_FROM, len(points)), rng)
    different = len(np.unique(learned_from, axis=0))
    fits = [_in_order(fit(learned_from, count, rng, starts=STARTS)) for count in COUNTS if count <= different]
    populated = [centres for centres in fits if _smallest_share(learned_from, centres) >= SMALLEST_SEGMENT]
    # Refitting costs most: the best separated that is stable ends the search.
    for centres in sorted(populated, key=lambda centres: xie_beni(learned_from, centres)):
        agreement = _agreement(learned_from, centres, rng)
        if agreement >= LEAST_AGREEMENT:
            return Segments(centres, xie_beni(learned_from, centres), agreement)
    return None


def _smallest_share(points: Floats, centres: Floats) -> float:
    return float(np.bincount(_dominant(points, centres), minlength=len(centres)).min()) / len(points)


def _agreement(points: Floats, centres: Floats, rng: np.random.Generator) -> float:
    count = len(centres)
    size = max(count, round(REFIT_SHARE * len(points)))
    dominant = _dominant(points, centres)
    kept = []
    for _ in range(REFITS):
        again = _in_order(fit(_some_of(points, size, rng), count, rng, starts=REFIT_STARTS))
        kept.append(float((_dominant(points, again) == dominant).mean()))
    return sum(kept) / len(kept)


def _dominant(points: Floats, centres: Floats) -> NDArray[np.intp]:
    segments: NDArray[np.intp] = memberships(points, centres).argmax(axis=1)
    return segments


def _some_of(points: Floats, size: int, rng: np.random.Generator) -> Floats:
    return points[np.sort(rng.choice(len(points), size, replace=False))]


def _in_order(centres: Floats) -> Floats:
    return centres[np.lexsort(centres.T[::-1])]
