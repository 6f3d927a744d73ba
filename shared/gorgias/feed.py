"""Gorgias' list of events, where whatever webhook was lost still stands."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.gorgias.account import Account
from shared.gorgias.tickets import PAGE_LENGTH, readable
from shared.gorgias.wire import (
    Wire,
    json_object,
    mapping_of,
    moment_of,
    next_cursor_of,
    number_of,
    rows_of,
    text_of,
)
from shared.ports import Announced

log = logging.getLogger(__name__)

MESSAGE_CREATED = "ticket-message-created"
MESSAGE_URI = re.compile(r"/api/tickets/(\d{1,18})/messages/(\d{1,18})/?$")
#: The account's whole traffic of half an hour at the rate limit; whoever asks again goes on where this ended.
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class EventPage:
    """A page of events."""

    announced: tuple[Announced, ...]
    #: Events that should speak of a message, but do not say which.
    unreadable: int
    #: None on the last page.
    next_cursor: str | None


class Events:
    """Reads the list; each page waits for its turn."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def messages_since(self, moment: datetime) -> Iterator[Announced]:
        """Every message created from `moment` on, oldest first, up to MOST_PAGES pages of them."""
        parameters: dict[str, str | int] = {
            "object_type": "TicketMessage",
            "created_datetime[gte]": moment.astimezone(UTC).isoformat(),
            "order_by": "created_datetime:asc",
            "limit": PAGE_LENGTH,
        }
        unreadable = 0
        for _ in range(MOST_PAGES):
            self._account.wait(1)
            page = readable(read_events, self._account.get("/api/events", parameters))
            unreadable += page.unreadable
            yield from page.announced
            if page.next_cursor is None:
                break
            parameters["cursor"] = page.next_cursor
        if unreadable:
            log.warning("feed.unreadable", extra={"events": unreadable})


def read_events(body: bytes) -> EventPage:
    """The messages that were created, in a reply to `GET /api/events`; InvalidPayload when there is no list."""
    wire = json_object(body)
    created = [each for each in rows_of(wire) if (text_of(each.get("type")) or MESSAGE_CREATED) == MESSAGE_CREATED]
    announced = [one for one in map(_announced, created) if one]
    return EventPage(tuple(announced), len(created) - len(announced), next_cursor_of(wire))


def _announced(wire: Wire) -> Announced | None:
    """The message that the event speaks of; None when it does not say which, or when that was."""
    data, at = mapping_of(wire.get("data")), moment_of(wire.get("created_datetime"))
    message_id = number_of(wire.get("object_id")) or number_of(data.get("id"))
    ticket_id = number_of(data.get("ticket_id")) or number_of(mapping_of(data.get("ticket")).get("id"))
    # No page of Gorgias' says what `data` holds; an address of the message names both.
    for uri in (data.get("uri"), wire.get("uri")):
        if found := MESSAGE_URI.search(text_of(uri) or ""):
            ticket_id, message_id = ticket_id or int(found[1]), message_id or int(found[2])
    return Announced(ticket_id, message_id, at) if ticket_id and message_id and at else None
