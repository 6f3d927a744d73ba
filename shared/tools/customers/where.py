"""Conditions on customers as callers write them: JSON that says AND, OR and NOT over what is known of a customer."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength
from shared.domain.rfm import RfmGroup
from shared.domain.search import Metric
from shared.tools.texts import Text, Words

#: Conditions within conditions, and conditions in all: more than people write, and few enough to answer at once.
DEEPEST, MOST = 8, 50


class Part(BaseModel):
    """A condition, or several."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SegmentCondition(Part):
    """In the segment of the axis, with this strength when one is told."""

    axis: Text
    segment: Text
    strength: Strength | None = None


class ArchetypeCondition(Part):
    """Of the archetype, told by id, name or place by size."""

    archetype: Text


class RfmCondition(Part):
    """In the group by recency, frequency and money."""

    rfm_group: RfmGroup


class ChurnCondition(Part):
    """At this churn level."""

    churn_level: ChurnLevel


class CategoryCondition(Part):
    """Has spent the most in the category."""

    favourite_category: Words


class FigureCondition(Part):
    """The figure is known, and within the bounds, both included."""

    metric: Metric
    at_least: float | None = None
    at_most: float | None = None


class TextCondition(Part):
    """The text is in the id, name or e-mail address, in any case."""

    text: Words


class AllConditions(Part):
    """All of them hold; of everybody, when there is none."""

    all: "tuple[AnyPart, ...]" = Field(max_length=MOST)


class AnyCondition(Part):
    """At least one of them holds; of nobody, when there is none."""

    any: "tuple[AnyPart, ...]" = Field(max_length=MOST)


class NotCondition(Part):
    """It does not hold."""

    condition: "AnyPart" = Field(alias="not")


#: What tells each kind of part: the field that only it has.
_KINDS: Mapping[str, type[Part]] = {
    "axis": SegmentCondition,
    "archetype": ArchetypeCondition,
    "rfm_group": RfmCondition,
    "churn_level": ChurnCondition,
    "favourite_category": CategoryCondition,
    "metric": FigureCondition,
    "text": TextCondition,
    "all": AllConditions,
    "any": AnyCondition,
    "not": NotCondition,
}
_ONE_OF = f"must be an object with one of {', '.join(_KINDS)}"


def _kind(told: object) -> str | None:
    if isinstance(told, Mapping):
        kinds = [kind for kind in _KINDS if kind in told]
    else:
        kinds = [kind for kind, part in _KINDS.items() if isinstance(told, part)]
    return kinds[0] if len(kinds) == 1 else None


AnyPart = Annotated[
    Annotated[SegmentCondition, Tag("axis")]
    | Annotated[ArchetypeCondition, Tag("archetype")]
    | Annotated[RfmCondition, Tag("rfm_group")]
    | Annotated[ChurnCondition, Tag("churn_level")]
    | Annotated[CategoryCondition, Tag("favourite_category")]
    | Annotated[FigureCondition, Tag("metric")]
    | Annotated[TextCondition, Tag("text")]
    | Annotated[AllConditions, Tag("all")]
    | Annotated[AnyCondition, Tag("any")]
    | Annotated[NotCondition, Tag("not")],
    Discriminator(_kind, custom_error_type="condition", custom_error_message=_ONE_OF),
]
for _part in (AllConditions, AnyCondition, NotCondition):
    _part.model_rebuild()


def parts_of(part: Part) -> tuple[Part, ...]:
    """The parts directly within."""
    match part:
        case AllConditions(all=parts) | AnyCondition(any=parts):
            return parts
        case NotCondition(condition=only):
            return (only,)
        case _:
            return ()


def asks_by_name(where: object) -> bool:
    """Whether any of the conditions looks into names and e-mail addresses."""
    return isinstance(where, Part) and any(isinstance(part, TextCondition) for each in _levels(where) for part in each)


def _levels(part: Part) -> Iterator[tuple[Part, ...]]:
    """The parts by how deep they are, the outermost first."""
    level: tuple[Part, ...] = (part,)
    while level:
        yield level
        level = tuple(inner for outer in level for inner in parts_of(outer))


def _within_reason(part: Part) -> Part:
    levels = list(_levels(part))
    if len(levels) > DEEPEST:
        raise ValueError(f"must hold at most {DEEPEST} conditions within each other")
    if sum(map(len, levels)) > MOST:
        raise ValueError(f"must hold at most {MOST} conditions")
    return part


#: A tree of conditions, small enough to answer.
Where = Annotated[AnyPart, AfterValidator(_within_reason)]
