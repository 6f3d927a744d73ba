"""Which archetype or segment somebody means; NotFound, in words that help, when there is none."""

from shared.domain.customers import Archetype
from shared.domain.search import InSegment
from shared.domain.words import joined, plain
from shared.errors import NotFound
from shared.store_ports import Segments, SnapshotFacts

NO_ARCHETYPES = "there are no archetypes: the customers do not fall into segments yet"


def named_archetype(archetypes: tuple[Archetype, ...], key: str) -> Archetype:
    """The archetype with this id or name in any case, or in this place by size: "1" or "archetype 1" is the largest."""
    wanted = key.strip().lower().removeprefix("archetype ").strip()
    for number, archetype in enumerate(archetypes, start=1):
        if wanted in {archetype.id.lower(), archetype.name.lower(), str(number)}:
            return archetype
    if not archetypes:
        raise NotFound(NO_ARCHETYPES)
    raise NotFound(f"there is no such archetype; there are {len(archetypes)}, and 1 is the largest")


def archetypes_by_id(segments: Segments) -> dict[str, Archetype]:
    """The current archetypes, largest first."""
    return {archetype.id: archetype for archetype in segments.archetypes()}


def named_axis(facts: SnapshotFacts, axis: str) -> str:
    """The axis as the snapshot writes it; words may be apart or joined, in any case."""
    wanted = key_of(axis)
    if wanted in facts.axes:
        return wanted
    if wanted in facts.left_out:
        raise NotFound(f"{plain(wanted)} was left out: {facts.left_out[wanted]}")
    raise NotFound(f"there is no such axis; there are {joined(tuple(facts.axes)) or 'none'}")


def named_segment(facts: SnapshotFacts, axis: str, segment: str) -> InSegment:
    """The condition of standing in the segment of the axis."""
    axis, wanted = named_axis(facts, axis), key_of(segment)
    if wanted not in facts.axes[axis]:
        raise NotFound(f"{plain(axis)} has no such segment; it has {joined(facts.axes[axis])}")
    return InSegment(axis, wanted)


def key_of(name: str) -> str:
    """The name as keys are written: "Routine buyer" and "routine-buyer" are "routine_buyer"."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")
