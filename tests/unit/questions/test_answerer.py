"""From a question to its answer: who reads it, what is asked, and what people are told."""

import json
from collections.abc import Callable

import pytest

from shared.domain.access import Door, Permission
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine, ReadyQuestion
from shared.errors import Denied, NotFound
from shared.questions.clarification import ask_missing
from shared.questions.engines import Readers
from shared.questions.offline.reader import OfflineReader
from shared.questions.routing import Missing, Needed, Route, route
from shared.questions.slots.read import read_slots
from shared.questions.suggestions import WORDINGS, next_questions, ready_question
from shared.questions.wire import answer_json
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores
from tests.factories_questions import ANALYST, SUPPORT, a_desk, a_full_shop, a_small_shop, an_answerer, an_empty_shop
from tests.factories_shop import AS_OF, a_customer
from tests.fakes.audit import FakeAudit
from tests.fakes.customers import FakeCustomers
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.questions import FakeClassifier, FakeQuestionReader
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

K = QueryKind
KINDS = [kind for kind in QueryKind if kind is not K.OUT_OF_SCOPE]
#: No rule of any sort reads it.
VAGUE = "something about our folks please"


def asked(question: str, kind: QueryKind, stores: Stores | None = None) -> QuestionAnswer:
    return an_answerer(stores).answer(ANALYST, question, kind=kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shop", [a_full_shop, a_small_shop, an_empty_shop])
def test_every_kind_is_answered_or_asked_back_in_every_shop(kind: QueryKind, shop: Callable[[], Stores]) -> None:
    answer = asked(VAGUE, kind, shop())

    assert answer.query_type is kind
    assert answer.summary
    assert (answer.clarification is None) == (answer.tool is not None)
    assert answer.clarification or len(answer.next_questions) == 3
    assert (answer.as_of, answer.currency) == (AS_OF, "GBP")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not K.CUSTOMER_LOOKUP])
def test_the_data_is_what_the_tools_own_route_sends(kind: QueryKind) -> None:
    stores = a_full_shop()
    query = ready_question(kind).query
    found = route(kind, read_slots(query, today=AS_OF), segments=stores.segments, today=AS_OF)
    assert isinstance(found, Route)

    sent = json.loads(answer_json(asked(query, kind, stores)))["data"]

    own = a_desk(stores).answer(ANALYST, found.call.tool, found.call.arguments, Door.REST)
    assert sent == json.loads(own.json())


@pytest.mark.parametrize("kind", KINDS)
def test_what_could_be_asked_next_is_answered(kind: QueryKind) -> None:
    answerer = an_answerer()

    for ready in (*next_questions(kind), *next_questions(kind, "c07")):
        answer = answerer.answer(ANALYST, ready.query, kind=ready.query_type)

        assert answer.tool in TOOLS, ready
        assert answer.data is not None, ready
        assert answer.notes == (), ready


def test_a_question_about_one_customer_finds_them_by_their_address() -> None:
    audit = FakeAudit()
    answer = an_answerer(audit=audit).answer(ANALYST, "will customer ann7@example.com leave?", kind=K.CHURN_RISK)

    assert answer.tool == "predict_churn_risk"
    assert "c07" in answer.summary
    assert {ready.query_type for ready in answer.next_questions} == {
        K.RETENTION_PLAN,
        K.BEHAVIORAL_ANALYSIS,
        K.HIGH_VALUE_CUSTOMERS,
    }
    assert [(read.action, read.customer_ids, read.door) for read in audit.kept] == [
        ("customer_lookup", ("c07",), Door.QUESTION),
        ("predict_churn_risk", ("c07",), Door.QUESTION),
    ]


def two_anns() -> Stores:
    customers = FakeCustomers(a_customer("a1", name="Ann Miller"), a_customer("a2", name="Ann Smith"))
    return Stores(customers, FakeSegments(a_small_shop().segments.current()), FakeSales(), FakeForecasts())


def test_a_name_that_several_have_is_asked_back_with_their_ids() -> None:
    answer = asked("how likely is it that customer Ann leaves us?", K.CHURN_RISK, two_anns())

    assert answer.clarification is not None
    assert [option.text for option in answer.clarification.options] == ["Ann Miller (a1)", "Ann Smith (a2)"]
    again = asked(answer.clarification.options[1].query, K.CHURN_RISK, two_anns())
    assert again.tool == "predict_churn_risk"
    assert "a2" in again.summary


def test_a_customer_whom_nobody_knows_is_an_answer_and_no_error() -> None:
    answer = asked("will customer 99999 leave?", K.CHURN_RISK)

    assert (answer.tool, answer.clarification) == ("customer_lookup", None)
    assert answer.summary == "No customer has this id, e-mail address or name."
    assert len(answer.next_questions) == 3


