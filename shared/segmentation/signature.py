"""Which axes make an archetype's signature: as many as leave customers in their archetype when all is learned again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.segmentation.archetypes import Groups, group
from shared.segmentation.learning import LearnedAxis
from shared.segmentation.samples import Samples

#: Share of customers that must keep their archetype when all is learned again.
LEAST_KEPT = 0.9
#: More make names that nobody reads.
MOST_AXES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """The axes that were chosen."""

    axes: tuple[LearnedAxis, ...]
    groups: Groups
    #: Share of customers that kept their archetype, on average over the refits.
    agreement: float


def choose_signature(axes: Sequence[LearnedAxis], samples: Samples) -> Signature | None:
    """The axes to tell archetypes by, of those that were learned, which are in order of importance.

    They are the first on which every customer can be told, as many as leave enough customers in their archetype; where
    no number of them does, the number that leaves most. None when there are no such axes.
    """
    told = [axis for axis in axes if len(axis.places.model.segments) == len(axis.places.model.centres)]
    tried: list[Signature] = []
    for count in range(min(MOST_AXES, len(told)), 0, -1):
        tried.append(_judged(tuple(told[:count]), samples))
        if tried[-1].agreement >= LEAST_KEPT:
            return tried[-1]
    return max(tried, key=lambda signature: signature.agreement, default=None)


def _judged(axes: tuple[LearnedAxis, ...], samples: Samples) -> Signature:
    groups = group([axis.places for axis in axes])
    ids = groups.ids()
    kept = []
    for number, rows in enumerate(samples.again):
        found = [places for axis in axes if (places := axis.again[number])]
        kept.append(float((group(found).ids() == ids[rows]).mean()) if len(found) == len(axes) else 0.0)
    return Signature(axes, groups, float(np.mean(kept)))
