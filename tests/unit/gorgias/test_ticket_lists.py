"""Lists of tickets in all their forms, and what of them may be told."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.facts import EarlierTicket
from shared.errors import InvalidPayload
from shared.gorgias.payloads import LONG_AGO, read_earlier_tickets

Wire = dict[str, Any]


def listed(**changes: Any) -> Wire:
    ticket = {
        "id": 7,
        "subject": "My order",
        "excerpt": "Where is it?",
        "status": "open",
        "created_datetime": "2024-02-14T21:49:40",
        "last_message_datetime": "2024-02-14T21:49:40.308988+00:00",
        "last_received_message_datetime": "2024-02-14T21:49:40.308988+00:00",
    }
    return ticket | changes


def earlier(*tickets: object) -> tuple[EarlierTicket, ...]:
    return read_earlier_tickets(json.dumps({"data": tickets, "meta": {}}).encode())


def test_a_listed_ticket_is_read() -> None:
    assert earlier(listed(), listed(id="8", status="closed", subject=None, created_datetime=None)) == (
        EarlierTicket(
            7, "My order", "Where is it?", is_open=True, created_at=datetime(2024, 2, 14, 21, 49, 40, tzinfo=UTC)
        ),
        EarlierTicket(8, "", "Where is it?", is_open=False, created_at=LONG_AGO),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"last_message_datetime": "2024-02-14T21:50:00+00:00"},
        {"last_received_message_datetime": None},
        {"last_message_datetime": None, "last_received_message_datetime": None},
        {"last_message_datetime": "yesterday", "last_received_message_datetime": "yesterday"},
    ],
)
def test_the_excerpt_of_what_may_be_a_note_is_not_read(changes: Wire) -> None:
    (ticket,) = earlier(listed(**changes))
    assert ticket.excerpt == ""


@pytest.mark.parametrize("body", [b"", b"{}", b'{"data":1}', b'{"data":[{"subject":"no id"}]}'])
def test_what_is_no_list_of_tickets_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        read_earlier_tickets(body)
