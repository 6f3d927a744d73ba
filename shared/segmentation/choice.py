"""How many segments an axis has: a number that comes out the same again, and the usual one unless another is better."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import fit, memberships, xie_beni
from shared.segmentation.scaling import Scaling, scaling_of

#: How many segments may be found on one axis.
COUNTS = (3, 4, 5)
STARTS = 4
#: Share of customers that must keep their segment, on average over the refits.
LEAST_AGREEMENT = 0.9
#: Another number of segments replaces the usual one when its index is this share of the usual one's, or less. Indices
#: of neighbouring numbers mostly lie within a third of each other, and which is lower changes with a few customers;
#: with the number, everybody's segment would change.
CLEARLY_BETTER = 0.5
#: Share of customers that every segment must hold.
SMALLEST_SEGMENT = 0.01


@dataclass(frozen=True, slots=True)
class Segments:
    """Segments learned from some customers."""

    scaling: Scaling
    #: Scaled centres: rows are segments, lowest anchor (first column) first.
    centres: Floats
    #: Lower is better separated.
    xie_beni: float

    def dominant(self, measured: Floats) -> NDArray[np.intp]:
        """The segment that each customer with these measurements belongs to most."""
        numbers: NDArray[np.intp] = memberships(self.scaling.apply(measured), self.centres).argmax(axis=1)
        return numbers


@dataclass(frozen=True, slots=True)
class Refit:
    """Some of the customers, to learn all again from; both arrays have a row for each, without NaN."""

    #: What was measured of them when the whole shop was seen.
    before: Floats
    #: What is measured of them when they are the whole shop.
    anew: Floats


@dataclass(frozen=True, slots=True)
class Choice:
    """The segments of an axis, and why there are that many."""

    segments: Segments
    #: Share of customers that kept their segment in the refits.
    agreement: float
    #: What each refit alone would have chosen; None where it found nothing.
    refits: tuple[Segments | None, ...]


def choose_segments(
    measured: Floats, refits: Sequence[Refit], rng: np.random.Generator, *, usual_count: int
) -> Choice | None:
    """The segments of customers with these measurements (rows are customers, first column the anchor; no NaN).

    Of the numbers of segments that come out the same again, `usual_count` is taken unless another is clearly better
    separated; without it the best separated. None when there are none: the customers do not fall into segments.
    """
    first = _learn_each(measured, COUNTS, rng)
    later = [_learn_each(refit.anew, first, rng) for refit in refits]
    agreements = {count: _agreement(first, later, refits, count) for count in first}
    stable = {count for count, agreement in agreements.items() if agreement >= LEAST_AGREEMENT}
    if not stable:
        return None
    count = _count([first, *later], stable, usual_count)
    return Choice(first[count], agreements[count], tuple(_alone(again, stable, usual_count) for again in later))


def _alone(again: Mapping[int, Segments], stable: AbstractSet[int], usual_count: int) -> Segments | None:
    found = stable & again.keys()
    return again[_count([again], found, usual_count)] if found else None


def _count(fits: Sequence[Mapping[int, Segments]], counts: AbstractSet[int], usual_count: int) -> int:
    """The number to take of `counts`, by the index on average: that of one fit alone wavers."""
    indices = {count: fmean(found[count].xie_beni for found in fits if count in found) for count in sorted(counts)}
    best = min(indices, key=lambda count: indices[count])
    if usual_count in indices and indices[best] > CLEARLY_BETTER * indices[usual_count]:
        return usual_count
    return best


def _learn_each(measured: Floats, counts: Iterable[int], rng: np.random.Generator) -> dict[int, Segments]:
    """The segments for each number of them that the customers can fill."""
    scaling = scaling_of(measured)
    points = scaling.apply(measured)
    different = len(np.unique(points, axis=0))
    found = {}
    for count in counts:
        if count <= different:
            centres = _in_order(fit(points, count, rng, starts=STARTS))
            segments = Segments(scaling, centres, xie_beni(points, centres))
            if np.bincount(segments.dominant(measured), minlength=count).min() >= SMALLEST_SEGMENT * len(points):
                found[count] = segments
    return found


def _agreement(
    first: Mapping[int, Segments], later: Sequence[Mapping[int, Segments]], refits: Sequence[Refit], count: int
) -> float:
    kept = [
        float((again[count].dominant(refit.anew) == first[count].dominant(refit.before)).mean())
        if count in again
        else 0.0
        for again, refit in zip(later, refits, strict=True)
    ]
    return sum(kept) / len(kept)


def _in_order(centres: Floats) -> Floats:
    return centres[np.lexsort(centres.T[::-1])]
