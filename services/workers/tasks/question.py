"""What a webhook is about: a customer's question, an agent's answer, or nothing that we have to do with."""

from dataclasses import dataclass

from shared.domain.tickets import Author, Message, Ticket
from shared.errors import NotFound, Permanent
from shared.jobs.outcome import Skipped
from shared.ports import Delivery, Neighbours


@dataclass(frozen=True, slots=True)
class Question:
    """A customer's newest message, which nobody has answered."""

    ticket: Ticket
    message: Message


@dataclass(frozen=True, slots=True)
class AgentsAnswer:
    """What an agent has told the customer."""

    ticket: Ticket
    message: Message


#: What is said about an event that neither asks nor answers.
NEITHER = {
    Author.NOTE: "an internal note",
    Author.BOT: "the helpdesk's robot",
}


def wanted_of(event: Delivery, at: Neighbours) -> Question | AgentsAnswer | Skipped:
    """What the event wants of us, told by the ticket as it is now.

    Raises Permanent when a note of ours on it is not internal: somebody must see to that first.
    """
    if event.message_id and at.drafts.is_our_note(event.ticket_id, event.message_id):
        return Skipped("our own note")
    try:
        ticket = at.helpdesk.ticket(event.ticket_id)
    except NotFound:
        return Skipped("the ticket is gone")
    announced = ticket.message(event.message_id)
    if announced and announced.author is Author.AGENT:
        return AgentsAnswer(ticket, announced)
    message = ticket.last_customer_message
    if message is None:
        return Skipped("no customer message")
    _surely_internal(ticket, message)
    reason = why_not_answered(ticket, message, announced or message)
    return Skipped(reason) if reason else Question(ticket, message)


def why_not_answered(ticket: Ticket, message: Message, announced: Message) -> str | None:
    """Why the customer's newest message needs no draft, or None when it does."""
    if ticket.spam:
        return "spam"
    if announced.author in NEITHER:
        return NEITHER[announced.author]
    return None if ticket.last_spoken is message else "an agent has answered already"


def moved_on(question: Question, at: Neighbours) -> str | None:
    """Why a draft that took a while to write is void by now, or None when it is not.

    The ticket is read again only when a webhook says that something has happened on it.
    """
    ticket, message = question.ticket, question.message
    now = at.helpdesk.ticket(ticket.id)
    newest = now.last_customer_message
    if newest is not None and newest.id > message.id:
        return "superseded: the customer has written again meanwhile"
    spoken = now.last_spoken
    return "an agent has answered meanwhile" if spoken is not None and spoken.id > message.id else None


def note_key(ticket: Ticket, message: Message) -> str:
    """What the note carries as its external id: one note for each customer message, whoever announces it."""
    return f"selvage:{ticket.id}:{message.id}"


def _surely_internal(ticket: Ticket, message: Message) -> None:
    note = ticket.note_with(note_key(ticket, message))
    if note is not None and note.public:
        raise Permanent(f"message {note.id} on ticket {ticket.id} is not internal: the customer may see it")
