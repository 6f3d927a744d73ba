"""Who has been silent so long that only an invitation brings them back, and how to invite them."""

from dataclasses import dataclass
from datetime import date

from shared.domain.listings import figure
from shared.domain.money import money
from shared.domain.search import CustomerCard, GroupFigures, Metric
from shared.domain.value import ValueTier, value_tier
from shared.domain.words import counted, percent


@dataclass(frozen=True, slots=True)
class WinbackRule:
    """When a customer counts as lapsed."""

    #: Silent for so many of the shop's usual gaps between orders ...
    gaps: float
    #: ... but for no fewer days than the churn rule waits, and no more than a year, when every season has passed.
    least_days: int
    most_days: int
    #: Silent for so many days more, addresses and tastes have changed.
    window_days: int


WINBACK = WinbackRule(gaps=2.0, least_days=90, most_days=365, window_days=730)

#: What to come with, by what the customer has spent so far.
OFFERS = {
    ValueTier.VIP: "a personal letter with the best that the policy allows",
    ValueTier.HIGH: "a personal e-mail with an offer that has an end date",
    ValueTier.MID: "an e-mail with what is new in their category, then an offer",
    ValueTier.STANDARD: "one e-mail with what is new in their category",
}


@dataclass(frozen=True, slots=True)
class WinbackCandidate:
    """A lapsed customer who is worth an invitation."""

    customer: CustomerCard
    tier: ValueTier
    #: The chance of an order within 90 days without any invitation; None without predictions.
    returns_anyway: float | None
    offer: str
    reason: str


@dataclass(frozen=True, slots=True)
class WinbackCandidates:
    """Lapsed customers, the most valuable first."""

    candidates: tuple[WinbackCandidate, ...]
    #: How many there are, whatever the limit.
    total: int
    #: All of them summed up; None when there are none.
    together: GroupFigures | None
    #: The silence that makes a candidate, both days included.
    silent_from_days: int
    silent_to_days: int
    #: Why it begins there.
    rule: str
    #: Why there are none.
    because: str | None
    currency: str
    as_of: date
    #: What the next page is asked for with; None on the last.
    next_cursor: str | None = None


def lapsed_after(usual_gap_days: float | None) -> int:
    """Days of silence after which a customer counts as lapsed, given the shop's usual gap between orders."""
    if usual_gap_days is None:
        return WINBACK.most_days // 2
    return round(min(max(WINBACK.gaps * usual_gap_days, WINBACK.least_days), WINBACK.most_days))


def candidate(card: CustomerCard, currency: str) -> WinbackCandidate:
    """The customer as a candidate."""
    tier, churn = value_tier(figure(card, Metric.HISTORIC_CLV)), card.figures.get(Metric.CHURN_PROBABILITY)
    returns = None if churn is None else 1.0 - churn
    orders, silent = figure(card, Metric.ORDERS), figure(card, Metric.DAYS_SINCE_LAST_ORDER)
    spent = money(figure(card, Metric.HISTORIC_CLV), currency)
    told = f"{spent} in {counted(orders, 'order')}, silent for {counted(silent, 'day')}"
    alone = "" if returns is None else f"; returns without an invitation with a chance of {percent(returns)}"
    return WinbackCandidate(card, tier, returns, OFFERS[tier], told + alone)
