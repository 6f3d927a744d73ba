"""Whom to keep, in which order, and how."""

import pytest

from shared.domain.churn import AT_RISK, ChurnLevel
from shared.domain.retention_plan import ACTIONS, Reach, action_for
from shared.domain.value import ValueTier
from shared.errors import NotFound
from shared.tools.customers.retention_plan import customer_retention_plan, retention_plan
from tests.factories_shop import a_customer, a_forecast, a_place, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

BARGAIN, LOYAL = a_place("discount_sensitivity", "discount_hunter"), a_place("category_exploration", "category_loyal")
CUSTOMERS = FakeCustomers(
    a_customer("vip", historic_clv=6000, churn_probability=0.5, archetype="rich"),
    a_customer("high", BARGAIN, LOYAL, historic_clv=4000, churn_probability=0.9, archetype="rich", category="Thread"),
    a_customer("mid", historic_clv=900, churn_probability=0.7, archetype="plain"),
    a_customer("calm", historic_clv=9000, churn_probability=0.1, archetype="rich"),
)
SEGMENTS = FakeSegments(a_snapshot(4), an_archetype("rich", 3), an_archetype("plain", 1))


def test_the_greatest_value_at_risk_comes_first_and_not_the_greatest_value() -> None:
    told = retention_plan(CUSTOMERS, SEGMENTS)

    assert [(plan.customer.customer_id, plan.value_at_risk) for plan in told.actions] == [
        ("high", 3600),
        ("vip", 3000),
        ("mid", 630),
    ]
    assert (told.total, told.because) == (3, None)


def test_tier_and_level_choose_the_action_and_habits_add_to_it() -> None:
    high = retention_plan(CUSTOMERS, SEGMENTS).actions[0]

    assert (high.tier, high.reach) == (ValueTier.HIGH, Reach.CALL)
    assert high.actions == (
        "Ask what is missing, and offer what the policy allows.",
        "A discount speaks to them: make it the smallest that works.",
        "Write about their category, nothing else.",
    )
    assert high.reason == "High Value, £4,000 so far; 90% chance of no purchase within 90 days; mostly Thread"


def test_those_not_named_are_counted_by_tier_and_level_with_what_to_do() -> None:
    told = retention_plan(CUSTOMERS, SEGMENTS, limit=1)

    assert len(told.actions) == 1
    assert [(group.tier, group.level, group.customers, group.revenue) for group in told.groups] == [
        (ValueTier.VIP, ChurnLevel.HIGH, 1, 6000),
        (ValueTier.HIGH, ChurnLevel.CRITICAL, 1, 4000),
        (ValueTier.MID, ChurnLevel.CRITICAL, 1, 900),
    ]
    assert [group.reach for group in told.groups] == [Reach.CALL, Reach.CALL, Reach.PERSONAL_MAIL]


def test_one_archetype_can_be_asked_for() -> None:
    told = retention_plan(CUSTOMERS, SEGMENTS, archetype_id="plain")

    assert [plan.customer.customer_id for plan in told.actions] == ["mid"]
    with pytest.raises(NotFound):
        retention_plan(CUSTOMERS, SEGMENTS, archetype_id="unheard of")


def test_without_predictions_the_lowest_score_of_the_level_stands_in() -> None:
    customers = FakeCustomers(
        a_customer("a", historic_clv=1000, level=ChurnLevel.HIGH),
        a_customer("b", historic_clv=800, level=ChurnLevel.CRITICAL),
        unpredictable="the orders span 12 days",
    )

    told = retention_plan(customers, SEGMENTS)

    assert [(plan.customer.customer_id, plan.value_at_risk) for plan in told.actions] == [("b", 560), ("a", 500)]
    assert told.no_probability_because == "the orders span 12 days"
    assert told.actions[0].reason == "Mid Value, £800 so far; CRITICAL churn risk by the rule; mostly Fabric"


def test_returns_cannot_make_a_customer_worth_less_than_nothing() -> None:
    refunded = a_customer("refunded", historic_clv=-50, churn_probability=0.9)

    assert retention_plan(FakeCustomers(refunded), SEGMENTS).actions[0].value_at_risk == 0


def test_when_nobody_is_at_risk_it_says_so() -> None:
    told = retention_plan(FakeCustomers(CUSTOMERS.kept[3]), SEGMENTS)

    assert (told.actions, told.groups, told.because) == ((), (), "no customer is at high or critical churn risk")


def test_one_customer_gets_the_plan_of_their_own_risk() -> None:
    at_risk = a_customer("a", BARGAIN, historic_clv=2500, forecast=a_forecast(0.2))
    safe = a_customer("b", email="b@example.com", historic_clv=2500, forecast=a_forecast(0.9))
    customers = FakeCustomers(at_risk, safe)

    urgent, calm = customer_retention_plan(customers, "a"), customer_retention_plan(customers, "B@example.com")

    assert (urgent.reach, urgent.value_at_risk, urgent.customer.predicted_clv) == (Reach.CALL, 2000, 100)
    assert (calm.reach, calm.actions) == (Reach.NOTHING, ("Keep up the service that they know.",))


def test_every_tier_has_an_action_at_every_level_that_needs_one() -> None:
    assert {(row.tier, row.level) for row in ACTIONS} == {(tier, level) for tier in ValueTier for level in AT_RISK}
    assert action_for(ValueTier.VIP, ChurnLevel.LOW)[0] is Reach.NOTHING
