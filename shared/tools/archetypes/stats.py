"""`get_archetype_stats`: who an archetype's members are, what they spend, and what sets them apart."""

from shared.domain.archetype_stats import ArchetypeStats
from shared.domain.customers import Archetype
from shared.domain.money import money
from shared.domain.search import GroupBy, InArchetype
from shared.domain.words import counted, joined, percent, plain, times
from shared.errors import NotFound
from shared.store_ports import Customers, Segments
from shared.tools.archetypes.named import named_archetype
from shared.tools.customers.listing import together

#: As many as a reader takes in.
CATEGORIES = 5


def get_archetype_stats(customers: Customers, segments: Segments, archetype_id: str) -> ArchetypeStats:
    """The archetype's members, value, risk and traits, beside the figures of the whole shop.

    `archetype_id` may be its id, its name or its place by size: "1" is the largest. NotFound when there is no such
    archetype.
    """
    facts, archetypes = segments.current(), segments.archetypes()
    archetype = named_archetype(archetypes, archetype_id)
    members = InArchetype(archetype.id)
    figures, everybody = together(customers, members), together(customers)
    if figures is None or everybody is None:
        raise NotFound("the archetype has no members any more")
    return ArchetypeStats(
        archetype=archetype,
        number=archetypes.index(archetype) + 1,
        figures=figures,
        everybody=everybody,
        by_churn_level=customers.groups(GroupBy.CHURN_LEVEL, members),
        by_rfm_group=customers.groups(GroupBy.RFM_GROUP, members),
        by_favourite_category=customers.groups(GroupBy.FAVOURITE_CATEGORY, members)[:CATEGORIES],
        reason=_in_words(archetype, facts.currency),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _in_words(archetype: Archetype, currency: str) -> str:
    members = f"{counted(archetype.member_count, 'customer')}, {percent(archetype.population_share)} of all"
    value = f"{money(archetype.total_revenue, currency)} so far, {money(archetype.average_clv, currency)} each"
    apart = joined(
        tuple(f"{plain(trait.segment)} ({times(trait.lift)} as often as others)" for trait in archetype.traits)
    )
    return f"{members}, who spent {value}" + (f"; stand out as {apart}" if apart else "")
