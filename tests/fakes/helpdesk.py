"""A helpdesk in memory: it remembers its notes, and fails in the ways that the real one does."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from shared.domain.facts import EarlierTicket
from shared.domain.tickets import Author, Message, Priority, Ticket
from shared.errors import NotFound, NotYet, Permanent, SelvageError

#: What the external ids of our own notes begin with.
OURS = "selvage:"
EXCERPT_LENGTH = 200
#: When a ticket without messages gets its first one.
BEGINNING = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call fails."""

    error: SelvageError
    #: Whether the note is posted all the same.
    effect: bool = False


class FakeHelpdesk:
    """`shared.ports.Helpdesk` over the tickets that it is given."""

    def __init__(self, *tickets: Ticket) -> None:
        self.tickets = {ticket.id: ticket for ticket in tickets}
        #: Every note that was posted, by ticket, oldest first.
        self.notes: dict[int, list[Message]] = {}
        #: How often a ticket was read and a note was asked for.
        self.reads = 0
        self.asked_for_notes = 0
        #: Whether the account may still send; see `reserve_note`.
        self.has_budget = True
        #: What is shown beside each customer's tickets, and the version of it.
        self.customer_data: dict[int, tuple[Mapping[str, object], datetime]] = {}
        #: Every action that was carried out: its name and the id of its ticket or customer, oldest first.
        self.actions: list[tuple[str, int]] = []
        self._failing_reads: deque[Failure] = deque()
        self._failing_notes: deque[Failure] = deque()
        self._failing_actions: deque[Failure] = deque()
        self._failing_looks_back: deque[Failure] = deque()
        self._stores_publicly = False
        self._ids = count(1_000_000)

    def fail_reads(self, *errors: SelvageError) -> None:
        """Let the next reads of a ticket fail, one with each error."""
        self._failing_reads.extend(map(Failure, errors))

    def fail_notes(self, *errors: SelvageError, effect: bool = False) -> None:
        """Let the next notes fail, one with each error; with `effect`, they are posted first."""
        self._failing_notes.extend(Failure(error, effect) for error in errors)

    def fail_looks_back(self, *errors: SelvageError) -> None:
        """Let the next reads of earlier tickets fail, one with each error."""
        self._failing_looks_back.extend(map(Failure, errors))

    def fail_actions(self, *errors: SelvageError, effect: bool = False) -> None:
        """Let the next retractions, tags, priorities and customer data fail, one with each error."""
        self._failing_actions.extend(Failure(error, effect) for error in errors)

    def store_publicly(self) -> None:
        """Let the helpdesk make a public message of every note from now on."""
        self._stores_publicly = True

    def say(self, ticket_id: int, text: str, *, author: Author = Author.CUSTOMER) -> Message:
        """One more message on the ticket."""
        return self._append(ticket_id, text, author=author)

    def ticket(self, ticket_id: int) -> Ticket:
        """The ticket, notes included."""
        self.reads += 1
        if self._failing_reads:
            raise self._failing_reads.popleft().error
        return self._known(ticket_id)

    def earlier_tickets(self, customer_id: int, *, before: int, limit: int) -> tuple[EarlierTicket, ...]:
        """The customer's tickets with a smaller id, newest first."""
        if not self.has_budget:
            raise NotYet
        if self._failing_looks_back:
            raise self._failing_looks_back.popleft().error
        theirs = [one for one in self.tickets.values() if one.customer.helpdesk_id == customer_id and one.id < before]
        return tuple(map(_earlier, sorted(theirs, key=lambda one: -one.id)[:limit]))

    def reserve_note(self) -> None:
        """Budget for one note."""
        if not self.has_budget:
            raise NotYet

    def add_note(self, ticket_id: int, body: str, *, key: str, after_doubt: bool) -> Message:
        """The note that now carries `key`."""
        self.asked_for_notes += 1
        if after_doubt and (found := self._known(ticket_id).note_with(key)):
            return _surely_internal(found)
        failure = self._failing_notes.popleft() if self._failing_notes else None
        if failure and not failure.effect:
            raise failure.error
        author = Author.AGENT if self._stores_publicly else Author.NOTE
        note = self._append(ticket_id, body, author=author, key=key)
        self.notes.setdefault(ticket_id, []).append(note)
        if failure:
            raise failure.error
        return _surely_internal(note)

    def retract_note(self, ticket_id: int, note_id: int, body: str) -> None:
        """The note says something else from now on."""
        note = self._known(ticket_id).message(note_id)
        if note is None:
            raise NotFound(f"there is no message {note_id}")
        if not (note.external_id or "").startswith(OURS):
            raise Permanent(f"message {note_id} is not our note")
        ours = _surely_internal(note)
        with self._action("retract_note", ticket_id):
            self._replace(ticket_id, replace(ours, text=body))

    def add_tags(self, ticket_id: int, names: Sequence[str]) -> None:
        """The ticket's tags, and these."""
        ticket = self._known(ticket_id)
        with self._action("add_tags", ticket_id):
            tags = tuple(dict.fromkeys((*ticket.tags, *names)))
            self.tickets[ticket_id] = replace(ticket, tags=tags)

    def set_priority(self, ticket_id: int, priority: Priority) -> None:
        """The ticket's priority."""
        ticket = self._known(ticket_id)
        with self._action("set_priority", ticket_id):
            self.tickets[ticket_id] = replace(ticket, priority=priority)

    def keep_customer_data(self, customer_id: int, data: Mapping[str, object], *, version: datetime) -> None:
        """The customer's data, unless a newer version is kept."""
        if all(ticket.customer.helpdesk_id != customer_id for ticket in self.tickets.values()):
            raise NotFound(f"there is no customer {customer_id}")
        with self._action("keep_customer_data", customer_id):
            _, known = self.customer_data.get(customer_id, ({}, version))
            if known <= version:
                self.customer_data[customer_id] = (dict(data), version)

    @contextmanager
    def _action(self, name: str, identity: int) -> Iterator[None]:
        failure = self._failing_actions.popleft() if self._failing_actions else None
        if failure and not failure.effect:
            raise failure.error
        yield
        self.actions.append((name, identity))
        if failure:
            raise failure.error

    def _replace(self, ticket_id: int, message: Message) -> None:
        ticket = self.tickets[ticket_id]
        messages = tuple(message if one.id == message.id else one for one in ticket.messages)
        self.tickets[ticket_id] = replace(ticket, messages=messages)
        notes = self.notes.get(ticket_id, [])
        self.notes[ticket_id] = [message if one.id == message.id else one for one in notes]

    def _known(self, ticket_id: int) -> Ticket:
        if ticket_id not in self.tickets:
            raise NotFound(f"there is no ticket {ticket_id}")
        return self.tickets[ticket_id]

    def _append(self, ticket_id: int, text: str, *, author: Author, key: str | None = None) -> Message:
        ticket = self._known(ticket_id)
        message = Message(
            id=next(self._ids),
            author=author,
            text=text,
            sent_at=max((each.sent_at for each in ticket.messages), default=BEGINNING) + timedelta(minutes=1),
            external_id=key,
            public=author is not Author.NOTE,
        )
        self.tickets[ticket_id] = replace(ticket, messages=(*ticket.messages, message))
        return message


def _earlier(ticket: Ticket) -> EarlierTicket:
    last = ticket.messages[-1] if ticket.messages else None
    return EarlierTicket(
        id=ticket.id,
        subject=ticket.subject,
        # Lists show the newest message; what is not the customer's own stays with the team.
        excerpt=last.text[:EXCERPT_LENGTH] if last and last.author is Author.CUSTOMER else "",
        is_open=ticket.is_open,
        created_at=ticket.messages[0].sent_at if ticket.messages else BEGINNING,
    )


def _surely_internal(note: Message) -> Message:
    if note.public:
        raise Permanent(f"message {note.id} is not internal: the customer may see it")
    return note
