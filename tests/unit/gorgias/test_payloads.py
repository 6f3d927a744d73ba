"""Gorgias' JSON in all its forms, and what we make of it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.tickets import Author, Message, TicketCustomer
from shared.errors import InvalidPayload
from shared.gorgias.payloads import (
    LONG_AGO,
    read_message,
    read_page,
    read_reason,
    read_ticket,
)

Wire = dict[str, Any]


def wire_message(**changes: Any) -> Wire:
    message = {
        "id": 208841467,
        "ticket_id": 86538298,
        "external_id": None,
        "public": True,
        "channel": "email",
        "via": "email",
        "from_agent": False,
        "sender": {"id": 387705374, "email": "sarah@mail.example", "name": "Sarah Kim"},
        "source": {"type": "email", "from": {"address": "sarah@mail.example", "name": ""}, "to": []},
        "body_text": "hello\n\nOn Wed, Jo wrote:\n> hi",
        "stripped_text": "hello",
        "created_datetime": "2024-02-14T21:49:40.308988+00:00",
    }
    return message | changes


def wire_ticket(**changes: Any) -> Wire:
    ticket = {
        "id": 86538298,
        "subject": "test",
        "channel": "email",
        "spam": False,
        "customer": {"id": 387705374, "email": "sarah@mail.example", "name": "Sarah Kim"},
        "messages": [wire_message()],
    }
    return ticket | changes


def message_of(**changes: Any) -> Message:
    return read_message(json.dumps(wire_message(**changes)).encode()).message


def customer_of(customer: object, **more: Any) -> TicketCustomer:
    return read_ticket(json.dumps(wire_ticket(customer=customer, **more)).encode()).customer


def test_a_ticket_is_read() -> None:
    ticket = read_ticket(json.dumps(wire_ticket()).encode())
    assert (ticket.id, ticket.subject, ticket.channel, ticket.spam) == (86538298, "test", "email", False)
    assert ticket.messages == (
        Message(
            id=208841467,
            author=Author.CUSTOMER,
            text="hello",
            sent_at=datetime(2024, 2, 14, 21, 49, 40, 308988, tzinfo=UTC),
            external_id=None,
            public=True,
            sender_id=387705374,
            sender_name="Sarah Kim",
        ),
    )


def test_messages_stand_in_the_order_in_which_gorgias_counted_them() -> None:
    late = wire_message(id=1, created_datetime="2099-01-01T00:00:00+00:00")
    ticket = read_ticket(json.dumps(wire_ticket(messages=[wire_message(id=3), late, wire_message(id=2)])).encode())
    assert [message.id for message in ticket.messages] == [1, 2, 3]


@pytest.mark.parametrize(
    ("changes", "author"),
    [
        ({}, Author.CUSTOMER),
        ({"from_agent": "False"}, Author.CUSTOMER),
        ({"from_agent": True}, Author.AGENT),
        ({"from_agent": "True"}, Author.AGENT),
        ({"from_agent": None}, Author.AGENT),
        ({"from_agent": True, "sender": {"name": "Gorgias Bot"}}, Author.BOT),
        ({"from_agent": True, "via": "rule"}, Author.BOT),
        ({"sender": {"name": "Gorgias Bot"}}, Author.CUSTOMER),
        ({"from_agent": True, "public": False}, Author.NOTE),
        ({"from_agent": True, "channel": "internal-note"}, Author.NOTE),
        ({"from_agent": True, "source": {"type": "internal-note"}}, Author.NOTE),
        ({"from_agent": True, "source": None, "sender": None, "public": None}, Author.AGENT),
    ],
)
def test_the_author_is_told_from_what_gorgias_says(changes: Wire, author: Author) -> None:
    assert message_of(**changes).author is author


@pytest.mark.parametrize(
    ("changes", "is_internal"),
    [
        ({"public": False, "channel": "internal-note"}, True),
        ({"public": True, "channel": "internal-note"}, False),
        ({"public": False, "channel": "api"}, False),
        ({"public": None, "channel": "internal-note"}, False),
        ({"public": "False", "channel": "internal-note"}, False),
    ],
)
def test_a_message_is_internal_only_when_gorgias_says_so_in_so_many_words(changes: Wire, *, is_internal: bool) -> None:
    assert read_message(json.dumps(wire_message(**changes)).encode()).is_internal is is_internal


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "hello"),
        ({"stripped_text": None}, "hello\n\nOn Wed, Jo wrote:\n> hi"),
        ({"stripped_text": "  ", "body_text": None, "body_html": "<div>a &amp; b<br>c</div>"}, "a & b c"),
        ({"stripped_text": None, "body_text": None}, ""),
        ({"stripped_text": "nul \0 and half a pair \ud83d"}, "nul  and half a pair ?"),
    ],
)
def test_the_text_is_what_the_customer_wrote_last(changes: Wire, text: str) -> None:
    assert message_of(**changes).text == text


def test_a_million_angle_brackets_cost_no_more_than_others() -> None:
    assert message_of(stripped_text=None, body_text=None, body_html="<" * 1_000_000).text == "<" * 1_000_000


@pytest.mark.parametrize(
    ("changes", "moment"),
    [
        ({"created_datetime": "2019-07-05T14:42:00.384938"}, datetime(2019, 7, 5, 14, 42, 0, 384938, tzinfo=UTC)),
        ({"created_datetime": "2019-07-05T14:42:00+02:00"}, datetime(2019, 7, 5, 12, 42, tzinfo=UTC)),
        ({"created_datetime": None, "sent_datetime": "2019-07-05T14:42:00Z"}, datetime(2019, 7, 5, 14, 42, tzinfo=UTC)),
        ({"created_datetime": "yesterday"}, LONG_AGO),
        ({"created_datetime": "0001-01-01T00:00:00+14:00"}, LONG_AGO),
    ],
)
def test_times_are_utc_with_or_without_an_offset(changes: Wire, moment: datetime) -> None:
    sent_at = message_of(**changes).sent_at
    assert sent_at == moment
    assert sent_at.tzinfo is UTC


def test_a_customer_is_known_under_every_name_that_gorgias_has() -> None:
    customer = customer_of(
        {
            "id": "387705374",
            "external_id": 42,
            "email": None,
            "name": None,
            "firstname": "Sarah",
            "lastname": "Kim",
            "meta": {"shopify_customer_id": 77},
            "channels": [
                {"type": "phone", "address": "+1"},
                {"type": "email", "address": "old@mail.example"},
                {"type": "email", "address": "sarah@mail.example", "preferred": True},
            ],
            "integrations": {
                "1": {"__integration_type__": "shopify", "customer": {"id": 88}},
                "2": {"__integration_type__": "shopify", "customer": {"id": 77}},
                "3": {"__integration_type__": "recharge", "customer": {"id": 99}},
                "4": None,
            },
        }
    )
    assert customer == TicketCustomer(
        helpdesk_id=387705374,
        external_id="42",
        shopify_ids=("77", "88"),
        email="sarah@mail.example",
        name="Sarah Kim",
    )
    assert customer.candidate_ids == ("42", "77", "88", "387705374", "sarah@mail.example")


def test_old_payloads_call_the_customer_requester() -> None:
    assert customer_of(None, requester={"id": 5, "name": "Jo"}).name == "Jo"


def test_a_customer_of_whom_nothing_is_known_is_nobody() -> None:
    assert customer_of(None).candidate_ids == ()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"messages":[]}', b'{"id":"' + b"9" * 5000 + b'"}', b"[" * 9999]
)
def test_what_is_no_ticket_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        read_ticket(body)


def test_a_message_without_an_id_is_refused() -> None:
    with pytest.raises(InvalidPayload, match="message without an id"):
        read_ticket(json.dumps(wire_ticket(messages=[wire_message(id=None)])).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)


@given(
    st.dictionaries(st.sampled_from(sorted(wire_message())), JSON, max_size=3),
    st.dictionaries(st.sampled_from(["id", "name", "email", "meta", "channels", "integrations"]), JSON, max_size=3),
)
def test_any_message_is_read_or_refused(changes: Wire, customer: Wire) -> None:
    wire = wire_ticket(customer=customer, messages=[wire_message(**changes), None, []])
    try:
        ticket = read_ticket(json.dumps(wire).encode())
    except InvalidPayload:
        return
    assert "\0" not in "".join(message.text for message in ticket.messages)
    assert all(message.sent_at.tzinfo is UTC for message in ticket.messages)


def test_a_page_has_messages_and_the_way_to_the_next() -> None:
    body = {"data": [wire_message(id=2), wire_message(id=1)], "meta": {"prev_cursor": None, "next_cursor": "abc"}}
    page = read_page(json.dumps(body).encode())
    assert [stored.message.id for stored in page.messages] == [2, 1]
    assert page.next_cursor == "abc"
    assert read_page(b'{"data":[],"meta":{"next_cursor":null}}').next_cursor is None


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(InvalidPayload):
        read_page(b'{"error":{}}')


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", ""),
        (b"Bad Gateway", ""),
        (b'{"error":"no"}', ""),
        (b'{"error":{"msg":"Resource not found."}}', "Resource not found."),
        (
            b'{"error":{"msg":"Failed","data":{"sender":["sarah@mail.example is unknown"],"body":["x"]}}}',
            "Failed (body, sender)",
        ),
        (b'{"error":{"msg":"User sarah@mail.example is gone"}}', "User [address] is gone"),
    ],
)
def test_a_reason_names_fields_but_nobody(body: bytes, reason: str) -> None:
    assert read_reason(body) == reason
