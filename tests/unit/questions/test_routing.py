"""From a kind and what a question speaks of to a tool: every kind has a way, and what the tool is told is valid."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.domain.access import Door
from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.questions import QueryKind, Slots
from shared.questions.routing import CHURN_WINDOW, Missing, Needed, Route, route
from shared.questions.suggestions import NEXT, WORDINGS, next_questions, ready_question
from shared.tools.arguments import read_arguments
from shared.tools.registry import TOOLS
from tests.factories_questions import ANALYST, a_desk, a_full_shop
from tests.factories_shop import AS_OF

SHOP = a_full_shop()
DESK = a_desk(SHOP)
KINDS = [kind for kind in QueryKind if kind is not QueryKind.OUT_OF_SCOPE]
K = QueryKind


def routed(kind: QueryKind, slots: Slots) -> Route | Missing:
    return route(kind, slots, segments=SHOP.segments, today=AS_OF)


def called(kind: QueryKind, slots: dict[str, Any]) -> tuple[str, dict[str, object]]:
    found = routed(kind, Slots(**slots))
    assert isinstance(found, Route)
    return found.call.tool, dict(found.call.arguments)


@pytest.mark.parametrize(
    ("kind", "slots", "tool", "arguments"),
    [
        (K.CHURN_RISK, {}, "churn_overview", {}),
        (
            K.CHURN_RISK,
            {"levels": (ChurnLevel.CRITICAL,), "limit": 5},
            "churn_overview",
            {"levels": ("CRITICAL",), "limit": 5},
        ),
        (K.CHURN_RISK, {"customer": "c07"}, "predict_churn_risk", {"customer_id": "c07"}),
        (K.CHURN_RISK, {"groups": ("2",)}, "get_archetype_stats", {"archetype_id": "one_time.new"}),
        (
            K.CHURN_RISK,
            {"groups": ("champions",)},
            "search_customers",
            {"rfm_group": "CHAMPIONS", "order_by": "churn_probability"},
        ),
        (K.HIGH_VALUE_CUSTOMERS, {"at_least": 5000.0}, "high_value_customers", {"at_least": 5000.0}),
        (K.HIGH_VALUE_CUSTOMERS, {"metric": ValueMetric.FREQUENCY}, "high_value_customers", {"metric": "frequency"}),
        (K.HIGH_VALUE_CUSTOMERS, {"customer": "c07", "months": 6}, "ltv_forecast", {"customer_id": "c07", "months": 6}),
        (
            K.HIGH_VALUE_CUSTOMERS,
            {"groups": ("frequent",), "metric": ValueMetric.PREDICTED},
            "search_customers",
            {"segment_filter": {"purchase_frequency": "frequent"}, "order_by": "predicted_clv"},
        ),
        (K.CUSTOMER_LOOKUP, {"customer": "Ann"}, "customer_lookup", {"text": "Ann"}),
        (K.BEHAVIORAL_ANALYSIS, {}, "behaviour_analysis", {}),
        (K.BEHAVIORAL_ANALYSIS, {"customer": "c07"}, "customer_behaviour", {"customer_id": "c07"}),
        (K.BEHAVIORAL_ANALYSIS, {"groups": ("Champions",)}, "behaviour_analysis", {"group": "Champions"}),
        (K.RFM_ANALYSIS, {"rfm_code": "555"}, "rfm_analysis", {"code": "555"}),
        (K.RFM_ANALYSIS, {"groups": ("champions",)}, "rfm_analysis", {"group": "CHAMPIONS"}),
        (K.RFM_ANALYSIS, {"groups": ("can\u2019t lose them",)}, "rfm_analysis", {"segment": "cannot_lose_them"}),
        (K.REVENUE_FORECAST, {"period": "Q4"}, "revenue_forecast", {"period": "Q4"}),
        (K.REVENUE_FORECAST, {"months": 9}, "revenue_forecast", {"months": 9}),
        (K.GROWTH_PROJECTION, {"period": "Q4"}, "growth_projection", {"months": 6}),
        (
            K.ARCHETYPE_GROWTH,
            {"rising": False, "months": 2},
            "archetype_growth",
            {"direction": "shrinking", "months": 2},
        ),
        (K.ARCHETYPE_GROWTH, {"groups": ("1",)}, "archetype_growth", {"archetype_id": "occasional.active"}),
        (
            K.ARCHETYPE_GROWTH,
            {"groups": ("regular",)},
            "calculate_segment_trends",
            {"axis_name": "purchase_frequency", "segment_name": "regular"},
        ),
        (K.CAMPAIGN_TARGETING, {"goal": Goal.CROSS_SELL}, "recommend_segments_for_campaign", {"goal": "cross_sell"}),
        (K.SEASONAL_RECOMMENDATIONS, {"event": "halloween"}, "seasonal_customers", {"event": "halloween"}),
        (K.SEASONAL_RECOMMENDATIONS, {}, "seasonal_sales", {}),
        (K.RETENTION_PLAN, {"customer": "c07"}, "customer_retention_plan", {"customer_id": "c07"}),
        (K.RETENTION_PLAN, {"groups": ("1",)}, "retention_plan", {"archetype_id": "occasional.active"}),
        (K.WINBACK, {"months": 6}, "winback_candidates", {"silent_days": 183}),
        (K.PRODUCT_AFFINITY, {"product": "mug"}, "product_affinity", {"product": "mug"}),
        (K.CATEGORY_TRENDS, {"rising": True}, "category_trends", {"order": "rising"}),
        (K.CATEGORY_TRENDS, {"category": "fabric", "rising": False}, "category_trends", {"category": "fabric"}),
        (K.PRODUCT_PERFORMANCE, {"rising": False}, "product_performance", {"order": "falling"}),
        (K.PRODUCT_PERFORMANCE, {"rising": True}, "product_performance", {}),
        (K.ONE_TIME_BUYERS, {"days": 180}, "one_time_buyers", {"silent_days": 180}),
        (K.MOMENTUM, {"limit": 3}, "momentum_customers", {"limit": 3}),
        (K.DECLINING_ENGAGEMENT, {}, "declining_customers", {}),
        (K.DISCOUNT_DEPENDENCY, {}, "discount_dependency", {}),
        (K.DISCOUNT_DEPENDENCY, {"customer": "c07"}, "customer_behaviour", {"customer_id": "c07"}),
        (K.B2B_IDENTIFICATION, {}, "b2b_customers", {}),
        (K.SEGMENT_COMPARISON, {"groups": ("champions", "1")}, "compare_segments", {"a": "champions", "b": "1"}),
    ],
)
def test_a_question_goes_to_its_tool(
    kind: QueryKind, slots: dict[str, Any], tool: str, arguments: dict[str, object]
) -> None:
    assert called(kind, slots) == (tool, arguments)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_ends_in_a_tool_that_answers_or_in_a_question_back(kind: QueryKind) -> None:
    found = routed(kind, Slots())

    if isinstance(found, Missing):
        assert kind in {K.CAMPAIGN_TARGETING, K.CUSTOMER_LOOKUP, K.SEGMENT_COMPARISON}
    else:
        assert DESK.answer(ANALYST, found.call.tool, found.call.arguments, Door.QUESTION).result


words = some.none() | some.sampled_from(
    ["c07", "champions", "mug", "'; DROP TABLE profiles; --", "\u0000", "x" * 400, ""]
)
numbers = some.none() | some.integers(min_value=-(10**12), max_value=10**12)
slots_of_any_kind = some.builds(
    Slots,
    customer=words,
    groups=some.lists(words.filter(bool), max_size=3).map(tuple),
    goal=some.none() | some.sampled_from(Goal),
    event=some.none() | some.sampled_from(["halloween", "easter"]),
    product=words,
    category=words,
    period=some.none() | some.sampled_from(["Q4", "next quarter", "1999", "whenever"]),
    months=numbers,
    days=numbers,
    limit=numbers,
    at_least=some.none() | some.floats(0, 1e9),
    metric=some.none() | some.sampled_from(ValueMetric),
    levels=some.lists(some.sampled_from(ChurnLevel), max_size=2).map(tuple),
    rfm_code=some.none() | some.sampled_from(["555", "111"]),
    rising=some.none() | some.booleans(),
)


@given(kind=some.sampled_from(KINDS), slots=slots_of_any_kind)
def test_whatever_a_question_speaks_of_the_arguments_are_parameters_of_the_tool(kind: QueryKind, slots: Slots) -> None:
    found = routed(kind, slots)
    if isinstance(found, Missing):
        return

    numbers_and_choices = {
        name: value for name, value in found.call.arguments.items() if not isinstance(value, str) or name == "goal"
    }
    needed = {
        "customer_id": "c07",
        "text": "c07",
        "event": "halloween",
        "a": "1",
        "b": "2",
        "axis_name": "a",
        "archetype_id": "1",
    }
    function = TOOLS[found.call.tool].function
    takes = set(TOOLS[found.call.tool].function.__annotations__)
    told = {name: text for name, text in needed.items() if name in takes}
    assert set(found.call.arguments) <= takes
    # Texts are checked where they are read; every number and choice must be within bounds by now.
    read_arguments(function, {**told, **numbers_and_choices})
    assert set(found.parameters) <= {each.name for each in fields(Slots)}
    assert not {None, ()} & set(map(repr, found.parameters.values()))


def test_a_number_out_of_bounds_is_clamped_and_told() -> None:
    found = routed(K.MOMENTUM, Slots(limit=5000))

    assert isinstance(found, Route)
    assert found.call.arguments == {"limit": 100}
    assert found.parameters == {"limit": 100}
    assert found.notes == ("At most 100 are listed, not 5,000.",)


def test_what_no_tool_can_take_is_told() -> None:
    found = routed(K.B2B_IDENTIFICATION, Slots(customer="c07", period="Q4"))

    assert isinstance(found, Route)
    assert found.notes == ("Not taken into account: the customer and the period.",)
    assert found.parameters == {}


def test_a_window_that_is_fixed_is_told_instead_of_a_period() -> None:
    found = routed(K.CHURN_RISK, Slots(period="next month", days=30))

    assert isinstance(found, Route)
    assert found.notes == (CHURN_WINDOW,)


def test_a_group_that_the_shop_does_not_have_is_told() -> None:
    found = routed(K.BEHAVIORAL_ANALYSIS, Slots(groups=("whales",)))

    assert isinstance(found, Route)
    assert found.call.arguments == {}
    assert found.notes == ('The shop has no group that is called "whales".',)


@pytest.mark.parametrize(
    ("kind", "slots", "missing"),
    [
        (K.CUSTOMER_LOOKUP, Slots(), Missing(Needed.CUSTOMER)),
        (K.CAMPAIGN_TARGETING, Slots(), Missing(Needed.GOAL)),
        (K.SEGMENT_COMPARISON, Slots(), Missing(Needed.GROUPS)),
        (K.SEGMENT_COMPARISON, Slots(groups=("champions", "whales")), Missing(Needed.GROUPS, ("champions",))),
        (K.SEGMENT_COMPARISON, Slots(groups=("1", "occasional.active")), Missing(Needed.GROUPS, ("1",))),
    ],
)
def test_what_a_kind_cannot_do_without_is_missed(kind: QueryKind, slots: Slots, missing: Missing) -> None:
    assert routed(kind, slots) == missing


def test_of_more_groups_than_can_be_compared_the_first_two_are() -> None:
    found = routed(K.SEGMENT_COMPARISON, Slots(groups=("1", "2", "3")))

    assert isinstance(found, Route)
    assert (found.call.arguments["a"], found.call.arguments["b"]) == ("1", "2")
    assert found.notes == ("Only 1 and 2 could be taken into account of the groups.",)


@pytest.mark.parametrize("kind", QueryKind)
def test_every_kind_leads_on_to_three_others(kind: QueryKind) -> None:
    assert len({ready.query for ready in next_questions(kind)}) == len(NEXT[kind]) == 3
    assert kind not in NEXT[kind]
    about_one = next_questions(kind, "c07")
    assert len({ready.query for ready in about_one}) == 3
    assert all("c07" in ready.query and ready.query_type is not kind for ready in about_one)


@pytest.mark.parametrize("kind", WORDINGS)
def test_a_kind_is_asked_for_about_one_customer_where_that_makes_sense(kind: QueryKind) -> None:
    assert ("c07" in ready_question(kind, "c07").query) == (WORDINGS[kind].about_one is not None)
