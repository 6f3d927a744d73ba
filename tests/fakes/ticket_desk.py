"""Tickets in memory for people who wait: it remembers what was done to them, and fails in the ways of the real desk."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from shared.domain.ticket_comments import comment_body
from shared.domain.ticket_filters import TicketFilter, admits
from shared.domain.ticket_summaries import (
    LAST_MESSAGES,
    TicketDetails,
    TicketList,
    TicketStatus,
    TicketSummary,
    shown,
)
from shared.domain.tickets import Author, Message
from shared.errors import InvalidPayload, NotFound, NotYet, Permanent, SelvageError
from shared.ticket_ports import Changed


@dataclass(slots=True)
class FakeTicket:
    """A ticket and what stands on it, oldest first."""

    summary: TicketSummary
    messages: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call fails."""

    error: SelvageError
    #: Whether what was asked for is done all the same.
    effect: bool


class FakeTicketDesk:
    """`shared.ticket_ports.TicketDesk` over the tickets that it is given, at the moment that `now` tells."""

    def __init__(self, *tickets: TicketSummary, now: Callable[[], datetime]) -> None:
        #: Those that changed last come last.
        self.tickets = {ticket.id: FakeTicket(ticket) for ticket in tickets}
        self.merged_into: dict[int, int] = {}
        #: Every change that was made: its name and the id of its ticket, oldest first.
        self.actions: list[tuple[str, int]] = []
        #: Whether the account may still send.
        self.has_budget = True
        #: How many tickets are looked through at most for one list.
        self.looks_through = 500
        self._now = now
        self._failing_reads: deque[SelvageError] = deque()
        self._failing_changes: deque[Failure] = deque()
        self._stores_publicly = False
        self._ids = count(1_000_000)

    def comments(self, ticket_id: int) -> list[str]:
        """The text of every comment on the ticket, whether or not whoever left it knows."""
        return [one.text for one in self.tickets[ticket_id].messages if one.external_id is not None]

    def fail_reads(self, *errors: SelvageError) -> None:
        """Let the next calls fail before anything else, one with each error."""
        self._failing_reads.extend(errors)

    def fail_changes(self, *errors: SelvageError, effect: bool = False) -> None:
        """Let the next changes and comments fail, one with each error; with `effect`, they are made first."""
        self._failing_changes.extend(Failure(error, effect) for error in errors)

    def store_publicly(self) -> None:
        """Let the helpdesk make a public message of every comment from now on."""
        self._stores_publicly = True

    def say(self, ticket_id: int, text: str, *, author: Author = Author.CUSTOMER, key: str | None = None) -> Message:
        """One more message on the ticket."""
        ticket = self.tickets[ticket_id]
        public = author is not Author.NOTE or (key is not None and self._stores_publicly)
        message = Message(next(self._ids), author, text, self._now(), external_id=key, public=public)
        ticket.messages.append(message)
        self._touch(replace(ticket.summary, last_message_at=message.sent_at))
        return message

    def list_tickets(self, which: TicketFilter, *, limit: int) -> TicketList:
        """The tickets that the filter names, those that changed last first."""
        self._look()
        everything = [self._woken(ticket.summary) for ticket in reversed(self.tickets.values())]
        seen = everything[: self.looks_through]
        found = [ticket for ticket in seen if admits(which, ticket)]
        return TicketList(tuple(found[:limit]), len(seen), len(found) > limit, reached_end=len(seen) == len(everything))

    def ticket_details(self, ticket_id: int, *, last: int = LAST_MESSAGES) -> TicketDetails:
        """The ticket with its last messages."""
        self._look()
        ticket = self._known(ticket_id)
        messages = shown(ticket.messages, last=last)
        return TicketDetails(self._woken(ticket.summary), messages, len(ticket.messages) - len(messages))

    def close_ticket(self, ticket_id: int) -> Changed:
        """The ticket is closed."""
        return self._set(ticket_id, "close_ticket", TicketStatus.CLOSED)

    def snooze_ticket(self, ticket_id: int, until: datetime) -> Changed:
        """The ticket is on hold."""
        if until <= self._now():
            raise InvalidPayload("a ticket cannot be put on hold until a moment that is past")
        return self._set(ticket_id, "snooze_ticket", TicketStatus.HOLD, until=until)

    def reopen_ticket(self, ticket_id: int) -> Changed:
        """The ticket is open."""
        return self._set(ticket_id, "reopen_ticket", TicketStatus.OPEN)

    def add_comment(self, ticket_id: int, text: str, *, author: str, key: str) -> Changed:
        """The note with this key stands on the ticket."""
        body = comment_body(author, text)
        self._look()
        ticket = self._known(ticket_id)
        if note := next((one for one in ticket.messages if one.external_id == key), None):
            return _if_internal(note, Changed.ALREADY)
        failure = self._failure()
        note = self.say(ticket.summary.id, body, author=Author.NOTE, key=key)
        self.actions.append(("add_comment", ticket.summary.id))
        if failure:
            raise failure.error
        return _if_internal(note, Changed.DONE)

    def _set(self, ticket_id: int, name: str, status: TicketStatus, *, until: datetime | None = None) -> Changed:
        self._look()
        summary = self._woken(self._known(ticket_id).summary)
        if (summary.status, summary.snoozed_until) == (status, until):
            return Changed.ALREADY
        failure = self._failure()
        self._touch(replace(summary, status=status, snoozed_until=until))
        self.actions.append((name, summary.id))
        if failure:
            raise failure.error
        return Changed.DONE

    def _failure(self) -> Failure | None:
        """The failure that comes after the effect; raises the one that comes before it."""
        failure = self._failing_changes.popleft() if self._failing_changes else None
        if failure and not failure.effect:
            raise failure.error
        return failure

    def _look(self) -> None:
        if not self.has_budget:
            raise NotYet("the budget is used up", retry_after=1)
        if self._failing_reads:
            raise self._failing_reads.popleft()

    def _known(self, ticket_id: int) -> FakeTicket:
        ticket_id = self.merged_into.get(ticket_id, ticket_id)
        if ticket_id not in self.tickets:
            raise NotFound(f"there is no ticket {ticket_id}")
        return self.tickets[ticket_id]

    def _woken(self, summary: TicketSummary) -> TicketSummary:
        """As it stands now: open when its snooze is over."""
        if summary.snoozed_until is None or summary.snoozed_until > self._now():
            return summary
        return replace(summary, status=TicketStatus.OPEN, snoozed_until=None)

    def _touch(self, summary: TicketSummary) -> None:
        """The ticket is the one that changed last."""
        ticket = self.tickets.pop(summary.id)
        self.tickets[summary.id] = FakeTicket(summary, ticket.messages)


def _if_internal(note: Message, changed: Changed) -> Changed:
    if note.public:
        raise Permanent(f"message {note.id} is not internal: the customer may see it")
    return changed
