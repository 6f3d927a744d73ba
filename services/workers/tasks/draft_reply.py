"""Draft a reply for one ticket event, and leave it on the ticket as an internal note."""

import logging

from shared.domain.drafts import DraftRecord, Engine
from shared.domain.tickets import Author, Message, Ticket, TicketCustomer
from shared.drafting.insight import describe
from shared.drafting.note import render_note
from shared.drafting.write import write_draft
from shared.errors import NotFound, Permanent, SelvageError
from shared.jobs.job import DraftReply
from shared.jobs.outcome import Drafted, FellBack, Outcome, Skipped
from shared.ports import Analytics, Delivery, KnownCustomer, Lease, Neighbours

log = logging.getLogger(__name__)


def draft_reply(job: DraftReply, at: Neighbours, lease: Lease) -> Outcome:
    """The note on the ticket, or why there is none. Running it again posts nothing again."""
    found = question_of(at.deliveries.get(job.delivery_id), at)
    if isinstance(found, Skipped):
        return found
    ticket, question = found

    key = note_key(ticket, question)
    if not at.drafts.reserve(key, ticket_id=ticket.id, message_id=question.id, job_id=lease.job_id):
        return Skipped("another job answers this message")
    if note := ticket.note_with(key):
        # An earlier attempt posted it and died before it could say so.
        at.drafts.found(key, note_id=note.id)
        return Drafted(note.id)

    at.helpdesk.reserve_note()
    lease.renew()
    known, analytics_answered = ask(at.analytics, ticket.customer)
    insight = describe(known, ticket, analytics_are_up=analytics_answered)
    draft = write_draft(at.claude, ticket, insight, at.shop, marker=lease.job_id.hex)

    # A crash from here on leaves it open whether the note was posted: the next attempt looks before it posts.
    lease.renew()
    doubt = at.drafts.about_to_post(key)
    note = at.helpdesk.add_note(ticket.id, render_note(insight, draft), key=key, after_doubt=doubt)
    at.drafts.record(key, DraftRecord(draft, insight.category, insight.customer_id), note_id=note.id)
    if draft.engine is Engine.CLAUDE:
        return Drafted(note.id)
    return FellBack(note.id, draft.fell_back_because or "")


def question_of(event: Delivery, at: Neighbours) -> tuple[Ticket, Message] | Skipped:
    """The ticket and the customer's message that wants an answer, or why none does.

    Raises Permanent when a note of ours on it is not internal: somebody must see to that first.
    """
    if event.message_id and at.drafts.is_our_note(event.ticket_id, event.message_id):
        return Skipped("our own note")
    try:
        ticket = at.helpdesk.ticket(event.ticket_id)
    except NotFound:
        return Skipped("the ticket is gone")
    question = ticket.last_customer_message
    if question is None:
        return Skipped("no customer message")
    note = ticket.note_with(note_key(ticket, question))
    if note is not None and note.public:
        raise Permanent(f"message {note.id} on ticket {ticket.id} is not internal: the customer may see it")
    reason = why_not_answered(ticket, question, event.message_id)
    return Skipped(reason) if reason else (ticket, question)


#: What is said about an event that is not a customer's message.
NOT_A_QUESTION = {
    Author.NOTE: "an internal note",
    Author.AGENT: "an agent's message",
    Author.BOT: "the helpdesk's robot",
}


def why_not_answered(ticket: Ticket, question: Message, message_id: int | None) -> str | None:
    """Why the event needs no draft, or None when it does."""
    if ticket.spam:
        return "spam"
    announced = next((message for message in ticket.messages if message.id == message_id), question)
    if announced.author in NOT_A_QUESTION:
        return NOT_A_QUESTION[announced.author]
    if ticket.last_spoken is not question:
        return "an agent has answered already"
    return None


def note_key(ticket: Ticket, question: Message) -> str:
    """What the note carries as its external id: one note for each customer message, whoever announces it."""
    return f"selvage:{ticket.id}:{question.id}"


def ask(analytics: Analytics, customer: TicketCustomer) -> tuple[KnownCustomer | None, bool]:
    """What the analytics know, and whether they answered: a ticket is drafted without them when they do not."""
    try:
        return analytics.find(customer), True
    except SelvageError as error:
        log.warning("analytics.unavailable", extra={"error": str(error)})
        return None, False
