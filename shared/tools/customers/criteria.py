"""What callers' conditions mean in this shop: as a condition of the search, and in words that follow "customers"."""

from shared.domain.customers import Archetype
from shared.domain.search import (
    AllOf,
    AnyOf,
    AtChurnLevel,
    Between,
    Condition,
    FavouriteCategory,
    InArchetype,
    InRfmGroup,
    InSegment,
    Named,
    Not,
)
from shared.domain.words import joined, plain
from shared.store_ports import Segments, SnapshotFacts
from shared.tools.archetypes.named import named_archetype, named_segment
from shared.tools.customers.where import (
    AllConditions,
    AnyCondition,
    ArchetypeCondition,
    CategoryCondition,
    ChurnCondition,
    FigureCondition,
    NotCondition,
    Part,
    RfmCondition,
    SegmentCondition,
    TextCondition,
)

Criterion = tuple[Condition, str]


class Criteria:
    """Reads conditions by the names that this shop has for things."""

    def __init__(self, segments: Segments, facts: SnapshotFacts) -> None:
        self._segments, self._facts = segments, facts
        self._archetypes: tuple[Archetype, ...] | None = None

    def read(self, part: Part) -> Criterion:
        """The condition and its words; NotFound when there is no such archetype, axis or segment."""
        match part:
            case AllConditions(all=parts):
                return self.every(parts)
            case AnyCondition(any=parts):
                read = tuple(map(self.read, parts))
                return AnyOf(_conditions(read)), _list(read, "or") or "of no kind"
            case NotCondition(condition=only):
                condition, words = self.read(only)
                return Not(condition), f"not {_apart(condition, words)}"
            case _:
                return self._one(part)

    def every(self, parts: tuple[Part, ...]) -> Criterion:
        """All of them; everybody when there is none."""
        read = tuple(map(self.read, parts))
        return AllOf(_conditions(read)), _list(read, "and") or "of any kind"

    def _one(self, part: Part) -> Criterion:
        match part:
            case SegmentCondition():
                place = named_segment(self._facts, part.axis, part.segment)
                strength = f" ({part.strength})" if part.strength else ""
                words = f"{plain(place.segment)}{strength} by {plain(place.axis)}"
                return InSegment(place.axis, place.segment, part.strength), words
            case ArchetypeCondition(archetype=key):
                archetype = self._archetype(key)
                return InArchetype(archetype.id), f'of the archetype "{archetype.name}"'
            case RfmCondition(rfm_group=group):
                return InRfmGroup(group), f"{plain(group)} by RFM"
            case ChurnCondition(churn_level=level):
                return AtChurnLevel((level,)), f"at {level} churn risk"
            case CategoryCondition(favourite_category=category):
                return FavouriteCategory(category), f'who spent the most on "{category}"'
            case FigureCondition():
                return Between(part.metric, part.at_least, part.at_most), f"with {_bounds(part)}"
            case TextCondition(text=text):
                return Named(text), f'with "{text}" in their id, name or e-mail address'
        raise AssertionError(part)

    def _archetype(self, key: str) -> Archetype:
        if self._archetypes is None:
            self._archetypes = self._segments.archetypes()
        return named_archetype(self._archetypes, key)


def _conditions(read: tuple[Criterion, ...]) -> tuple[Condition, ...]:
    return tuple(condition for condition, _ in read)


def _list(read: tuple[Criterion, ...], last: str) -> str:
    if len(read) == 1:
        return read[0][1]
    return joined(tuple(_apart(condition, words) for condition, words in read), last)


def _apart(condition: Condition, words: str) -> str:
    """The words so that they stand together among others."""
    match condition:
        case AllOf((_, _, *_)) | AnyOf((_, _, *_)):
            return f"({words})"
        case _:
            return words


def _bounds(part: FigureCondition) -> str:
    """As "a historic clv of at least 500"."""
    figure = plain(part.metric)
    match part.at_least, part.at_most:
        case None, None:
            return f"a known {figure}"
        case None, most:
            return f"a {figure} of at most {most:,g}"
        case least, None:
            return f"a {figure} of at least {least:,g}"
        case least, most:
            return f"a {figure} from {least:,g} to {most:,g}"
