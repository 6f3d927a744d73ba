"""Whom to keep, in which order, and what to do for each: the tables, and the plan made of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.churn import CHURN_LEVELS, HORIZON_DAYS, ChurnLevel
from shared.domain.money import money
from shared.domain.value import ValueTier, value_tier
from shared.domain.words import percent


class Reach(StrEnum):
    """How to reach a customer, dearest first."""

    CALL = "a personal call or letter"
    PERSONAL_MAIL = "a personal e-mail"
    CAMPAIGN = "a campaign e-mail"
    NOTHING = "nothing extra"


@dataclass(frozen=True, slots=True)
class Action:
    """What to do for customers of a tier at a level."""

    tier: ValueTier
    level: ChurnLevel
    reach: Reach
    do: str


#: The dearer the customer and the nearer the door, the more a contact may cost. Nobody else needs one.
ACTIONS = (
    Action(ValueTier.VIP, ChurnLevel.CRITICAL, Reach.CALL, "Ask what is missing, and offer what the policy allows."),
    Action(ValueTier.VIP, ChurnLevel.HIGH, Reach.CALL, "Ask how the last order went, and name a contact of their own."),
    Action(ValueTier.HIGH, ChurnLevel.CRITICAL, Reach.CALL, "Ask what is missing, and offer what the policy allows."),
    Action(ValueTier.HIGH, ChurnLevel.HIGH, Reach.PERSONAL_MAIL, "Thank them, and show what goes with their orders."),
    Action(ValueTier.MID, ChurnLevel.CRITICAL, Reach.PERSONAL_MAIL, "Offer a reason to come back with an end date."),
    Action(ValueTier.MID, ChurnLevel.HIGH, Reach.CAMPAIGN, "Remind them of what they like to buy."),
    Action(ValueTier.STANDARD, ChurnLevel.CRITICAL, Reach.CAMPAIGN, "Invite them back once; do not chase."),
    Action(ValueTier.STANDARD, ChurnLevel.HIGH, Reach.CAMPAIGN, "Show what is new in their category."),
)
NO_ACTION = (Reach.NOTHING, "Keep up the service that they know.")


@dataclass(frozen=True, slots=True)
class Habit:
    """What a segment adds to the action."""

    axis: str
    segments: frozenset[str]
    do: str


#: The first rows that fit hold, at most HABITS_TOLD of them.
HABITS = (
    Habit(
        "discount_sensitivity",
        frozenset({"discount_seeker", "discount_hunter"}),
        "A discount speaks to them: make it the smallest that works.",
    ),
    Habit(
        "discount_sensitivity",
        frozenset({"full_price"}),
        "They pay full price: offer service or early access, no discount.",
    ),
    Habit(
        "repurchase_behavior",
        frozenset({"routine_buyer", "consumable_buyer"}),
        "They buy the same again: propose a reorder or a subscription.",
    ),
    Habit("category_exploration", frozenset({"category_loyal"}), "Write about their category, nothing else."),
    Habit("seasonality", frozenset({"peak_season"}), "They buy in season: write before the next one begins."),
    Habit("purchase_frequency", frozenset({"one_time"}), "They know one order only: help with what they bought."),
)
HABITS_TOLD = 2


@dataclass(frozen=True, slots=True)
class AtRisk:
    """What a plan is made from."""

    customer_id: str
    name: str | None
    archetype_name: str | None
    level: ChurnLevel
    #: None without predictions.
    churn_probability: float | None
    historic_clv: float
    predicted_clv: float | None
    #: Axis to dominant segment.
    segments: dict[str, str]
    favourite_category: str | None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What to do for one customer."""

    customer: AtRisk
    tier: ValueTier
    #: What the customer has spent so far, times the chance of leaving. The prediction is not used: it already
    #: counts that chance, so that whoever is most likely gone would be worth the least effort twice.
    value_at_risk: float
    reach: Reach
    actions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class GroupAction:
    """What to do for all customers of a tier at a level."""

    tier: ValueTier
    level: ChurnLevel
    customers: int
    #: What they have spent so far.
    revenue: float
    reach: Reach
    do: str


@dataclass(frozen=True, slots=True)
class RetentionPlan:
    """Whom to keep, the greatest value at risk first."""

    actions: tuple[PlannedAction, ...]
    #: How many customers are at high or critical risk, whatever the limit.
    total: int
    #: All of them by tier and level: the plan for everybody who is not named.
    groups: tuple[GroupAction, ...]
    #: Why there is nobody to keep.
    because: str | None
    #: Why there are no probabilities; the rule's levels stand in.
    no_probability_because: str | None
    currency: str
    as_of: date


def plan_for(customer: AtRisk, *, currency: str) -> PlannedAction:
    """What to do for the customer."""
    tier = value_tier(customer.historic_clv)
    reach, do = action_for(tier, customer.level)
    return PlannedAction(
        customer=customer,
        tier=tier,
        value_at_risk=round(max(customer.historic_clv, 0.0) * chance_of_leaving(customer), 2),
        reach=reach,
        actions=(do, *_habits(customer)),
        reason=_reason(customer, tier, currency),
    )


def action_for(tier: ValueTier, level: ChurnLevel) -> tuple[Reach, str]:
    """How to reach customers of the tier at the level, and with what."""
    fitting = (row for row in ACTIONS if row.tier is tier and row.level is level)
    return next(((row.reach, row.do) for row in fitting), NO_ACTION)


def chance_of_leaving(customer: AtRisk) -> float:
    """The models' probability; without one, the lowest score of the customer's level, so as not to exaggerate."""
    if customer.churn_probability is not None:
        return customer.churn_probability
    return next(floor for floor, level in CHURN_LEVELS if level is customer.level)


def _habits(customer: AtRisk) -> tuple[str, ...]:
    fitting = [row.do for row in HABITS if customer.segments.get(row.axis) in row.segments]
    return tuple(fitting[:HABITS_TOLD])


def _reason(customer: AtRisk, tier: ValueTier, currency: str) -> str:
    """As "High Value, £3,450 so far; 78% chance of no purchase within 90 days; mostly Fabric"."""
    if customer.churn_probability is None:
        risk = f"{customer.level} churn risk by the rule"
    else:
        risk = f"{percent(customer.churn_probability)} chance of no purchase within {HORIZON_DAYS} days"
    told = f"{tier}, {money(customer.historic_clv, currency)} so far; {risk}"
    return f"{told}; mostly {customer.favourite_category}" if customer.favourite_category else told
