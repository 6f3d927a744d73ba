"""What Slack's oracle calls lost, doubled and unfinished."""

from typing import Any
from uuid import UUID

import pytest

from shared.slack.intake.commands import NOT_TAKEN
from tests.faults.oracle import Judgement
from tests.faults.slack_oracle import SlackJob, is_apology, judge
from tests.faults.slack_people import Asked
from tests.simulators.slack.people_there import BOT_USER

ASKED = "command:1"
DELIVERY = UUID(int=7)
ANSWER = f"answer:{DELIVERY}"


def a_message(key: str = ANSWER, text: str = "36 customers are at high risk", **more: Any) -> dict[str, Any]:
    metadata = {"event_type": "selvage_answer", "event_payload": {"key": key}} if key else None
    return {"user": BOT_USER, "text": text, "blocks": [], "metadata": metadata, "ephemeral_to": None} | more


def a_job(state: str | None = "done") -> SlackJob:
    return SlackJob(ASKED, DELIVERY, state)


def test_what_was_asked_is_answered_by_one_message_with_its_key() -> None:
    assert judge([ASKED], [a_message()], [a_job()]) == Judgement((), (), ())


def test_what_was_taken_and_has_no_row_is_lost() -> None:
    told = judge([ASKED], [], [])
    assert (told.lost, told.unfinished) == ((ASKED,), (ASKED,))


@pytest.mark.parametrize("text", ["Looking into it …", "Looking up the tickets …", "Reading ticket 7 …"])
def test_a_line_that_an_answer_is_under_way_is_no_answer(text: str) -> None:
    assert judge([ASKED], [a_message(text=text)], [a_job()]).lost == (ASKED,)


def test_what_only_one_person_sees_is_no_answer() -> None:
    assert judge([ASKED], [a_message(ephemeral_to="U0ANA")], [a_job()]).lost == (ASKED,)


def test_what_somebody_else_wrote_is_neither_an_answer_nor_one_too_many() -> None:
    told = judge([ASKED], [a_message(user="U0ANA"), a_message()], [a_job()])
    assert told == Judgement((), (), ())


@pytest.mark.parametrize("state", ["ready", "running", None])
def test_an_answer_does_not_end_a_job(state: str | None) -> None:
    told = judge([ASKED], [a_message()], [a_job(state)])
    assert (told.lost, told.unfinished) == ((), (ASKED,))


def test_two_messages_with_one_key_are_a_double_even_while_one_is_under_way() -> None:
    told = judge([ASKED], [a_message(), a_message(text="Looking into it …")], [a_job()])
    assert told.doubled == (f"{ANSWER}, 2 times",)


def test_what_did_not_fit_may_stand_below_the_answer_once() -> None:
    below = a_message(f"{ANSWER}:2")
    assert judge([ASKED], [a_message(), below], [a_job()]).doubled == ()
    assert judge([ASKED], [a_message(), below, below], [a_job()]).doubled == (f"{ANSWER}:2, 2 times",)


@pytest.mark.parametrize("key", ["", f"answer:{UUID(int=8)}"])
def test_a_message_that_answers_nobody_is_one_too_many(key: str) -> None:
    assert judge([ASKED], [a_message(), a_message(key)], [a_job()]).doubled == (f"{key}, of nobody",)


def test_a_report_that_is_due_is_there_once() -> None:
    due = "report:1@2026-11-30"
    sent = a_message(due)
    assert judge([], [sent], [], due=[due]) == Judgement((), (), ())
    assert judge([], [sent, sent], [], due=[due]).doubled == (f"{due}, 2 times",)
    assert judge([], [], [], due=[due]).lost == (due,)


def test_what_was_not_taken_may_have_been_answered_all_the_same() -> None:
    assert judge([], [a_message()], [a_job()]) == Judgement((), (), ())


def test_an_apology_is_told_from_an_answer() -> None:
    assert is_apology(a_message(text="I could not find out in time: Slack is away. Please ask again."))
    assert not is_apology(a_message())


@pytest.mark.parametrize(
    ("status", "told", "is_kept"),
    [(200, "", True), (200, '{"text":"On it"}', True), (200, f'{{"text":"{NOT_TAKEN}"}}', False), (503, "", False)],
)
def test_the_door_has_taken_what_it_answered_with_a_2xx_that_does_not_say_otherwise(
    status: int, told: str, *, is_kept: bool
) -> None:
    assert Asked(ASKED, "command", status, 0.1, told, "C0RETENTION").is_kept is is_kept


def test_the_door_has_not_taken_what_it_did_not_answer() -> None:
    assert not Asked(ASKED, "command", None, 3.0, "", "C0RETENTION").is_kept
