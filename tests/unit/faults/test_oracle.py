"""What the oracle calls lost, doubled and unfinished."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.faults.oracle import Job, judge
from tests.faults.sender import Letter

FIRST, SECOND = Letter(7, 71), Letter(7, 75)


def a_note(letter: Letter) -> Mapping[str, Any]:
    return {"ticket_id": letter.ticket_id, "external_id": f"selvage:{letter.ticket_id}:{letter.message_id}"}


def a_job(letter: Letter, state: str) -> Job:
    return Job(letter.ticket_id, letter.message_id, state, attempt=1, failures=0, told="")


def test_a_message_with_one_note_is_answered() -> None:
    told = judge([FIRST], [a_note(FIRST)], [a_job(FIRST, "done")], [FIRST])
    assert (told.lost, told.doubled, told.unfinished) == ((), (), ())


@pytest.mark.parametrize("state", ["skipped", "dead", "discarded"])
def test_a_message_without_a_note_is_not_lost_while_its_job_says_so(state: str) -> None:
    assert judge([FIRST], [], [a_job(FIRST, state)], [FIRST]).lost == ()


def test_a_message_that_has_no_job_is_lost() -> None:
    assert judge([FIRST], [], [], [FIRST]).lost == (FIRST,)


def test_a_job_that_says_done_without_a_note_is_lost() -> None:
    assert judge([FIRST], [], [a_job(FIRST, "done")], [FIRST]).lost == (FIRST,)


@pytest.mark.parametrize("state", ["ready", "running"])
def test_a_job_that_has_not_ended_is_lost_for_now(state: str) -> None:
    told = judge([FIRST], [], [a_job(FIRST, state)], [FIRST])
    assert (told.lost, told.unfinished) == ((FIRST,), (FIRST,))


def test_a_note_does_not_end_a_job() -> None:
    told = judge([FIRST], [a_note(FIRST)], [a_job(FIRST, "running")], [FIRST])
    assert (told.lost, told.unfinished) == ((), (FIRST,))


def test_what_was_not_acknowledged_is_not_charged() -> None:
    assert judge([], [], [], [FIRST]).lost == ()


def test_a_newer_message_on_the_ticket_may_be_answered_for_both() -> None:
    jobs = [a_job(FIRST, "done"), a_job(SECOND, "skipped")]
    assert judge([FIRST, SECOND], [a_note(SECOND)], jobs, [FIRST, SECOND]).lost == ()


def test_an_older_message_is_not_answered_for_a_newer_one() -> None:
    jobs = [a_job(FIRST, "done"), a_job(SECOND, "done")]
    assert judge([FIRST, SECOND], [a_note(FIRST)], jobs, [FIRST, SECOND]).lost == (SECOND,)


def test_two_notes_with_one_key_are_a_double() -> None:
    told = judge([FIRST], [a_note(FIRST)] * 2, [a_job(FIRST, "done")], [FIRST])
    assert "selvage:7:71" in told.doubled


def test_more_notes_on_a_ticket_than_customer_messages_are_a_double_whatever_their_keys() -> None:
    notes = [a_note(FIRST), {"ticket_id": 7, "external_id": "selvage:7:99"}]
    assert judge([FIRST], notes, [a_job(FIRST, "done")], [FIRST]).doubled == ("ticket 7",)


def test_a_note_for_each_message_is_no_double() -> None:
    jobs = [a_job(FIRST, "done"), a_job(SECOND, "done")]
    assert judge([FIRST, SECOND], [a_note(FIRST), a_note(SECOND)], jobs, [FIRST, SECOND]).doubled == ()
