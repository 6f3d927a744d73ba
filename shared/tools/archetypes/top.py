"""`top_archetypes`: the archetypes that lead in a figure."""

from shared.domain.ranking import ArchetypeMetric, RankedArchetype, RankedArchetypes, figure_of
from shared.domain.search import GroupBy
from shared.store_ports import Customers, Segments
from shared.tools.archetypes.named import NO_ARCHETYPES, archetypes_by_id
from shared.tools.bounds import LIMIT, Limit


def top_archetypes(
    customers: Customers,
    segments: Segments,
    *,
    metric: ArchetypeMetric = ArchetypeMetric.TOTAL_REVENUE,
    limit: Limit = 5,
) -> RankedArchetypes:
    """The `limit` (1 to 100) archetypes with the highest figure, each with all its figures."""
    LIMIT.check("limit", limit)
    facts, archetypes = segments.current(), archetypes_by_id(segments)
    ranked = [
        RankedArchetype(archetypes[figures.group], value, figures)
        for figures in customers.groups(GroupBy.ARCHETYPE)
        if figures.group in archetypes and (value := figure_of(figures, metric)) is not None
    ]
    ranked.sort(key=lambda each: (-each.value, each.archetype.id))
    because = None
    if not ranked:
        because = customers.unpredictable() if archetypes else NO_ARCHETYPES
    return RankedArchetypes(metric, tuple(ranked[:limit]), len(ranked), because, facts.currency, facts.as_of)
