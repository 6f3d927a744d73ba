"""The risk of leaving over the whole shop."""

from dataclasses import dataclass

from shared.domain.listings import CustomerList, NamedFigures
from shared.domain.search import GroupFigures


@dataclass(frozen=True, slots=True)
class ChurnOverview:
    """Who may leave, and what they have spent so far."""

    #: All customers; None when there are none.
    everybody: GroupFigures | None
    #: By churn level, the most urgent first; levels without customers are left out.
    levels: tuple[GroupFigures, ...]
    #: Archetypes with somebody at high or critical risk, most revenue at risk first.
    archetypes: tuple[NamedFigures, ...]
    #: What the customers at high or critical risk have spent so far, and its share of all revenue.
    revenue_at_risk: float
    revenue_at_risk_share: float | None
    #: The customers at the levels that were asked for.
    who: CustomerList
    #: What the levels are read from, in words.
    judged_by: str
    #: Why there are no probabilities; the levels are then the rule's.
    no_probability_because: str | None
