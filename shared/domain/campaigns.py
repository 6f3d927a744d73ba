"""Who a campaign should be aimed at: the analysis' rule for each goal, as data, and the answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.churn import AT_RISK, PURCHASE_FREQUENCY
from shared.domain.customers import Archetype, Strength
from shared.domain.search import AllOf, AtChurnLevel, Between, Condition, GroupFigures, Metric


class Goal(StrEnum):
    """What a campaign is to achieve."""

    SUBSCRIPTION = "subscription"
    RETENTION = "retention"
    CROSS_SELL = "cross_sell"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Whom to look for instead, in a shop whose orders do not support the rule's axis."""

    where: Condition
    words: str


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """Which archetypes suit a goal: where they stand on one axis of behaviour."""

    axis: str
    #: Any of these segments; every segment when there are none.
    segments: tuple[str, ...]
    #: With this strength; with any when None.
    strength: Strength | None
    #: As it follows "so many of them": who they are; and why the campaign suits them.
    who: str
    why: str
    instead: StandIn


#: Who bought three times has had two chances to buy the same again.
FEWEST_ORDERS_TO_REPEAT = 3

CAMPAIGNS = {
    Goal.SUBSCRIPTION: CampaignRule(
        axis="repurchase_behavior",
        segments=("routine_buyer", "consumable_buyer"),
        strength=None,
        who="buying the same products again and again",
        why="a subscription spares them the next order",
        instead=StandIn(
            # A third of what they buy is what they have bought before.
            AllOf((Between(Metric.ORDERS, FEWEST_ORDERS_TO_REPEAT), Between(Metric.REPURCHASE_RATIO, 1 / 3))),
            "with at least 3 orders, a third of whose purchases repeat an earlier one",
        ),
    ),
    Goal.RETENTION: CampaignRule(
        axis=PURCHASE_FREQUENCY,
        segments=(),
        strength=Strength.WEAK,
        who="without a clear rhythm of buying",
        why="nothing but the next reason to buy holds them",
        instead=StandIn(AtChurnLevel(AT_RISK), "at high or critical churn risk"),
    ),
    Goal.CROSS_SELL: CampaignRule(
        axis="category_exploration",
        segments=("category_loyal",),
        strength=None,
        who="keeping to one category",
        why="what goes with it is still new to them",
        instead=StandIn(
            # Two lines picked at random are more often of one category than not.
            AllOf((Between(Metric.ORDERS, FEWEST_ORDERS_TO_REPEAT), Between(Metric.CATEGORY_CONCENTRATION, 0.5))),
            "with at least 3 orders, more than half of them in one category",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class CampaignTarget:
    """An archetype to aim at."""

    archetype: Archetype
    #: False for the next best, where no archetype as a whole meets the rule.
    qualifies: bool
    #: Members who meet the rule one by one.
    suited: int
    figures: GroupFigures
    reasoning: str


@dataclass(frozen=True, slots=True)
class CampaignTargets:
    """Whom to aim at, most promising first."""

    goal: Goal
    #: What makes an archetype suit the goal, in one sentence.
    rule: str
    targets: tuple[CampaignTarget, ...]
    #: How many archetypes there are to aim at, whatever the limit.
    total: int
    #: Customers of the whole shop who meet the rule one by one.
    suited: int
    #: Why none meets the rule; the targets are then the next best, if there are any.
    because: str | None
    currency: str
    as_of: date
