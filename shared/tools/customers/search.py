"""`search_customers`: the customers who meet any conditions on what is known of them."""

from collections.abc import Iterator, Mapping

from shared.domain.churn import ChurnLevel
from shared.domain.listings import CustomerList, spending
from shared.domain.rfm import RfmGroup
from shared.domain.search import Metric
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.criteria import Criteria
from shared.tools.customers.listing import Listing, list_customers
from shared.tools.customers.pages import CursorText
from shared.tools.customers.where import ArchetypeCondition, ChurnCondition, Part, RfmCondition, SegmentCondition, Where

EVERY_CUSTOMER = "all customers"


def search_customers(
    customers: Customers,
    segments: Segments,
    *,
    archetype_id: str | None = None,
    segment_filter: Mapping[str, str] | None = None,
    rfm_group: RfmGroup | None = None,
    churn_level: ChurnLevel | None = None,
    where: Where | None = None,
    order_by: Metric = Metric.HISTORIC_CLV,
    descending: bool = True,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> CustomerList:
    """Customers who match all that is given, everybody when nothing is; `limit` (1 to 100) of them.

    `archetype_id` may be an archetype's id, name or place by size. `segment_filter` is axis to segment, as
    {"purchase_frequency": "frequent"}. `where` is a tree of conditions, as {"any": [{"text": "ann"}, {"not":
    {"metric": "historic_clv", "at_least": 500}}]}. They are not summed up: that is what `compare_segments` and
    `get_archetype_stats` do. NotFound when there is no such archetype, axis or segment.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    wanted = tuple(_parts(archetype_id, segment_filter or {}, rfm_group, churn_level, where))
    condition, words = Criteria(segments, facts).every(wanted)
    listing = Listing(
        where=condition,
        order_by=order_by,
        criteria=f"customers {words}" if wanted else EVERY_CUSTOMER,
        nobody="no customer matches all of this" if wanted else "there are no customers yet",
        reason=lambda card: spending(card, facts.currency),
        descending=descending,
        is_summed=False,
    )
    return list_customers(customers, facts, listing, limit=limit, cursor=cursor)


def _parts(
    archetype_id: str | None,
    segment_filter: Mapping[str, str],
    rfm_group: RfmGroup | None,
    churn_level: ChurnLevel | None,
    where: Part | None,
) -> Iterator[Part]:
    if archetype_id is not None:
        yield ArchetypeCondition(archetype=archetype_id)
    for axis, segment in segment_filter.items():
        yield SegmentCondition(axis=axis, segment=segment)
    if rfm_group is not None:
        yield RfmCondition(rfm_group=rfm_group)
    if churn_level is not None:
        yield ChurnCondition(churn_level=churn_level)
    if where is not None:
        yield where
