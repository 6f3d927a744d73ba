"""Which engine reads a question, what it is told, and what happens when one fails."""

from decimal import Decimal

import pytest

from shared.domain.questions import ModelUse, QueryKind, QuestionEngine, Slots
from shared.door_ports import Declined, Unreadable
from shared.errors import Permanent, Retryable, SelvageError
from shared.questions.engines import NO_KEY, USED_UP
from tests.factories_questions import ANALYST, an_answerer
from tests.fakes.questions import FakeAllowance, FakeClassifier, FakeQuestionReader

K = QueryKind
#: No rule of any sort reads it.
VAGUE = "something about our folks please"


def test_without_claude_the_classifier_reads_and_says_why() -> None:
    answer = an_answerer().answer(ANALYST, VAGUE)

    assert (answer.engine, answer.query_type) == (QuestionEngine.OFFLINE, K.WINBACK)
    assert answer.fell_back_because == NO_KEY


def test_claude_reads_first_and_its_cost_is_counted() -> None:
    claude, offline, allowance = FakeQuestionReader(K.B2B_IDENTIFICATION), FakeClassifier(), FakeAllowance()

    answer = an_answerer(claude=claude, offline=offline, allowance=allowance).answer(ANALYST, VAGUE)

    assert (answer.engine, answer.query_type, answer.runner_up) == (
        QuestionEngine.CLAUDE,
        K.B2B_IDENTIFICATION,
        K.WINBACK,
    )
    assert (answer.fell_back_because, offline.asked) == (None, [])
    assert allowance.spent == [("key-1", claude.reading)]


@pytest.mark.parametrize(
    "error",
    [
        Retryable("Claude is overloaded"),
        Retryable("Claude allows no more requests for now", retry_after=20),
        Retryable("Claude was too slow"),
        Retryable("Claude's reading was cut short"),
        Permanent("Claude refused"),
    ],
)
def test_when_claude_fails_the_classifier_reads_and_says_why(error: SelvageError) -> None:
    claude, allowance = FakeQuestionReader(), FakeAllowance()
    claude.fail(error)

    answer = an_answerer(claude=claude, allowance=allowance).answer(ANALYST, VAGUE)

    assert (answer.engine, answer.fell_back_because) == (QuestionEngine.OFFLINE, str(error))
    assert answer.data is not None
    assert allowance.spent == []


@pytest.mark.parametrize("failure", [Unreadable, Declined])
def test_a_failure_of_claude_that_is_paid_for_is_counted(failure: type[Unreadable] | type[Declined]) -> None:
    claude, allowance = FakeQuestionReader(), FakeAllowance()
    use = ModelUse("claude-haiku-5-5", 1800, 0, Decimal("0.00018"))
    claude.fail(failure("Claude's reading was cut short", use))

    answer = an_answerer(claude=claude, allowance=allowance).answer(ANALYST, VAGUE)

    assert (answer.engine, answer.fell_back_because) == (QuestionEngine.OFFLINE, "Claude's reading was cut short")
    assert allowance.spent == [("key-1", use)]


def test_when_the_allowance_is_used_up_claude_is_not_asked() -> None:
    claude = FakeQuestionReader()

    answer = an_answerer(claude=claude, allowance=FakeAllowance("0")).answer(ANALYST, VAGUE)

    assert (answer.fell_back_because, claude.asked) == (USED_UP, [])


def test_the_allowance_ends_with_what_has_been_spent() -> None:
    claude, allowance = FakeQuestionReader(), FakeAllowance("0.0004")
    answerer = an_answerer(claude=claude, allowance=allowance)

    engines = [answerer.answer(ANALYST, VAGUE).engine for _ in range(3)]

    assert engines == [QuestionEngine.CLAUDE, QuestionEngine.CLAUDE, QuestionEngine.OFFLINE]


def test_when_the_allowance_cannot_be_known_nothing_is_spent() -> None:
    claude = FakeQuestionReader()
    allowance = FakeAllowance(away=Retryable("the database is away"))

    answer = an_answerer(claude=claude, allowance=allowance).answer(ANALYST, VAGUE)

    assert (answer.engine, answer.fell_back_because, claude.asked) == (
        QuestionEngine.OFFLINE,
        "the database is away",
        [],
    )


def test_claude_is_told_no_name_id_or_address_and_the_answer_is_about_the_customer_all_the_same() -> None:
    claude = FakeQuestionReader(K.CHURN_RISK, slots=Slots(customer="Somebody Else"))
    answerer = an_answerer(claude=claude)

    for told in ("ann7@example.com", "Ann Miller", "4412"):
        answerer.answer(ANALYST, f"hm, what do you reckon about customer {told}, still with us at Easter?")

    assert len(claude.asked) == 3
    for text in claude.asked:
        assert not any(part in text for part in ("ann7", "example.com", "Ann", "Miller", "4412"))


def test_a_name_that_only_claude_recognises_is_found_behind_its_placeholder() -> None:
    claude = FakeQuestionReader(K.CHURN_RISK, slots=Slots(customer="<customer_1>"))

    answer = an_answerer(claude=claude).answer(ANALYST, "hm, and Ann Miller of the lot of them, still with us?")

    assert "Miller" not in claude.asked[0]
    assert "<customer_1>" in claude.asked[0]
    assert answer.parameters == {"customer": "Ann Miller"}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (Slots(customer="Somebody Else"), {}),
        (Slots(product="teapot", category="Kitchen"), {}),
        (Slots(groups=("whales", "folks")), {"groups": ("folks",)}),
        (Slots(limit=-4, months=0, period="whenever", event="doomsday"), {}),
        (Slots(event="Mother's Day"), {"event": "mothers_day"}),
        (Slots(limit=7), {"limit": 7}),
    ],
)
def test_what_claude_makes_up_is_dropped(told: Slots, found: dict[str, object]) -> None:
    claude = FakeQuestionReader(K.MOMENTUM, is_unsure=True, slots=told)

    assert an_answerer(claude=claude).answer(ANALYST, VAGUE).parameters == found


def test_what_stands_in_the_question_wins_over_what_claude_tells() -> None:
    claude = FakeQuestionReader(K.MOMENTUM, slots=Slots(limit=7))

    answer = an_answerer(claude=claude).answer(ANALYST, "top 3 customers who are on fire lately, so to say")

    assert answer.parameters == {"limit": 3}


@pytest.mark.parametrize("engine", [QuestionEngine.RULES, QuestionEngine.OFFLINE, QuestionEngine.CLAUDE])
def test_one_engine_can_be_asked_for(engine: QuestionEngine) -> None:
    claude, offline = FakeQuestionReader(), FakeClassifier()

    answer = an_answerer(claude=claude, offline=offline).answer(ANALYST, VAGUE, engine=engine)

    assert answer.engine is engine
    assert (len(claude.asked), len(offline.asked)) == (
        engine is QuestionEngine.CLAUDE,
        engine is QuestionEngine.OFFLINE,
    )


def test_claude_alone_reads_what_a_rule_would_have_read() -> None:
    claude = FakeQuestionReader(K.MOMENTUM)

    answer = an_answerer(claude=claude).answer(ANALYST, "show customer 4412", engine=QuestionEngine.CLAUDE)

    assert (answer.engine, answer.query_type) == (QuestionEngine.CLAUDE, K.MOMENTUM)


def test_a_question_that_no_rule_reads_is_asked_back_by_the_rules_alone() -> None:
    answer = an_answerer().answer(ANALYST, VAGUE, engine=QuestionEngine.RULES)

    assert answer.clarification is not None
    assert len(answer.clarification.options) == 3
