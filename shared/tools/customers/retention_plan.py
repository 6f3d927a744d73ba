"""`retention_plan` and `customer_retention_plan`: whom to keep, in which order, and how."""

from shared.domain.churn import AT_RISK, assess_churn
from shared.domain.high_value import in_tier
from shared.domain.retention_plan import AtRisk, GroupAction, PlannedAction, RetentionPlan, action_for, plan_for
from shared.domain.search import AllOf, AtChurnLevel, Condition, CustomerCard, InArchetype, Metric, Search
from shared.domain.value import VALUE_TIERS
from shared.store_ports import Customers, Segments
from shared.tools.archetypes.named import named_archetype
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.foresight import foresee
from shared.tools.customers.listing import together

#: The plan is ranked by value times chance, which the store does not order by; so many of the most valuable are.
CONSIDERED = 1000
NOBODY = "no customer is at high or critical churn risk"


def retention_plan(
    customers: Customers, segments: Segments, *, archetype_id: str | None = None, limit: Limit = 20
) -> RetentionPlan:
    """The customers at high or critical churn risk by value at risk, each with what to do and why.

    Of the whole shop, or of one archetype (id, name or place by size). Those not named are counted by tier and
    level, with the action for each. NotFound when there is no such archetype.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    where = _at_risk(segments, archetype_id)
    found = customers.search(Search(where, Metric.HISTORIC_CLV, limit=CONSIDERED))
    plans = [plan_for(_from_card(card), currency=facts.currency) for card in found.customers]
    plans.sort(key=lambda plan: (-plan.value_at_risk, plan.customer.customer_id))
    return RetentionPlan(
        actions=tuple(plans[:limit]),
        total=found.total,
        groups=_groups(customers, where),
        because=None if found.total else NOBODY,
        no_probability_because=customers.unpredictable(),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def customer_retention_plan(customers: Customers, customer_id: str) -> PlannedAction:
    """What to do to keep one customer, given by id or e-mail address. NotFound when nobody has it."""
    known = foresee(customers, customer_id)
    profile, churn = known.profile, assess_churn(known.profile, known.forecast, known.because)
    at_risk = AtRisk(
        customer_id=profile.customer_id,
        name=profile.name,
        archetype_name=profile.archetype_name,
        level=churn.level,
        churn_probability=churn.churn_probability,
        historic_clv=profile.historic_clv,
        predicted_clv=known.forecast.clv.get(12) if known.forecast else None,
        segments={place.axis: place.segment for place in profile.axes},
        favourite_category=None,
    )
    return plan_for(at_risk, currency=profile.currency)


def _at_risk(segments: Segments, archetype_id: str | None) -> Condition:
    at_risk = AtChurnLevel(AT_RISK)
    if archetype_id is None:
        return at_risk
    return AllOf((at_risk, InArchetype(named_archetype(segments.archetypes(), archetype_id).id)))


def _from_card(card: CustomerCard) -> AtRisk:
    return AtRisk(
        customer_id=card.customer_id,
        name=card.name,
        archetype_name=card.archetype_name,
        level=card.churn_level,
        churn_probability=card.figures.get(Metric.CHURN_PROBABILITY),
        historic_clv=card.figures.get(Metric.HISTORIC_CLV) or 0.0,
        predicted_clv=card.figures.get(Metric.PREDICTED_CLV),
        segments=card.segments,
        favourite_category=card.favourite_category or None,
    )


def _groups(customers: Customers, where: Condition) -> tuple[GroupAction, ...]:
    """The customers of the condition by tier and level, dearest and most urgent first; empty groups are left out."""
    found = []
    for _, tier in VALUE_TIERS:
        for level in reversed(AT_RISK):
            figures = together(customers, AllOf((where, in_tier(tier), AtChurnLevel((level,)))))
            if figures:
                reach, do = action_for(tier, level)
                found.append(GroupAction(tier, level, figures.customers, figures.revenue, reach, do))
    return tuple(found)
