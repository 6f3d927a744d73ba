"""Names for newly learned segments that stay with those of the previous discovery."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from shared.segmentation.discovery import AxisModel, AxisPlaces
from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import squared_distances
from shared.segmentation.scaling import Scaling

Vocabulary = Mapping[int, tuple[str, ...]]


def names_for(scaling: Scaling, centres: Floats, vocabulary: Vocabulary, before: AxisModel | None) -> tuple[str, ...]:
    """Names of the segments with these scaled centres, which are in the order of the anchor.

    Each keeps the name of the previous segment that it is matched with, so that all centres together have moved least:
    H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2, 1955. Two
    rules go before that: names stay unique, and in the order of the vocabulary, because "frequent" must buy more often
    than "regular". Where a new segment finds no free word in its place, all are named anew.
    """
    usual = vocabulary[len(centres)]
    if before is None:
        return usual
    words = max(vocabulary.values(), key=len)
    old = before.segments[: len(before.centres)]
    if not set(old) <= set(words):
        return usual
    was = scaling.apply(before.scaling.undo(np.array(before.centres)))
    new, matched = linear_sum_assignment(squared_distances(centres, was))
    # Sorted: where two segments have changed places on the anchor, order wins over likeness.
    kept = dict(zip(new.tolist(), sorted((old[number] for number in matched), key=words.index), strict=True))
    possible = [
        names
        for names in combinations(words, len(centres))
        if all(names[number] == name for number, name in kept.items())
    ]
    return usual if usual in possible or not possible else possible[0]


def share_renamed(places: AxisPlaces, measured: Floats, before: AxisModel) -> float:
    """Share of customers with these measurements whose segment the previous model would have named otherwise."""
    numbers = {name: number for number, name in enumerate(places.model.segments)}
    as_before = np.array([numbers.get(name, -1) for name in before.segments])[before.place(measured).dominant]
    return float((as_before != places.dominant).mean())
