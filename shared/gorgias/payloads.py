"""Gorgias' JSON, read into our own types: no dict goes past this file.

Fields may be missing, null, or strings where numbers belong; only a ticket or message without an id is refused.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

import orjson

from shared.domain.tickets import Author, Message, Priority, Ticket, TicketCustomer
from shared.errors import InvalidPayload

Wire = Mapping[str, Any]

INTERNAL_NOTE = "internal-note"
#: The helpdesk's own robot; its lines look like an agent's.
BOT_NAME = "Gorgias Bot"
BOT_VIA = "rule"
SHOPIFY = "shopify"
CLOSED = "closed"
NOTHING: Wire = {}
#: For a message without a readable date.
LONG_AGO = datetime.fromtimestamp(0, UTC)
#: More digits are no id.
MOST_DIGITS = 18
#: An opening bracket inside a tag begins anew, so that a million of them cost no more than one.
TAG = re.compile(r"<[^<>]*>")

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
    wire = _read(body)
    messages = [_message(each) for each in _mappings(wire.get("messages"))]
    return Ticket(
        id=_identity(wire, "ticket"),
        subject=_text(wire.get("subject")) or "",
        channel=_text(wire.get("channel")) or "",
        spam=_is_true(wire.get("spam")),
        customer=_customer(_mapping(wire.get("customer")) or _mapping(wire.get("requester"))),
        # By id and not by date: Gorgias counts as messages arrive, and some dates lie in the future.
        messages=tuple(sorted(messages, key=lambda message: message.id)),
        is_open=wire.get("status") != CLOSED,
        priority=_priority(wire.get("priority")),
        tags=tuple(name for name in (_text(tag.get("name")) for tag in _mappings(wire.get("tags"))) if name),
    )


def read_message(body: bytes) -> Stored:
    """The message in a reply to a GET or POST of one; InvalidPayload when there is none."""
    return _stored(_read(body))


def read_page(body: bytes) -> Page:
    """The messages in a reply to `GET /api/messages`; InvalidPayload when there is no list."""
    wire = _read(body)
    if not isinstance(wire.get("data"), list):
        raise InvalidPayload("Gorgias' answer is not a page")
    cursor = _text(_mapping(wire.get("meta")).get("next_cursor"))
    return Page(tuple(_stored(each) for each in _mappings(wire["data"])), cursor)


def read_reason(body: bytes) -> str:
    """Why Gorgias refused, in its own words, and the names of the fields it minded: never their values."""
    try:
        error = _mapping(_read(body).get("error"))
    except InvalidPayload:
        return ""
    fields = ", ".join(sorted(map(str, _mapping(error.get("data")))))
    reason = ADDRESS.sub("[address]", _text(error.get("msg")) or "")
    return (f"{reason} ({fields})" if fields else reason)[:LONGEST_REASON]


def _read(body: bytes) -> Wire:
    try:
        return _mapping(orjson.loads(body))
    except orjson.JSONDecodeError:
        pass
    # What a customer typed may hold half a surrogate pair, which orjson refuses.
    try:
        return _mapping(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise InvalidPayload("Gorgias' answer is not JSON") from error


def _stored(wire: Wire) -> Stored:
    is_internal = wire.get("public") is False and wire.get("channel") == INTERNAL_NOTE
    return Stored(_message(wire), is_internal)


def _message(wire: Wire) -> Message:
    return Message(
        id=_identity(wire, "message"),
        author=_author(wire),
        text=_words(wire),
        sent_at=_moment(wire.get("created_datetime")) or _moment(wire.get("sent_datetime")) or LONG_AGO,
        external_id=_text(wire.get("external_id")),
        public=_is_true(wire.get("public"), unsaid=True),
        sender_id=_number(_mapping(wire.get("sender")).get("id")),
        sender_name=_text(_mapping(wire.get("sender")).get("name")),
    )


def _author(wire: Wire) -> Author:
    if _is_note(wire):
        return Author.NOTE
    if not _is_true(wire.get("from_agent"), unsaid=True):
        return Author.CUSTOMER
    is_robot = _mapping(wire.get("sender")).get("name") == BOT_NAME or wire.get("via") == BOT_VIA
    return Author.BOT if is_robot else Author.AGENT


def _is_note(wire: Wire) -> bool:
    is_hidden = not _is_true(wire.get("public"), unsaid=True)
    return is_hidden or INTERNAL_NOTE in (wire.get("channel"), _mapping(wire.get("source")).get("type"))


def _words(wire: Wire) -> str:
    """What was written, without quotes and signature where Gorgias strips them; of a note, every word."""
    if _is_note(wire) and (whole := _text(wire.get("body_text"))):
        return whole
    plain = _text(wire.get("stripped_text")) or _text(wire.get("body_text"))
    return plain or _without_tags(_text(wire.get("stripped_html")) or _text(wire.get("body_html")) or "")


def _customer(wire: Wire) -> TicketCustomer:
    names = (_text(wire.get("firstname")), _text(wire.get("lastname")))
    return TicketCustomer(
        helpdesk_id=_number(wire.get("id")),
        external_id=_text(wire.get("external_id")),
        shopify_ids=tuple(dict.fromkeys(_shopify_ids(wire))),
        email=_text(wire.get("email")) or _address(_mappings(wire.get("channels"))),
        name=_text(wire.get("name")) or " ".join(name for name in names if name) or None,
    )


def _shopify_ids(wire: Wire) -> Iterable[str]:
    """From `meta`, then from the connected shops."""
    shops = (_mapping(shop) for shop in _mapping(wire.get("integrations")).values())
    owners = (_mapping(shop.get("customer")) for shop in shops if shop.get("__integration_type__") == SHOPIFY)
    told = (_mapping(wire.get("meta")).get("shopify_customer_id"), *(owner.get("id") for owner in owners))
    return (identity for identity in map(_text, told) if identity)


def _address(channels: Iterable[Wire]) -> str | None:
    emails = [channel for channel in channels if channel.get("type") == "email"]
    emails.sort(key=lambda channel: not _is_true(channel.get("preferred")))
    return next((address for address in (_text(email.get("address")) for email in emails) if address), None)


def _priority(value: object) -> Priority:
    return next((one for one in Priority if one == value), Priority.NORMAL)


def _identity(wire: Wire, name: str) -> int:
    identity = _number(wire.get("id"))
    if identity is None:
        raise InvalidPayload(f"Gorgias' answer holds a {name} without an id")
    return identity


def _mapping(value: object) -> Wire:
    return value if isinstance(value, Mapping) else NOTHING


def _mappings(value: object) -> list[Wire]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    """A string or number as PostgreSQL can keep it; None for what is empty or something else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).replace("\0", "").encode("utf-8", "replace").decode().strip() or None


def _number(value: object) -> int | None:
    text = _text(value)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _is_true(value: object, *, unsaid: bool = False) -> bool:
    """Whether the value is true, or the word for it; `unsaid` when there is none."""
    return unsaid if value is None else value is True or str(value).lower() in {"true", "1"}


def _moment(value: object) -> datetime | None:
    """A moment in UTC; Gorgias leaves the offset away in places, and means UTC."""
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _without_tags(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())
