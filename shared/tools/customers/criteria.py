"""What callers' conditions mean in this shop: as a condition of the search, and in words that follow "customers"."""

from shared.domain.churn import ChurnLevel
from shared.domain.customers import Archetype
from shared.domain.money import money
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
    Metric,
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

#: What figures are called where that is more than their name.
CALLED = {Metric.HISTORIC_CLV: "spend so far", Metric.PREDICTED_CLV: "probable spend in a year"}
IN_MONEY = frozenset(
    {
        Metric.HISTORIC_CLV,
        Metric.PREDICTED_CLV,
        Metric.AVERAGE_ORDER_VALUE,
        Metric.SPENT_LAST_90,
        Metric.SPENT_PREVIOUS_90,
    }
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
                if levels := _levels(parts):
                    return AtChurnLevel(levels), f"at {joined(levels, 'or')} churn risk"
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
                return Between(part.metric, part.at_least, part.at_most), f"with {_bounds(part, self._facts.currency)}"
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


def _levels(parts: tuple[Part, ...]) -> tuple[ChurnLevel, ...]:
    """The levels, where the parts are nothing but levels of risk, and more than one."""
    levels = tuple(part.churn_level for part in parts if isinstance(part, ChurnCondition))
    return levels if len(levels) == len(parts) > 1 else ()


def _bounds(part: FigureCondition, currency: str) -> str:
    """As "a spend so far of at least £500"."""
    figure = CALLED.get(part.metric, plain(part.metric))
    least, most = (
        None if bound is None else money(bound, currency) if part.metric in IN_MONEY else f"{bound:,g}"
        for bound in (part.at_least, part.at_most)
    )
    if least is None:
        return f"a known {figure}" if most is None else f"a {figure} of at most {most}"
    return f"a {figure} of at least {least}" if most is None else f"a {figure} from {least} to {most}"
