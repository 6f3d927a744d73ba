"""What somebody wrote, and whom they named, goes no further than the answer."""

import time

import pytest

from shared.domain.access import Asker
from shared.domain.conversations import Conversation
from shared.domain.questions import Clarification, Earlier, Option, QueryKind, QuestionAnswer
from shared.jobs.outcome import Skipped
from tests.factories_slack import a_command, a_direct_message, a_mention, a_thread_message, an_answer
from tests.fakes.by_the_clock import ShopAnalyst
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come

ROOT = "1700000000.000001"


class Unsure(ShopAnalyst):
    """An analyst who has read whom a question names, and not what it asks."""

    def __init__(self, customer: str) -> None:
        super().__init__()
        self.customer = customer

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """See Analyst."""
        options = (
            Option(1, "One customer", f"Show customer {self.customer}", QueryKind.CUSTOMER_LOOKUP),
            Option(2, "Churn risk", "Which customers are at high churn risk?", QueryKind.CHURN_RISK),
        )
        return an_answer(slots={"customer": self.customer}, clarification=Clarification("Which?", options))


@pytest.fixture
def office() -> Office:
    return Office()


def offered(office: Office) -> set[int]:
    return {choice.number for each in office.conversations.kept.values() for choice in each.choices}


@pytest.mark.parametrize("customer", ["quilla@canary.example", "Quilla Canary", "quilla"])
def test_whom_somebody_named_in_their_own_words_is_not_remembered(office: Office, customer: str) -> None:
    office.analyst = Unsure(customer)
    come(office, "event", a_direct_message("quilla?"))
    assert "uilla" not in str(office.conversations.kept) + str(office.answers.kept)
    assert offered(office) == {2}


def test_an_id_is(office: Office) -> None:
    office.analyst = Unsure("13027")
    come(office, "event", a_direct_message("13027?"))
    assert offered(office) == {1, 2}


@pytest.mark.parametrize(
    "text",
    ["x" * 1_001, "word " * 8_000, "<" * 40_000, "<http://" * 5_000, '"' * 40_000, "a@" * 20_000, "\n" + "?!" * 20_000],
)
def test_a_question_of_forty_thousand_characters_is_refused_at_once_and_forgotten(office: Office, text: str) -> None:
    began = time.monotonic()
    for kind, payload in (("event", a_mention(text)), ("event", a_direct_message(text))):
        assert isinstance(come(office, kind, payload), Skipped)
    assert time.monotonic() - began < 2
    assert office.deliveries.kept == {}
    assert office.analyst.asked == []
    assert all("at most 1,000 characters" in text for text in office.chat.texts())


def test_so_is_a_command(office: Office) -> None:
    assert isinstance(come(office, "command", a_command("/churn-check", "x" * 5_000)), Skipped)
    assert office.deliveries.kept == {}


def test_who_is_not_answered_in_a_thread_and_has_not_asked_is_told_nothing(office: Office) -> None:
    office.conversations.put(f"T1:C1:{ROOT}", Conversation(QueryKind.CHURN_RISK))
    office.people.default = None
    assert isinstance(come(office, "event", a_thread_message("lunch?", thread_ts=ROOT)), Skipped)
    assert office.chat.messages == []
