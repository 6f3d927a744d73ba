"""`churn_overview`: how many customers may leave, which, and what that would cost."""

from shared.domain.churn import AT_RISK, HORIZON_DAYS, ChurnLevel
from shared.domain.churn_overview import ChurnOverview
from shared.domain.listings import NamedFigures, spending
from shared.domain.search import AtChurnLevel, CustomerCard, GroupBy, GroupFigures, Metric
from shared.domain.words import joined, percent
from shared.store_ports import Customers, Segments, SnapshotFacts
from shared.tools.archetypes.named import archetypes_by_id
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers, together
from shared.tools.customers.pages import CursorText

#: As many archetypes as a reader takes in.
ARCHETYPES = 10
BY_MODEL = f"the models' probability of no purchase within {HORIZON_DAYS} days"
BY_RULE = "a rule of frequency, silence and tenure, which is no probability"


def churn_overview(
    customers: Customers,
    segments: Segments,
    *,
    levels: tuple[ChurnLevel, ...] = AT_RISK,
    order_by: Metric = Metric.HISTORIC_CLV,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> ChurnOverview:
    """All customers by churn level and archetype, revenue at risk, and the first customers at one of `levels`.

    Without predictions the levels are those of the rule, and the answer says so.
    """
    LIMIT.check("limit", limit)
    facts, because = segments.current(), customers.unpredictable()
    everybody = together(customers)
    listing = Listing(
        where=AtChurnLevel(levels),
        order_by=order_by,
        criteria=f"customers at {joined(levels, 'or')} churn risk",
        nobody="no customer is at such a risk" if everybody else "there are no customers yet",
        reason=lambda card: _risk(card, facts),
    )
    at_risk = everybody.revenue_at_risk if everybody else 0.0
    return ChurnOverview(
        everybody=everybody,
        levels=_most_urgent_first(customers.groups(GroupBy.CHURN_LEVEL)),
        archetypes=_at_risk(customers, segments),
        revenue_at_risk=at_risk,
        revenue_at_risk_share=at_risk / everybody.revenue if everybody and everybody.revenue > 0 else None,
        who=list_customers(customers, facts, listing, limit=limit, cursor=cursor),
        judged_by=BY_RULE if because else BY_MODEL,
        no_probability_because=because,
    )


def _most_urgent_first(groups: tuple[GroupFigures, ...]) -> tuple[GroupFigures, ...]:
    urgency = {level: place for place, level in enumerate(reversed(ChurnLevel))}
    return tuple(sorted(groups, key=lambda figures: urgency[ChurnLevel(figures.group)]))


def _at_risk(customers: Customers, segments: Segments) -> tuple[NamedFigures, ...]:
    names = {archetype.id: archetype.name for archetype in archetypes_by_id(segments).values()}
    groups = [figures for figures in customers.groups(GroupBy.ARCHETYPE) if figures.at_risk]
    groups.sort(key=lambda figures: (-figures.revenue_at_risk, figures.group))
    return tuple(NamedFigures(names.get(figures.group, figures.group), figures) for figures in groups[:ARCHETYPES])


def _risk(card: CustomerCard, facts: SnapshotFacts) -> str:
    """As "78% chance of no purchase within 90 days; £6,912 in 6 orders, the last 113 days ago"."""
    probability = card.figures.get(Metric.CHURN_PROBABILITY)
    known = spending(card, facts.currency)
    if probability is None:
        return f"{card.churn_level} by the rule; {known}"
    return f"{percent(probability)} chance of no purchase within {HORIZON_DAYS} days; {known}"
