"""Tickets in all their forms, and what people are shown of them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ticket_summaries import TicketStatus, TicketSummary
from shared.domain.tickets import Priority
from shared.errors import InvalidPayload, NotFound
from shared.gorgias.payloads import LONG_AGO
from shared.gorgias.ticket_payloads import Reading

Wire = dict[str, Any]

READING = Reading("https://shop.gorgias.com", datetime(2026, 11, 16, 9, 0, tzinfo=UTC))


def wire(**changes: Any) -> Wire:
    ticket = {
        "id": 7,
        "subject": "My order",
        "status": "open",
        "priority": "high",
        "channel": "email",
        "spam": False,
        "tags": [{"id": 1, "name": "vip"}],
        "customer": {"id": 3, "name": "Sarah Kim", "email": "sarah@mail.example"},
        "assignee_user": {
            "id": 9,
            "name": "Jo Weft",
            "firstname": "Jo",
            "lastname": "Weft",
            "email": "jo@shop.example",
        },
        "snooze_datetime": None,
        "trashed_datetime": None,
        "created_datetime": "2026-11-15T09:00:00",
        "last_message_datetime": "2026-11-15T10:00:00.308988+00:00",
    }
    return ticket | changes


def summary(**changes: Any) -> TicketSummary:
    return READING.present(json.dumps(wire(**changes)).encode())[1]


def test_a_ticket_is_read_in_short() -> None:
    assert summary() == TicketSummary(
        id=7,
        subject="My order",
        status=TicketStatus.OPEN,
        priority=Priority.HIGH,
        snoozed_until=None,
        customer_name="Sarah Kim",
        channel="email",
        assignee_name="Jo Weft",
        tags=("vip",),
        created_at=datetime(2026, 11, 15, 9, 0, tzinfo=UTC),
        last_message_at=datetime(2026, 11, 15, 10, 0, 0, 308988, tzinfo=UTC),
        web_url="https://shop.gorgias.com/app/ticket/7",
    )


@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_snoozed_ticket_is_on_hold_however_gorgias_calls_it(status: str) -> None:
    told = summary(status=status, snooze_datetime="2026-11-16T09:00:01")
    assert (told.status, told.snoozed_until) == (TicketStatus.HOLD, datetime(2026, 11, 16, 9, 0, 1, tzinfo=UTC))


def test_a_snooze_that_is_over_is_none() -> None:
    told = summary(status="closed", snooze_datetime="2026-11-16T09:00:00+00:00")
    assert (told.status, told.snoozed_until) == (TicketStatus.CLOSED, None)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"assignee_user": None}, None),
        ({"assignee_user": None, "assignee_team": {"id": 1, "name": "Returns"}}, None),
        ({"assignee_user": {"id": 9, "name": "", "firstname": "Jo", "lastname": "Weft"}}, "Jo Weft"),
        ({"assignee_user": {"id": 9, "name": None, "email": "jo@shop.example"}}, "jo@shop.example"),
        ({"assignee_user": {"id": 9}}, "agent 9"),
        ({"assignee_user": None, "assignee_user_id": "9"}, "agent 9"),
    ],
)
def test_an_assignee_is_called_by_the_best_name_there_is(changes: Wire, name: str | None) -> None:
    assert summary(**changes).assignee_name == name


def test_an_address_is_no_name_of_a_customer() -> None:
    assert summary(customer={"id": 3, "email": "sarah@mail.example"}).customer_name is None


def test_what_is_missing_or_odd_is_left_out() -> None:
    told = READING.present(b'{"id":"7","priority":"urgent","created_datetime":"soon","snooze_datetime":"later"}')[1]
    assert (told.id, told.status, told.priority, told.created_at) == (7, TicketStatus.OPEN, Priority.NORMAL, LONG_AGO)
    assert (told.subject, told.tags, told.last_message_at, told.assignee_name) == ("", (), None, None)


def test_a_ticket_in_the_bin_is_not_there() -> None:
    with pytest.raises(NotFound, match="in the bin"):
        summary(trashed_datetime="2026-11-16T08:00:00")


def test_a_page_is_read_in_its_order_with_where_the_next_begins() -> None:
    page = READING.page(json.dumps({"data": [wire(id=8), wire()], "meta": {"next_cursor": "abc"}}).encode())
    assert ([ticket.id for ticket in page.tickets], page.next_cursor) == ([8, 7], "abc")


@pytest.mark.parametrize("body", [b"", b"{}", b'{"data":1}', b'{"data":[{"subject":"no id"}]}', b"[]"])
def test_what_is_no_list_of_tickets_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        READING.page(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(wire())), JSON))
def test_whatever_stands_in_the_fields_a_ticket_is_read_or_refused_in_our_words(changes: Wire) -> None:
    try:
        told = summary(**changes)
    except (InvalidPayload, NotFound):
        return
    assert told.created_at.utcoffset() is not None
    assert (told.snoozed_until is not None) == (told.status is TicketStatus.HOLD)
