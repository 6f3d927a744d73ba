"""What is shown of a ticket."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ticket_summaries import CUT, LONGEST_TEXT, TicketStatus, shortened, shown, status_of
from shared.domain.tickets import Author
from tests.factories_tickets import MONDAY, a_message


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_ticket_is_on_hold_until_its_snooze_is_over(*, is_closed: bool) -> None:
    def status(snoozed_for: timedelta | None) -> TicketStatus:
        until = None if snoozed_for is None else MONDAY + snoozed_for
        return status_of(is_closed=is_closed, snoozed_until=until, now=MONDAY)

    afterwards = TicketStatus.CLOSED if is_closed else TicketStatus.OPEN
    assert status(timedelta(seconds=1)) is TicketStatus.HOLD
    assert status(timedelta(0)) is afterwards
    assert status(timedelta(days=-1)) is afterwards
    assert status(None) is afterwards


def test_the_last_messages_are_shown_and_say_what_only_the_team_may_read() -> None:
    messages = [
        a_message("first", id=1),
        a_message("second", id=2, author=Author.AGENT),
        a_message("LTV $3,450", id=3, author=Author.NOTE),
        replace(a_message("hidden", id=4, author=Author.AGENT), public=False, sender_name="Jo"),
    ]
    assert [(one.id, one.is_internal, one.author_name) for one in shown(messages, last=3)] == [
        (2, False, None),
        (3, True, None),
        (4, True, "Jo"),
    ]
    assert shown(messages, last=0) == ()
    assert len(shown(messages, last=99)) == 4


def test_a_long_text_ends_between_two_words() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 8) == f"one two{CUT}"
    assert shortened("one two three", 7) == f"one two{CUT}"
    assert shortened("  onetwothree ", 5) == f"onetw{CUT}"


@given(st.text(), st.integers(1, 50))
def test_no_text_is_longer_than_asked_for(text: str, longest: int) -> None:
    told = shortened(text, longest)
    assert len(told) <= longest + len(CUT)
    assert text.strip().startswith(told.removesuffix(CUT))


def test_a_shown_message_is_short() -> None:
    (one,) = shown([a_message("word " * 1_000)], last=1)
    assert len(one.text) <= LONGEST_TEXT + len(CUT)
