"""`search_customers`: the customers of an archetype, of segments, of an RFM group or at a churn level."""

from collections.abc import Iterator, Mapping

from shared.domain.churn import ChurnLevel
from shared.domain.listings import CustomerList, spending
from shared.domain.rfm import RfmGroup
from shared.domain.search import AllOf, AtChurnLevel, Condition, InArchetype, InRfmGroup, Metric
from shared.domain.words import joined, plain
from shared.store_ports import Customers, Segments
from shared.tools.archetypes.named import named_archetype, named_segment
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers

EVERY_CUSTOMER = "all customers"


def search_customers(
    customers: Customers,
    segments: Segments,
    *,
    archetype_id: str | None = None,
    segment_filter: Mapping[str, str] | None = None,
    rfm_group: RfmGroup | None = None,
    churn_level: ChurnLevel | None = None,
    order_by: Metric = Metric.HISTORIC_CLV,
    descending: bool = True,
    limit: Limit = 20,
) -> CustomerList:
    """Customers who match all that is given, everybody when nothing is; `limit` (1 to 100) of them.

    `archetype_id` may be an archetype's id, name or place by size. `segment_filter` is axis to segment, as
    {"purchase_frequency": "frequent"}. They are not summed up: that is what `compare_segments` and
    `get_archetype_stats` do. NotFound when there is no such archetype, axis or segment.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    wanted = dict(_wanted(segments, archetype_id, segment_filter or {}, rfm_group, churn_level))
    listing = Listing(
        where=AllOf(tuple(wanted)),
        order_by=order_by,
        criteria=f"customers {joined(tuple(wanted.values()))}" if wanted else EVERY_CUSTOMER,
        nobody="no customer matches all of this" if wanted else "there are no customers yet",
        reason=lambda card: spending(card, facts.currency),
        descending=descending,
        is_summed=False,
    )
    return list_customers(customers, facts, listing, limit=limit)


def _wanted(
    segments: Segments,
    archetype_id: str | None,
    segment_filter: Mapping[str, str],
    rfm_group: RfmGroup | None,
    churn_level: ChurnLevel | None,
) -> Iterator[tuple[Condition, str]]:
    """Each condition with its words, as they follow "customers"."""
    if archetype_id is not None:
        archetype = named_archetype(segments.archetypes(), archetype_id)
        yield InArchetype(archetype.id), f'of the archetype "{archetype.name}"'
    for axis, segment in segment_filter.items():
        place = named_segment(segments.current(), axis, segment)
        yield place, f"{plain(place.segment)} by {plain(place.axis)}"
    if rfm_group is not None:
        yield InRfmGroup(rfm_group), f"{plain(rfm_group)} by RFM"
    if churn_level is not None:
        yield AtChurnLevel((churn_level,)), f"at {churn_level} churn risk"
