"""How a segment or an archetype has changed from snapshot to snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

from shared.domain.customers import Archetype
from shared.domain.trends import GroupPoint, GroupProjection
from shared.domain.words import change, counted, percent

DAYS_A_MONTH = 365.25 / 12


class Direction(StrEnum):
    """Where a group is going."""

    GROWING = "growing"
    STEADY = "steady"
    SHRINKING = "shrinking"


@dataclass(frozen=True, slots=True)
class TrendRule:
    """When a change is one."""

    #: Less growth a month than this, up or down, is steady: a tenth in a year, which refits alone can bring about.
    steady_within: float
    #: Over fewer days, noise would be multiplied up to a month.
    shortest_days: int


TRENDS = TrendRule(steady_within=0.01, shortest_days=28)


@dataclass(frozen=True, slots=True)
class GroupTrend:
    """The history of a group, and what it amounts to."""

    #: Oldest first.
    points: tuple[GroupPoint, ...]
    #: Members gained or lost a month over its mean size: the slope of the straight line nearest to the points.
    growth_per_month: float | None
    #: The same of its share of all customers: what is left of the growth when the whole shop grows.
    share_growth_per_month: float | None
    direction: Direction | None
    #: In one sentence; "" when there is no trend.
    reason: str
    #: Why there is no trend.
    because: str | None


@dataclass(frozen=True, slots=True)
class SegmentTrend:
    """One segment of an axis: what was, and what will probably be."""

    axis: str
    segment: str
    trend: GroupTrend
    projection: GroupProjection


@dataclass(frozen=True, slots=True)
class SegmentTrends:
    """The segments that were asked for, in the axis' own order."""

    segments: tuple[SegmentTrend, ...]
    currency: str
    as_of: date


@dataclass(frozen=True, slots=True)
class ArchetypeTrend:
    """One archetype: what was, and what will probably be."""

    archetype: Archetype
    trend: GroupTrend
    projection: GroupProjection


@dataclass(frozen=True, slots=True)
class ArchetypeGrowth:
    """Archetypes by how fast they grow, fastest first; those without a trend last."""

    archetypes: tuple[ArchetypeTrend, ...]
    #: How many there are, whatever the limit.
    total: int
    #: Why nothing can be said of any.
    because: str | None
    currency: str
    as_of: date


def trend_of(points: Sequence[GroupPoint]) -> GroupTrend:
    """What the points, oldest first, amount to."""
    because = _too_little(points)
    if because:
        return GroupTrend(tuple(points), None, None, None, reason="", because=because)
    days = [float((point.as_of - points[0].as_of).days) for point in points]
    growth = _growth(days, [float(point.members) for point in points])
    return GroupTrend(
        points=tuple(points),
        growth_per_month=growth,
        share_growth_per_month=_growth(days, [point.share for point in points]),
        direction=direction_of(growth),
        reason=_in_words(points, growth),
        because=None,
    )


def direction_of(growth_per_month: float) -> Direction:
    """The word for a growth a month."""
    if abs(growth_per_month) < TRENDS.steady_within:
        return Direction.STEADY
    return Direction.GROWING if growth_per_month > 0 else Direction.SHRINKING


def _too_little(points: Sequence[GroupPoint]) -> str | None:
    if not any(point.members for point in points):
        return "it has had no members in any snapshot"
    if len(points) == 1:
        return "only one snapshot is kept; `selvage discover --backfill 12` makes up for it"
    span = (points[-1].as_of - points[0].as_of).days
    if span < TRENDS.shortest_days:
        return f"the snapshots span only {counted(span, 'day')}, and {TRENDS.shortest_days} are needed"
    return None


def _growth(days: list[float], figures: list[float]) -> float:
    """The slope of the least-squares line a month, over the mean figure."""
    middle, mean = fmean(days), fmean(figures)
    slope = sum((day - middle) * (figure - mean) for day, figure in zip(days, figures, strict=True))
    return slope / sum((day - middle) ** 2 for day in days) * DAYS_A_MONTH / mean


def _in_words(points: Sequence[GroupPoint], growth: float) -> str:
    first, last = points[0], points[-1]
    members = f"from {first.members:,} to {counted(last.members, 'member')} since {first.as_of.isoformat()}"
    shares = f"{percent(first.share)} of all customers then, {percent(last.share)} now"
    return f"{members}, {change(growth)} a month; {shares}"
