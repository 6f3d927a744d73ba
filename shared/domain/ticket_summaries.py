"""Tickets as a list shows them, and as somebody looks at one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.tickets import Author, Message, Priority

#: How many of a ticket's last messages are shown, and how many characters of each.
LAST_MESSAGES = 5
LONGEST_TEXT = 600
CUT = "…"


class TicketStatus(StrEnum):
    """Where a ticket stands, in the words that people use."""

    OPEN = "open"
    #: Snoozed: it opens again by itself.
    HOLD = "hold"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TicketSummary:
    """One ticket of a list."""

    id: int
    subject: str
    status: TicketStatus
    priority: Priority
    #: When a ticket on hold opens again, UTC; None for all others.
    snoozed_until: datetime | None
    #: None when the helpdesk knows none: an address is no name.
    customer_name: str | None
    channel: str
    #: None when nobody is assigned.
    assignee_name: str | None
    tags: tuple[str, ...]
    #: With a time zone, UTC.
    created_at: datetime
    last_message_at: datetime | None
    #: Where people see the ticket in the helpdesk.
    web_url: str
    spam: bool = False


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as somebody who looks at a ticket is shown it."""

    id: int
    author: Author
    author_name: str | None
    is_internal: bool
    #: With a time zone, UTC.
    sent_at: datetime
    #: At most LONGEST_TEXT characters, then CUT.
    text: str


@dataclass(frozen=True, slots=True)
class TicketDetails:
    """One ticket with its last messages."""

    summary: TicketSummary
    #: Oldest first, notes included.
    messages: tuple[ShownMessage, ...]
    #: How many messages the ticket has before these.
    earlier_messages: int


@dataclass(frozen=True, slots=True)
class TicketList:
    """The tickets that a filter found, and how far it was looked for them."""

    #: Those that changed last first.
    tickets: tuple[TicketSummary, ...]
    #: How many of the account's tickets were looked at, whether or not they matched.
    looked_through: int
    #: There are more that match.
    has_more: bool
    #: All tickets were looked at. Where they were not, older ones may match that nobody knows of.
    reached_end: bool


def status_of(*, is_closed: bool, snoozed_until: datetime | None, now: datetime) -> TicketStatus:
    """A ticket that is snoozed is on hold until then, whatever else the helpdesk calls it."""
    if snoozed_until is not None and snoozed_until > now:
        return TicketStatus.HOLD
    return TicketStatus.CLOSED if is_closed else TicketStatus.OPEN


def shown(messages: Iterable[Message], *, last: int) -> tuple[ShownMessage, ...]:
    """The last of the messages, which come oldest first."""
    chosen = tuple(messages)[-last:] if last > 0 else ()
    return tuple(
        ShownMessage(
            id=message.id,
            author=message.author,
            author_name=message.sender_name,
            is_internal=message.author is Author.NOTE or not message.public,
            sent_at=message.sent_at,
            text=shortened(message.text, LONGEST_TEXT),
        )
        for message in chosen
    )


def shortened(text: str, longest: int) -> str:
    """The text, or its first `longest` characters and CUT, ended between two words where there are any."""
    told = text.strip()
    if len(told) <= longest:
        return told
    cut = told[:longest]
    whole_words = cut if told[longest].isspace() else cut.rpartition(" ")[0]
    return (whole_words or cut).rstrip() + CUT
