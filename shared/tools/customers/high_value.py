"""`high_value_customers`: who is worth the most."""

from shared.domain.high_value import VALUE_METRICS, HighValue, TierCount, ValueMetric, in_tier
from shared.domain.listings import figure, spending
from shared.domain.money import money
from shared.domain.search import EVERYBODY, Between, CustomerCard, GroupFigures, Metric
from shared.domain.value import VALUE_TIERS, value_tier
from shared.store_ports import Customers, Segments, SnapshotFacts
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers, together
from shared.tools.customers.pages import CursorText

#: How customers are ordered, in words.
BY = {
    ValueMetric.HISTORIC: "what they have spent so far",
    ValueMetric.PREDICTED: "what they will probably spend in a year",
    ValueMetric.FREQUENCY: "how often they have ordered",
    ValueMetric.AVERAGE_ORDER: "their average order",
}


def high_value_customers(
    customers: Customers,
    segments: Segments,
    *,
    metric: ValueMetric = ValueMetric.HISTORIC,
    at_least: float | None = None,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> HighValue:
    """The `limit` (1 to 100) customers with the highest figure, each with it at `at_least` or above when given.

    By what they have spent, what they will probably spend in a year, how many orders they placed, or their average
    order; and all customers counted by tier. Says so when the figure needs predictions that there are none of.
    """
    LIMIT.check("limit", limit)
    facts, ordered = segments.current(), VALUE_METRICS[metric]
    where = EVERYBODY if at_least is None and metric is ValueMetric.HISTORIC else Between(ordered, least=at_least)
    needs_models = ordered is Metric.PREDICTED_CLV
    listing = Listing(
        where=where,
        order_by=ordered,
        criteria=f"customers by {BY[metric]}" + _from(ordered, at_least, facts),
        nobody=(customers.unpredictable() if needs_models else None) or "no customer reaches it",
        reason=lambda card: _worth(card, facts),
    )
    who = list_customers(customers, facts, listing, limit=limit, cursor=cursor)
    everybody = together(customers)
    return HighValue(metric, who, _share(who.together, everybody), _tiers(customers))


def _from(metric: Metric, at_least: float | None, facts: SnapshotFacts) -> str:
    if at_least is None:
        return ""
    return f", from {at_least:g} orders" if metric is Metric.ORDERS else f", from {money(at_least, facts.currency)}"


def _worth(card: CustomerCard, facts: SnapshotFacts) -> str:
    """As "VIP: £6,912 in 6 orders, the last 113 days ago; £420 more in a year is expected"."""
    told = f"{value_tier(figure(card, Metric.HISTORIC_CLV))}: {spending(card, facts.currency)}"
    predicted = card.figures.get(Metric.PREDICTED_CLV)
    return told if predicted is None else f"{told}; {money(predicted, facts.currency)} more in a year is expected"


def _share(some: GroupFigures | None, everybody: GroupFigures | None) -> float | None:
    if some is None or everybody is None or everybody.revenue <= 0:
        return None
    return some.revenue / everybody.revenue


def _tiers(customers: Customers) -> tuple[TierCount, ...]:
    counts = ((tier, together(customers, in_tier(tier))) for _, tier in VALUE_TIERS)
    return tuple(
        TierCount(tier, figures.customers if figures else 0, figures.revenue if figures else 0.0)
        for tier, figures in counts
    )