def test_a_product_that_nobody_knows_is_an_answer_and_no_error() -> None:
    answer = asked('how does the product "purple teapot" sell?', K.PRODUCT_PERFORMANCE)

    assert (answer.tool, answer.data) == ("product_performance", None)
    assert answer.summary == "No product's id or name holds these words."


@pytest.mark.parametrize("kind", [K.CAMPAIGN_TARGETING, K.SEGMENT_COMPARISON, K.CUSTOMER_LOOKUP])
def test_what_is_missing_is_asked_back_with_choices_that_are_answered(kind: QueryKind) -> None:
    answer = asked(VAGUE, kind)

    assert (answer.tool, answer.data) == (None, None)
    assert answer.clarification is not None
    assert [option.number for option in answer.clarification.options] == [1, 2, 3]
    for option in answer.clarification.options:
        chosen = asked(option.query, option.query_type)
        assert (chosen.data is not None, chosen.clarification) == (True, None)


def test_without_archetypes_rfm_groups_are_offered_for_a_comparison() -> None:
    answer = asked(VAGUE, K.SEGMENT_COMPARISON, an_empty_shop())

    assert answer.clarification is not None
    assert answer.clarification.options[0].query == "Compare champions and loyal"


def test_who_is_unsure_offers_the_likeliest_kinds_and_asks_no_tool() -> None:
    audit = FakeAudit()
    offline = FakeClassifier(K.DECLINING_ENGAGEMENT, is_unsure=True)

    answer = an_answerer(offline=offline, audit=audit).answer(ANALYST, VAGUE)

    assert (answer.tool, answer.data, audit.kept) == (None, None, [])
    assert answer.clarification is not None
    assert [option.query_type for option in answer.clarification.options] == [each.query_type for each in answer.top]
    assert [ready.query for ready in answer.next_questions] == [option.query for option in answer.clarification.options]
    assert (answer.confidence, answer.runner_up) == (0.6, K.CHURN_RISK)


def test_what_is_out_of_scope_is_declined_with_three_examples_and_no_tool() -> None:
    audit = FakeAudit()
    answer = an_answerer(offline=FakeClassifier(K.OUT_OF_SCOPE), audit=audit).answer(ANALYST, VAGUE)

    assert (answer.tool, answer.data, audit.kept) == (None, None, [])
    assert "customers, sales and products" in answer.summary
    assert len(answer.next_questions) == 3


def test_the_asker_may_say_the_kind_and_then_nobody_reads() -> None:
    claude, offline = FakeQuestionReader(), FakeClassifier()

    answer = an_answerer(claude=claude, offline=offline).answer(ANALYST, VAGUE, kind=K.MOMENTUM)

    assert (claude.asked, offline.asked) == ([], [])
    assert (answer.engine, answer.confidence, answer.tool) == (QuestionEngine.ASKER, 1.0, "momentum_customers")


def test_who_may_not_see_the_shops_figures_is_denied_them_in_a_question_too() -> None:
    with pytest.raises(Denied, match=Permission.INSIGHT):
        an_answerer().answer(SUPPORT, VAGUE, kind=K.REVENUE_FORECAST)


def test_before_the_first_discovery_it_says_so() -> None:
    nothing_yet = Stores(FakeCustomers(), FakeSegments(None), FakeSales(), FakeForecasts())

    with pytest.raises(NotFound, match="discover"):
        an_answerer(nothing_yet).answer(ANALYST, VAGUE)


def test_on_the_wire_enums_and_dates_are_texts() -> None:
    sent = json.loads(answer_json(an_answerer().answer(ANALYST, "top 3 customers", kind=K.MOMENTUM)))

    assert (sent["query_type"], sent["parameters"], sent["as_of"]) == ("momentum", {"limit": 3}, "2026-06-30")
    assert sent["top"] == [{"query_type": "momentum", "probability": 1.0}]
    assert sent["next_questions"][0] == {
        "query": WORDINGS[K.DECLINING_ENGAGEMENT].query,
        "query_type": "declining_engagement",
    }


def test_every_question_that_is_ready_to_send_is_read_as_its_kind_without_claude() -> None:
    readers, stores = Readers(OfflineReader()), a_full_shop()
    ready = [ready_question(kind, customer) for kind in KINDS for customer in (None, "13027")]
    for needed in Needed:
        options = ask_missing(Missing(needed), stores.segments).options
        ready += [ReadyQuestion(option.query, option.query_type) for option in options]

    for each in ready:
        reading = readers.read(each.query, today=AS_OF, key_id="any")

        assert (reading.kind, reading.is_unsure) == (each.query_type, False), each.query
