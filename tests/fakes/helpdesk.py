"""A helpdesk in memory: it remembers its notes, and fails in the ways that the real one does."""

from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from shared.domain.tickets import Author, Message, Ticket
from shared.errors import NotFound, NotYet, Permanent, SelvageError

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
        self._failing_reads: deque[Failure] = deque()
        self._failing_notes: deque[Failure] = deque()
        self._stores_publicly = False
        self._ids = count(1_000_000)

    def fail_reads(self, *errors: SelvageError) -> None:
        """Let the next reads of a ticket fail, one with each error."""
        self._failing_reads.extend(map(Failure, errors))

    def fail_notes(self, *errors: SelvageError, effect: bool = False) -> None:
        """Let the next notes fail, one with each error; with `effect`, they are posted first."""
        self._failing_notes.extend(Failure(error, effect) for error in errors)

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


def _surely_internal(note: Message) -> Message:
    if note.public:
        raise Permanent(f"message {note.id} is not internal: the customer may see it")
    return note
