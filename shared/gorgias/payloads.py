"""Gorgias' JSON, read into our own types: no dict goes past this file.

Fields may be missing, null, or strings where numbers belong; only a ticket or message without an id is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.facts import EarlierTicket
from shared.domain.tickets import Author, Message, Priority, Ticket, TicketCustomer
from shared.errors import InvalidPayload
from shared.gorgias.wire import (
    Wire,
    identity_of,
    is_true,
    json_object,
    mapping_of,
    mappings_of,
    moment_of,
    next_cursor_of,
    number_of,
    rows_of,
    text_of,
    without_tags,
)

INTERNAL_NOTE = "internal-note"
#: The helpdesk's own robot; its lines look like an agent's.
BOT_NAME = "Gorgias Bot"
BOT_VIA = "rule"
SHOPIFY = "shopify"
CLOSED = "closed"
#: For a message without a readable date.
LONG_AGO = datetime.fromtimestamp(0, UTC)
#: A person's address in an error message.
ADDRESS = re.compile(r"\S+@\S+")
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as Gorgias stored it."""

    message: Message
    #: Gorgias says, in so many words, that no customer can see it.
    is_internal: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of messages."""

    messages: tuple[Stored, ...]
    #: None on the last page.
    next_cursor: str | None


def read_ticket(body: bytes) -> Ticket:
    """The ticket in a reply to `GET /api/tickets/{id}`; InvalidPayload when there is none."""
    return ticket_of(json_object(body))


def ticket_of(wire: Wire) -> Ticket:
    """The ticket, without messages where a list shows none; InvalidPayload when there is none."""
    messages = [_message(each) for each in mappings_of(wire.get("messages"))]
    return Ticket(
        id=identity_of(wire, "ticket"),
        subject=text_of(wire.get("subject")) or "",
        channel=text_of(wire.get("channel")) or "",
        spam=is_true(wire.get("spam")),
        customer=_customer(mapping_of(wire.get("customer")) or mapping_of(wire.get("requester"))),
        # By id and not by date: Gorgias counts as messages arrive, and some dates lie in the future.
        messages=tuple(sorted(messages, key=lambda message: message.id)),
        is_open=wire.get("status") != CLOSED,
        priority=_priority(wire.get("priority")),
        tags=tuple(name for name in (text_of(tag.get("name")) for tag in mappings_of(wire.get("tags"))) if name),
    )


def read_message(body: bytes) -> Stored:
    """The message in a reply to a GET or POST of one; InvalidPayload when there is none."""
    return _stored(json_object(body))


def read_page(body: bytes) -> Page:
    """The messages in a reply to `GET /api/messages`; InvalidPayload when there is no list."""
    wire = json_object(body)
    return Page(tuple(map(_stored, rows_of(wire))), next_cursor_of(wire))


def read_earlier_tickets(body: bytes) -> tuple[EarlierTicket, ...]:
    """The tickets in a reply to `GET /api/tickets`, in its order; InvalidPayload when there is no list."""
    return tuple(map(_earlier_ticket, rows_of(json_object(body))))


def read_reason(body: bytes) -> str:
    """Why Gorgias refused, in its own words, and the names of the fields it minded: never their values."""
    try:
        error = mapping_of(json_object(body).get("error"))
    except InvalidPayload:
        return ""
    fields = ", ".join(sorted(map(str, mapping_of(error.get("data")))))
    reason = ADDRESS.sub("[address]", text_of(error.get("msg")) or "")
    return (f"{reason} ({fields})" if fields else reason)[:LONGEST_REASON]


def _stored(wire: Wire) -> Stored:
    is_internal = wire.get("public") is False and wire.get("channel") == INTERNAL_NOTE
    return Stored(_message(wire), is_internal)


def _message(wire: Wire) -> Message:
    return Message(
        id=identity_of(wire, "message"),
        author=_author(wire),
        text=_words(wire),
        sent_at=moment_of(wire.get("created_datetime")) or moment_of(wire.get("sent_datetime")) or LONG_AGO,
        external_id=text_of(wire.get("external_id")),
        public=is_true(wire.get("public"), unsaid=True),
        sender_id=number_of(mapping_of(wire.get("sender")).get("id")),
        sender_name=text_of(mapping_of(wire.get("sender")).get("name")),
    )


def _earlier_ticket(wire: Wire) -> EarlierTicket:
    # The excerpt is of the newest message, which may be an internal note: then nobody but the team may read it.
    spoken_at, customer_spoke_at = (_spoken(wire, name) for name in ("last_message", "last_received_message"))
    customer_spoke_last = spoken_at is not None and spoken_at == customer_spoke_at
    return EarlierTicket(
        id=identity_of(wire, "ticket"),
        subject=text_of(wire.get("subject")) or "",
        excerpt=(text_of(wire.get("excerpt")) or "") if customer_spoke_last else "",
        is_open=wire.get("status") != CLOSED,
        created_at=moment_of(wire.get("created_datetime")) or LONG_AGO,
    )


def _spoken(wire: Wire, name: str) -> datetime | None:
    return moment_of(wire.get(f"{name}_datetime"))


def _author(wire: Wire) -> Author:
    if _is_note(wire):
        return Author.NOTE
    if not is_true(wire.get("from_agent"), unsaid=True):
        return Author.CUSTOMER
    is_robot = mapping_of(wire.get("sender")).get("name") == BOT_NAME or wire.get("via") == BOT_VIA
    return Author.BOT if is_robot else Author.AGENT


def _is_note(wire: Wire) -> bool:
    is_hidden = not is_true(wire.get("public"), unsaid=True)
    return is_hidden or INTERNAL_NOTE in (wire.get("channel"), mapping_of(wire.get("source")).get("type"))


def _words(wire: Wire) -> str:
    """What was written, without quotes and signature where Gorgias strips them; of a note, every word."""
    if _is_note(wire) and (whole := text_of(wire.get("body_text"))):
        return whole
    plain = text_of(wire.get("stripped_text")) or text_of(wire.get("body_text"))
    return plain or without_tags(text_of(wire.get("stripped_html")) or text_of(wire.get("body_html")) or "")


def _customer(wire: Wire) -> TicketCustomer:
    names = (text_of(wire.get("firstname")), text_of(wire.get("lastname")))
    return TicketCustomer(
        helpdesk_id=number_of(wire.get("id")),
        external_id=text_of(wire.get("external_id")),
        shopify_ids=tuple(dict.fromkeys(_shopify_ids(wire))),
        email=text_of(wire.get("email")) or _address(mappings_of(wire.get("channels"))),
        name=text_of(wire.get("name")) or " ".join(name for name in names if name) or None,
    )


def _shopify_ids(wire: Wire) -> Iterable[str]:
    """From `meta`, then from the connected shops."""
    shops = (mapping_of(shop) for shop in mapping_of(wire.get("integrations")).values())
    owners = (mapping_of(shop.get("customer")) for shop in shops if shop.get("__integration_type__") == SHOPIFY)
    told = (mapping_of(wire.get("meta")).get("shopify_customer_id"), *(owner.get("id") for owner in owners))
    return (identity for identity in map(text_of, told) if identity)


def _address(channels: Iterable[Wire]) -> str | None:
    emails = [channel for channel in channels if channel.get("type") == "email"]
    emails.sort(key=lambda channel: not is_true(channel.get("preferred")))
    return next((address for address in (text_of(email.get("address")) for email in emails) if address), None)


def _priority(value: object) -> Priority:
    return next((one for one in Priority if one == value), Priority.NORMAL)
