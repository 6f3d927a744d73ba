"""Gorgias' events in all their forms: which message each speaks of, if it says so."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.gorgias.feed import read_events
from shared.ports import Announced

MESSAGE = Announced(86538298, 208841467, datetime(2024, 2, 14, 21, 49, 40, 308988, tzinfo=UTC))


def wire_event(**changes: Any) -> dict[str, Any]:
    event = {
        "id": 7,
        "uri": "/api/events/7/",
        "type": "ticket-message-created",
        "object_id": 208841467,
        "object_type": "TicketMessage",
        "user_id": None,
        "context": "c",
        "created_datetime": "2024-02-14T21:49:40.308988+00:00",
        "data": {"ticket_id": 86538298},
    }
    return event | changes


def page_of(*events: object, **meta: Any) -> bytes:
    return json.dumps({"data": list(events), "object": "list", "uri": "/api/events", "meta": meta}).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"created_datetime": "2024-02-14T21:49:40.308988"},
        {"type": None},
        {"object_id": "208841467", "data": {"ticket_id": "86538298"}},
        {"data": {"ticket": {"id": 86538298}}},
        {"data": None, "uri": "/api/tickets/86538298/messages/208841467/"},
        {"data": {"uri": "https://shop.gorgias.com/api/tickets/86538298/messages/208841467"}},
        {"object_id": None, "data": {"uri": "/api/tickets/86538298/messages/208841467/"}},
        {"object_id": None, "data": {"id": 208841467, "ticket_id": 86538298}},
    ],
)
def test_an_event_names_its_message_in_one_of_several_ways(changes: dict[str, Any]) -> None:
    page = read_events(page_of(wire_event(**changes), next_cursor="on"))
    assert (page.announced, page.unreadable, page.next_cursor) == ((MESSAGE,), 0, "on")


@pytest.mark.parametrize(
    "changes",
    [
        {"data": {}},
        {"data": {"ticket_id": None}},
        {"data": {"ticket_id": -1}},
        {"data": {"ticket_id": 86538298}, "object_id": None},
        {"created_datetime": None},
        {"created_datetime": "yesterday"},
        {"data": {"uri": "/api/tickets/86538298/"}},
    ],
)
def test_an_event_that_does_not_say_which_message_is_passed_over_and_counted(changes: dict[str, Any]) -> None:
    page = read_events(page_of(wire_event(**changes), wire_event()))
    assert (page.announced, page.unreadable) == ((MESSAGE,), 1)


def test_what_happened_to_a_message_later_is_no_new_message() -> None:
    page = read_events(page_of(wire_event(type="ticket-message-updated"), "nonsense", None))
    assert (page.announced, page.unreadable, page.next_cursor) == ((), 0, None)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"data":{}}'])
def test_what_is_no_list_of_events_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        read_events(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*wire_event(), "ticket"]), inner),
    max_leaves=12,
)


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(wire_event(), JSON)) | JSON, max_size=5))
def test_any_page_is_read_and_every_event_either_names_a_message_or_is_counted(events: list[Any]) -> None:
    page = read_events(page_of(*events))
    assert len(page.announced) + page.unreadable <= len(events)
    for one in page.announced:
        assert one.ticket_id > 0
        assert one.message_id > 0
        assert one.at.tzinfo is not None
