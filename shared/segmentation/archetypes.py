"""Archetypes: the combinations of segments, on a few axes, that many customers share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.customers import Archetype, Distinction, Trait
from shared.segmentation.discovery import AxisPlaces
from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import BLOCK, Degrees
from shared.segmentation.naming import archetype_id, archetype_name
from shared.segmentation.strength import STRENGTHS, clarity

#: A combination of a smaller share of the customers, or of fewer, is too rare to plan for. A share, because with a
#: number the same combination would be common in all orders and rare in most of them.
SMALLEST_SHARE, FEWEST_MEMBERS = 0.01, 5
#: More nobody can keep in mind.
MOST_ARCHETYPES = 36
#: A segment sets an archetype apart when this share of its members stand in it, and so many times the usual share.
LEAST_TRAIT_SHARE, LEAST_LIFT = 0.3, 1.3
MOST_TRAITS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Customers by the segments that they share."""

    #: Segment names, one an axis; the largest group first.
    signatures: tuple[tuple[str, ...], ...]
    #: Position in `signatures` of each customer.
    member_of: NDArray[np.int32]

    def ids(self) -> NDArray[np.str_]:
        """The id of the archetype of each customer."""
        return np.array([archetype_id(signature) for signature in self.signatures])[self.member_of]


def group(axes: Sequence[AxisPlaces]) -> Groups:
    """The customers by their dominant segments on these axes.

    Those with a rare combination join the group whose segments they belong to most: the largest product of their
    memberships.
    """
    sizes = [len(places.model.segments) for places in axes]
    codes = np.ravel_multi_index([places.dominant for places in axes], sizes)
    kept = _common(codes)
    segments = np.array(np.unravel_index(kept, sizes)).T
    position = np.full(int(np.prod(sizes)), -1, dtype=np.int32)
    position[kept] = np.arange(len(kept))
    member_of = position[codes]
    rare = np.flatnonzero(member_of < 0)
    for start in range(0, len(rare), BLOCK):
        rows = rare[start : start + BLOCK]
        member_of[rows] = _nearest([places.memberships[rows] for places in axes], segments)
    # Those who joined may have changed which group is larger.
    by_size = np.lexsort((kept, -np.bincount(member_of, minlength=len(kept))))
    names = [
        [places.model.segments[number] for places, number in zip(axes, segments[kind], strict=True)] for kind in by_size
    ]
    return Groups(tuple(map(tuple, names)), np.argsort(by_size).astype(np.int32)[member_of])


def _common(codes: NDArray[np.intp]) -> NDArray[np.intp]:
    """The combinations, as numbers, that enough customers share; where all are rare, the largest."""
    found, counts = np.unique(codes, return_counts=True)
    largest = np.lexsort((found, -counts))[:MOST_ARCHETYPES]
    enough = int((counts[largest] >= max(SMALLEST_SHARE * len(codes), FEWEST_MEMBERS)).sum())
    kept: NDArray[np.intp] = found[largest[: max(1, enough)]]
    return kept


def _nearest(memberships: Sequence[Degrees], segments: NDArray[np.intp]) -> NDArray[np.intp]:
    product = np.ones((len(memberships[0]), len(segments)))
    for degrees, wanted in zip(memberships, segments.T, strict=True):
        product *= degrees[:, wanted]
    nearest: NDArray[np.intp] = product.argmax(axis=1)
    return nearest


def archetypes_of(
    groups: Groups, signature: Sequence[AxisPlaces], others: Sequence[AxisPlaces], spent: Floats
) -> tuple[Archetype, ...]:
    """The groups as archetypes, in the same order; `spent` is what each customer has spent so far.

    `signature` are the axes that the groups were made on; `others` may set them apart besides.
    """
    customers, kinds = len(spent), len(groups.signatures)
    members = np.bincount(groups.member_of, minlength=kinds)
    revenue = np.bincount(groups.member_of, weights=spent, minlength=kinds)
    strengths = [_typical_strengths(places, groups) for places in signature]
    traits = _traits(groups, members, others)
    return tuple(
        Archetype(
            id=archetype_id(segments),
            name=archetype_name(segments),
            signature=tuple(
                Trait(places.model.axis, segment, STRENGTHS[strength[number]])
                for places, segment, strength in zip(signature, segments, strengths, strict=True)
            ),
            member_count=int(members[number]),
            population_share=float(members[number]) / customers,
            average_clv=round(float(revenue[number] / members[number]), 2),
            total_revenue=round(float(revenue[number]), 2),
            traits=tuple(traits[number]),
        )
        for number, segments in enumerate(groups.signatures)
    )


def _typical_strengths(places: AxisPlaces, groups: Groups) -> NDArray[np.int8]:
    """For each group the strength of its median member on the axis."""
    clear = clarity(places.memberships)
    order = np.argsort(groups.member_of, kind="stable")
    parts = np.split(clear[order], np.cumsum(np.bincount(groups.member_of))[:-1])
    return places.model.cuts.numbers(np.array([np.median(part) for part in parts]))


def _traits(groups: Groups, members: NDArray[np.intp], others: Sequence[AxisPlaces]) -> list[list[Distinction]]:
    found: list[list[Distinction]] = [[] for _ in members]
    for places in others:
        names = places.model.segments
        told = np.arange(len(names)) < len(places.model.centres)
        pairs = np.bincount(groups.member_of * len(names) + places.dominant, minlength=len(members) * len(names))
        shares = pairs.reshape(len(members), len(names)) / members[:, np.newaxis]
        usual = np.bincount(places.dominant, minlength=len(names)) / len(places.dominant)
        lifts = np.divide(shares, usual, out=np.zeros_like(shares), where=usual > 0)
        for kind, segment in np.argwhere((shares >= LEAST_TRAIT_SHARE) & (lifts >= LEAST_LIFT) & told).tolist():
            distinction = Distinction(
                places.model.axis,
                names[segment],
                round(float(shares[kind, segment]), 4),
                round(float(lifts[kind, segment]), 2),
            )
            found[kind].append(distinction)
    return [sorted(each, key=lambda trait: (-trait.lift, trait.axis))[:MOST_TRAITS] for each in found]
