"""Going on from an answer: what is kept, what takes whose place, and what is told of what no tool could take."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.domain.access import Caller, Role
from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer, QuestionEngine, Slots
from shared.domain.value import HIGH_VALUE, ValueTier, value_tier
from shared.errors import InvalidPayload
from shared.questions.followups.context import VIP_VALUE
from shared.questions.followups.overlay import overlaid
from shared.questions.followups.refining import refined
from shared.questions.followups.slots_told import SlotsTold, slots_told
from shared.questions.followups.vocabulary import TAKES
from shared.questions.routing import Route, route
from shared.questions.wire import plainly
from tests.factories_questions import ANALYST, a_full_shop, an_answerer
from tests.factories_shop import AS_OF
from tests.fakes.questions import FakeQuestionReader

K = QueryKind
KINDS = [kind for kind in QueryKind if kind is not K.OUT_OF_SCOPE]
SEGMENTS = a_full_shop().segments
ANSWERER = an_answerer()
#: A value for each slot that the full shop's tools can take.
SAMPLES: dict[str, Any] = {
    "customer": "c07",
    "groups": ("1", "2"),
    "goal": Goal.CROSS_SELL,
    "event": "halloween",
    "product": "mug",
    "category": "Fabric",
    "period": "2026-09",
    "months": 3,
    "days": 90,
    "limit": 7,
    "at_least": 500.0,
    "metric": ValueMetric.FREQUENCY,
    "levels": (ChurnLevel.LOW,),
    "rfm_code": "555",
    "rising": False,
}
#: What a kind needs so that it has an answer.
NEEDED: dict[QueryKind, dict[str, Any]] = {
    K.CUSTOMER_LOOKUP: {"customer": "c07"},
    K.CAMPAIGN_TARGETING: {"goal": Goal.RETENTION},
    K.SEASONAL_RECOMMENDATIONS: {"event": "christmas"},
    K.SEGMENT_COMPARISON: {"groups": ("1", "2")},
}


def asked(text: str, kind: QueryKind, **slots: object) -> QuestionAnswer:
    return ANSWERER.answer(ANALYST, text, earlier=Earlier(kind, slots))


@pytest.mark.parametrize(("kind", "slot"), [(kind, slot) for kind, slots in TAKES.items() for slot in sorted(slots)])
def test_what_a_kind_is_said_to_take_is_taken_by_its_tools(kind: QueryKind, slot: str) -> None:
    sample = ("champions",) if (kind, slot) == (K.RFM_ANALYSIS, "groups") else SAMPLES[slot]
    slots = Slots(**{**NEEDED.get(kind, {}), slot: sample})

    found = route(kind, slots, segments=SEGMENTS, today=AS_OF, insisted=frozenset({slot}))

    assert isinstance(found, Route)
    assert [note for note in found.notes if "Not taken" in note] == []


def test_every_kind_can_be_gone_on_from() -> None:
    assert set(TAKES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_again_gives_the_same_answer(kind: QueryKind) -> None:
    slots = {**NEEDED.get(kind, {}), **({"limit": 3} if "limit" in TAKES[kind] else {})}
    first = ANSWERER.answer(ANALYST, "again", earlier=Earlier(kind, slots))

    again = ANSWERER.answer(ANALYST, "once more, please", earlier=Earlier(first.query_type, plainly(first.slots)))

    assert first.tool
    assert first.clarification is None
    assert again == first
    assert again.engine is QuestionEngine.RULES


def test_a_question_with_a_kind_of_its_own_starts_anew() -> None:
    claude = FakeQuestionReader(K.HIGH_VALUE_CUSTOMERS)
    answer = an_answerer(claude=claude).answer(
        ANALYST, "who of all our customers is worth the most?", earlier=Earlier(K.REVENUE_FORECAST, {"period": "Q4"})
    )

    assert "period" not in answer.slots
    assert claude.asked


def test_a_follow_up_costs_nothing() -> None:
    claude = FakeQuestionReader()
    an_answerer(claude=claude).answer(ANALYST, "only critical ones", earlier=Earlier(K.CHURN_RISK))

    assert claude.asked == []


def test_critical_ones_are_critical_and_the_rest_is_kept() -> None:
    answer = asked("only critical ones", K.CHURN_RISK, levels=["HIGH", "CRITICAL"], limit=5)

    assert (answer.query_type, answer.tool) == (K.CHURN_RISK, "churn_overview")
    assert answer.slots == {"levels": (ChurnLevel.CRITICAL,), "limit": 5}
    assert answer.notes == ()


@pytest.mark.parametrize(("text", "tier"), [("only VIPs", ValueTier.VIP), ("high-value ones", ValueTier.HIGH)])
def test_tiers_of_value_are_those_of_the_shop(text: str, tier: ValueTier) -> None:
    answer = asked(text, K.HIGH_VALUE_CUSTOMERS, metric="frequency", limit=3)

    assert isinstance(answer.slots["at_least"], float)
    assert value_tier(answer.slots["at_least"]) is tier
    assert value_tier(answer.slots["at_least"] - 0.01) is not tier
    assert answer.parameters == {"metric": ValueMetric.HISTORIC, "at_least": answer.slots["at_least"], "limit": 3}
    assert {VIP_VALUE, HIGH_VALUE} == {5000, 2000}


def test_vips_at_risk_are_searched_for_by_what_they_have_spent() -> None:
    answer = asked("over 2000 dollars", K.CHURN_RISK, levels=["HIGH", "CRITICAL"], limit=100)

    assert answer.tool == "search_customers"
    cards = [listed.customer for listed in answer.data.customers]  # type: ignore[attr-defined]  # a CustomerList
    assert cards
    assert all(card.figures["historic_clv"] >= 2000 for card in cards)
    assert {card.churn_level for card in cards} <= {ChurnLevel.HIGH, ChurnLevel.CRITICAL}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("only VIPs", K.REVENUE_FORECAST, "the amount"),
        ("only critical ones", K.HIGH_VALUE_CUSTOMERS, "the level of risk"),
        ("top 20", K.REVENUE_FORECAST, "the length of the list"),
        ("and for Halloween?", K.HIGH_VALUE_CUSTOMERS, "the event"),
        ("and for cross-sell?", K.MOMENTUM, "the goal"),
        ("what about archetype 2", K.GROWTH_PROJECTION, "the group"),
    ],
)
def test_what_no_tool_takes_is_told(text: str, kind: QueryKind, words: str) -> None:
    answer = asked(text, kind)

    assert answer.query_type is kind
    assert answer.notes == (f"Not taken into account: {words}.",)


def test_a_whole_question_of_which_nothing_is_taken_is_asked_anew() -> None:
    answer = asked("which customers have been silent for 200 days", K.GROWTH_PROJECTION)

    assert answer.query_type is not K.GROWTH_PROJECTION


def test_what_only_coloured_the_first_question_is_not_told_now() -> None:
    assert asked("again", K.HIGH_VALUE_CUSTOMERS, levels=["CRITICAL"]).notes == ()


def test_last_quarter_is_the_whole_one_before_the_newest_order() -> None:
    assert asked("same for last quarter", K.REVENUE_FORECAST, months=6).slots == {"period": "Q1 2026"}
    assert refined("same for last month", K.REVENUE_FORECAST, Slots(), today=AS_OF.replace(month=1)).slots.period == (  # type: ignore[union-attr]
        "2025-12"
    )


def test_with_a_kind_of_the_asker_what_was_named_is_kept() -> None:
    earlier = Earlier(K.CHURN_RISK, {"customer": "c07"})
    answer = ANSWERER.answer(ANALYST, "again", kind=K.RETENTION_PLAN, earlier=earlier)

    assert (answer.tool, answer.engine) == ("customer_retention_plan", QuestionEngine.ASKER)


def test_a_viewer_cannot_go_on_to_a_customer() -> None:
    answer = ANSWERER.answer(Caller("slack:U1", "slack:U1", Role.VIEWER), "top 3", earlier=Earlier(K.MOMENTUM))

    cards = [listed.customer for listed in answer.data.who.customers]  # type: ignore[attr-defined]  # a PaceChange
    assert cards
    assert {(card.name, card.email) for card in cards} == {(None, None)}
    assert "Number" not in answer.summary


@pytest.mark.parametrize(
    ("earlier", "said", "expected"),
    [
        ({"period": "Q4"}, {"months": 3}, {"months": 3}),
        ({"customer": "1"}, {"groups": ("2",)}, {"groups": ("2",)}),
        ({"customer": "1", "limit": 3}, {"groups": ()}, {"limit": 3}),
        ({"product": "mug"}, {"category": "toys"}, {"category": "toys"}),
        ({"groups": ("1",)}, {"limit": 3}, {"groups": ("1",), "limit": 3}),
    ],
)
def test_what_says_the_same_in_another_way_takes_its_place(
    earlier: dict[str, Any], said: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert overlaid(K.CHURN_RISK, Slots(**earlier), said).named() == expected


@given(some.text(max_size=200), some.sampled_from(list(QueryKind)))
def test_whatever_is_said_is_read_or_starts_anew(text: str, kind: QueryKind) -> None:
    found = refined(text, kind, Slots(limit=3), today=AS_OF)

    assert found is None or kind is not K.OUT_OF_SCOPE


@given(some.fixed_dictionaries({}, optional={slot: some.just(value) for slot, value in SAMPLES.items()}))
def test_what_an_answer_names_can_be_sent_back(named: dict[str, Any]) -> None:
    slots = Slots(**named)

    assert slots_told(plainly(slots.named())) == slots


@pytest.mark.parametrize(
    "told",
    [
        {"limit": -1},
        {"limit": "many"},
        {"at_least": float("nan")},
        {"at_least": float("inf")},
        {"customer": "\x00"},
        {"customer": "x" * 400},
        {"groups": ["1"] * 100},
        {"levels": ["WORST"]},
        {"rfm_code": "999"},
        {"moon": 1},
    ],
)
def test_what_no_answer_names_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(InvalidPayload):
        ANSWERER.answer(ANALYST, "again", earlier=Earlier(K.CHURN_RISK, told))


def test_the_form_has_a_place_for_every_slot() -> None:
    assert list(SlotsTold.model_fields) == list(Slots.__dataclass_fields__)
