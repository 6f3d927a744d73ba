"""`archetype_growth`: which archetypes grow and which shrink, and how they will probably go on."""

from math import inf

from shared.domain.customers import Archetype
from shared.domain.group_trends import ArchetypeGrowth, ArchetypeTrend, Direction, trend_of
from shared.segmentation.forecasts.growth import project_members
from shared.store_ports import Segments
from shared.tools.archetypes.named import named_archetype
from shared.tools.bounds import LIMIT, MONTHS, Limit, Months

#: Share of all customers under which a growth rate is mostly chance: two members more are no trend.
SMALLEST_SHARE = 0.01
NONE_LARGE_ENOUGH = "there are no archetypes with at least 1% of the customers"


def archetype_growth(
    segments: Segments,
    *,
    archetype_id: str | None = None,
    direction: Direction | None = None,
    months: Months = 3,
    limit: Limit = 10,
) -> ArchetypeGrowth:
    """The history of archetypes over the snapshots, their growth a month, and `months` (1 to 36) ahead with intervals.

    All that hold at least 1 % of the customers, or the one with this id, name or place by size. `direction` keeps
    those that go that way. NotFound when there is no such archetype.
    """
    LIMIT.check("limit", limit)
    MONTHS.check("months", months)
    facts, archetypes = segments.current(), segments.archetypes()
    if archetype_id is None:
        chosen = tuple(archetype for archetype in archetypes if archetype.population_share >= SMALLEST_SHARE)
    else:
        chosen = (named_archetype(archetypes, archetype_id),)
    trends = [_trend(segments, archetype, months) for archetype in chosen]
    kept = [each for each in trends if direction in {None, each.trend.direction}]
    return ArchetypeGrowth(
        archetypes=tuple(sorted(kept, key=_fastest_first)[:limit]),
        total=len(kept),
        because=_because(trends, kept, direction),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _trend(segments: Segments, archetype: Archetype, months: int) -> ArchetypeTrend:
    points = segments.archetype_history(archetype.id)
    return ArchetypeTrend(archetype, trend_of(points), project_members(points, months=months))


def _fastest_first(each: ArchetypeTrend) -> tuple[float, int, str]:
    growth = each.trend.growth_per_month
    return (inf if growth is None else -growth, -each.archetype.member_count, each.archetype.id)


def _because(trends: list[ArchetypeTrend], kept: list[ArchetypeTrend], direction: Direction | None) -> str | None:
    if not trends:
        return NONE_LARGE_ENOUGH
    if all(each.trend.because for each in trends):
        return trends[0].trend.because
    return None if kept else f"no archetype is {direction}"
