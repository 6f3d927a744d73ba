"""Where an archetype stands on an axis, whether or not the axis is part of its signature."""

from typing import TypeVar

from shared.domain.customers import Archetype, Strength, Trait
from shared.domain.search import AnyOf, Condition, GroupBy, InSegment
from shared.store_ports import Customers, SnapshotFacts

Key = TypeVar("Key")


def usual_places(
    customers: Customers, facts: SnapshotFacts, archetypes: tuple[Archetype, ...], axis: str
) -> dict[str, Trait]:
    """Archetype id to where it stands on the axis: by its signature, else where most of its members do."""
    signed = {archetype.id: trait for archetype in archetypes for trait in archetype.signature if trait.axis == axis}
    if signed or axis not in facts.axes:
        return signed
    names = facts.axes[axis]
    segments = {name: members_by_archetype(customers, InSegment(axis, name)) for name in names}
    strengths = {
        strength: members_by_archetype(customers, AnyOf(tuple(InSegment(axis, name, strength) for name in names)))
        for strength in Strength
    }
    return {
        archetype.id: Trait(axis, _most(segments, archetype.id), _most(strengths, archetype.id))
        for archetype in archetypes
    }


def members_by_archetype(customers: Customers, where: Condition) -> dict[str, int]:
    """Archetype id to how many of its members meet the condition; archetypes without any are left out."""
    return {figures.group: figures.customers for figures in customers.groups(GroupBy.ARCHETYPE, where)}


def _most(counts: dict[Key, dict[str, int]], archetype_id: str) -> Key:
    return max(counts, key=lambda key: counts[key].get(archetype_id, 0))
