"""The customers who are worth the most, by four ways to tell."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from shared.domain.listings import CustomerList
from shared.domain.search import AllOf, Between, Condition, Metric, Not
from shared.domain.value import VALUE_TIERS, ValueTier


class ValueMetric(StrEnum):
    """What "worth the most" means."""

    HISTORIC = "historic"
    PREDICTED = "predicted"
    FREQUENCY = "frequency"
    AVERAGE_ORDER = "average_order"


VALUE_METRICS = {
    ValueMetric.HISTORIC: Metric.HISTORIC_CLV,
    ValueMetric.PREDICTED: Metric.PREDICTED_CLV,
    ValueMetric.FREQUENCY: Metric.ORDERS,
    ValueMetric.AVERAGE_ORDER: Metric.AVERAGE_ORDER_VALUE,
}


@dataclass(frozen=True, slots=True)
class TierCount:
    """The customers of one tier of what they have spent so far."""

    tier: ValueTier
    customers: int
    revenue: float


@dataclass(frozen=True, slots=True)
class HighValue:
    """Customers by worth, highest first."""

    metric: ValueMetric
    who: CustomerList
    #: Share of all that the shop's customers have spent so far; None when that is nothing.
    revenue_share: float | None
    #: All customers by tier, highest first.
    tiers: tuple[TierCount, ...]


def in_tier(wanted: ValueTier) -> Condition:
    """The customers of the tier, by what they have spent so far."""
    place = next(place for place, (_, tier) in enumerate(VALUE_TIERS) if tier is wanted)
    floor = VALUE_TIERS[place][0]
    reached = Between(Metric.HISTORIC_CLV, least=None if floor == -inf else floor)
    if place == 0:
        return reached
    return AllOf((reached, Not(Between(Metric.HISTORIC_CLV, least=VALUE_TIERS[place - 1][0]))))
