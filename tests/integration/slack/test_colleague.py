"""What is no question for the analytics, what was not understood, and what to do instead."""

import pytest

from tests.integration.slack.office import ANA, RETENTION, SAM, VIC, Office
from tests.integration.slack.test_conversation import UNCLEAR, ask, shown


@pytest.mark.parametrize(
    ("said", "answer"), [("Thanks a lot!", "You are welcome"), ("👍", "👍"), ("what is RFM?", "recency")]
)
def test_small_talk_is_answered_and_asks_the_analytics_nothing(office: Office, said: str, answer: str) -> None:
    read_before = list(office.audit.reads(key=f"slack:{ANA}", limit=10))
    told = shown(ask(office, said, user=ANA))

    assert answer in told
    assert "feedback" not in told
    assert list(office.audit.reads(key=f"slack:{ANA}", limit=10)) == read_before


def test_somebody_without_a_ticket_role_is_refused_in_words_too(office: Office) -> None:
    assert "You may not see tickets" in shown(ask(office, "show me the open tickets", user=VIC))


def test_tickets_are_shown_to_whoever_asks_in_words(office: Office) -> None:
    assert "view_ticket_7" in shown(ask(office, "show me the open tickets please", user=SAM))
    assert "resolve_ticket_8" in shown(ask(office, "ticket 8", user=SAM))


def test_support_is_offered_nothing_that_it_may_not_ask(office: Office) -> None:
    told = shown(ask(office, "what is the weather in London?", user=SAM))

    assert "Your role shows customers and tickets" in told
    assert "ask:1" not in told


def test_a_ticket_that_is_not_there_is_told_as_such(office: Office) -> None:
    told = shown(ask(office, "show ticket 999", user=SAM))

    assert "There is no ticket 999" in told
    assert "404" not in told


def test_a_number_that_was_not_offered_is_told(office: Office) -> None:
    ask(office, UNCLEAR, user=ANA)

    assert "a number from 1 to 3" in shown(ask(office, "7", user=ANA))
    assert "etention" in shown(ask(office, "2", user=ANA))


def test_none_of_the_choices_lets_the_question_be(office: Office) -> None:
    ask(office, UNCLEAR, user=ANA)

    assert "none of them" in shown(ask(office, "no", user=ANA))
    assert "a number from" not in shown(ask(office, "7", user=ANA))


def test_another_language_is_told_that_questions_are_read_in_english(office: Office) -> None:
    assert "in English only" in shown(ask(office, "wer sind unsere besten Kunden?", user=ANA))


@pytest.mark.parametrize(
    ("command", "text", "is_understood"),
    [
        ("/churn-check", "bananas", False),
        ("/churn-check", "critical", True),
        ("/churn-check", "", True),
        ("/seasonal-analysis", "ramadan", False),
        ("/seasonal-analysis", "halloween", True),
    ],
)
def test_a_command_says_what_it_did_not_understand(
    office: Office, command: str, text: str, is_understood: bool
) -> None:
    office.people.command(ANA, command, text, channel=RETENTION)
    office.work()
    told = shown(office.read(RETENTION)[-1])

    assert (f"I did not understand “{text}”" in told) is not is_understood


def test_a_report_is_called_by_what_it_tells(office: Office) -> None:
    ask(office, "which customers are at high churn risk?", user=ANA)

    assert "I send “Customers who may leave” here every Monday" in shown(ask(office, "every Monday", user=ANA))
    assert "I send no more of this" in shown(ask(office, "cancel", user=ANA))
