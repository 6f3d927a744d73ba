"""Which tickets the words behind /tickets name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ticket_filters import (
    LONGEST_UNKNOWN,
    MOST_UNKNOWN,
    NAMES,
    TicketFilter,
    UnknownWords,
    admits,
    ticket_filter,
)
from shared.domain.ticket_summaries import TicketStatus
from shared.domain.tickets import Priority
from tests.factories_tickets import a_summary


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("", TicketFilter.OPEN),
        ("   ", TicketFilter.OPEN),
        ("tickets", TicketFilter.OPEN),
        ("open", TicketFilter.OPEN),
        ("urgent", TicketFilter.URGENT),
        ("HIGH", TicketFilter.URGENT),
        ("high priority", TicketFilter.URGENT),
        ("high-priority tickets, please!", TicketFilter.URGENT),
        ("critical", TicketFilter.URGENT),
        ("hold", TicketFilter.HOLD),
        ("on hold", TicketFilter.HOLD),
        ("on-hold", TicketFilter.HOLD),
        ("Snoozed.", TicketFilter.HOLD),
        ("resolved", TicketFilter.CLOSED),
        ("closed", TicketFilter.CLOSED),
        ("not assigned", TicketFilter.UNASSIGNED),
        ("unassigned", TicketFilter.UNASSIGNED),
        ("all", TicketFilter.ALL),
        ("show me all the tickets", TicketFilter.ALL),
        ("all open tickets", TicketFilter.OPEN),
        ("open urgent ones", TicketFilter.URGENT),
        ("urgent open", TicketFilter.URGENT),
        ("`urgent`", TicketFilter.URGENT),
    ],
)
def test_people_say_it_in_many_words(text: str, which: TicketFilter) -> None:
    assert ticket_filter(text) is which


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("mine", ("mine",)),
        ("urgent Refunds", ("Refunds",)),
        ("Low priority", ("Low",)),
        ("🔥", ("🔥",)),
        ("urgent closed", ("closed",)),
        ("urgent, on hold", ("on hold",)),
        ("on", ("on",)),
        ("foo foo bar", ("foo", "bar")),
    ],
)
def test_words_that_name_no_filter_or_a_second_one_are_told_back(text: str, unknown: tuple[str, ...]) -> None:
    assert ticket_filter(text) == UnknownWords(unknown)


@given(st.text(max_size=3_000))
def test_any_text_is_a_filter_or_a_few_short_unknown_words(text: str) -> None:
    found = ticket_filter(text)
    if isinstance(found, UnknownWords):
        assert 1 <= len(found.words) <= MOST_UNKNOWN
        assert all(0 < len(word) <= LONGEST_UNKNOWN for word in found.words)


@given(
    st.sampled_from([(which, name) for which, names in NAMES.items() for name in names]),
    st.sampled_from(["{}", "{} tickets", "show {}", "  {}  ", "{}!", "*{}*"]),
)
def test_every_name_is_found_however_it_is_dressed(named: tuple[TicketFilter, str], dress: str) -> None:
    which, name = named
    assert ticket_filter(dress.format(name)) is which
    assert ticket_filter(dress.format(name.upper())) is which


UNTIL = datetime(2026, 11, 17, 9, 0, tzinfo=UTC) + timedelta(days=1)
OPEN = a_summary(assignee_name="Jo")
URGENT = replace(OPEN, priority=Priority.CRITICAL)
HELD = replace(URGENT, status=TicketStatus.HOLD, snoozed_until=UNTIL, assignee_name=None)
CLOSED = replace(URGENT, status=TicketStatus.CLOSED, assignee_name=None)
NOBODYS = replace(OPEN, assignee_name=None)


@pytest.mark.parametrize(
    ("which", "admitted"),
    [
        (TicketFilter.OPEN, [OPEN, URGENT, NOBODYS]),
        (TicketFilter.URGENT, [URGENT]),
        (TicketFilter.HOLD, [HELD]),
        (TicketFilter.CLOSED, [CLOSED]),
        (TicketFilter.UNASSIGNED, [NOBODYS]),
        (TicketFilter.ALL, [OPEN, URGENT, HELD, CLOSED, NOBODYS]),
    ],
)
def test_a_filter_admits_its_tickets_and_no_spam(which: TicketFilter, admitted: list[object]) -> None:
    tickets = [OPEN, URGENT, HELD, CLOSED, NOBODYS]
    assert [ticket for ticket in tickets if admits(which, ticket)] == admitted
    assert not any(admits(which, replace(ticket, spam=True)) for ticket in tickets)
