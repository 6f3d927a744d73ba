"""Tickets in Slack: listed, looked at, closed, put on hold, commented on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.slackbot.session import Session
from shared.domain.access import Role
from shared.domain.slack import Block
from shared.domain.ticket_filters import UnknownWords, ticket_filter
from shared.domain.words import joined
from shared.errors import NotFound
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.blocks.forms import comment_form, told_form
from shared.slack.blocks.tickets import ticket_details_message, ticket_list_messages
from shared.slack.blocks.words import note_message
from shared.slack.intake.taken import OPENED_FORM
from shared.slack.ticket_wish import ticket_asked, tickets_asked
from shared.ticket_ports import Changed

#: Tickets of a list; more would not be read.
MOST_TICKETS = 10
MAY_SEE = frozenset({Role.ANALYST, Role.SUPPORT, Role.ADMIN})
MAY_ACT = frozenset({Role.SUPPORT, Role.ADMIN})
NOT_SEEN = (
    "You may not see tickets: that takes the role analyst, support or admin. An administrator can give it to you."
)
NOT_ACTED = "You may not change tickets: that takes the role support or admin. An administrator can give it to you."


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is done to a ticket by a click."""

    #: As the audit has it.
    action: str
    #: What the ticket was.
    words: str
    emoji: str
    do: Callable[[int], Changed]


def list_tickets(session: Session, text: str) -> Outcome:
    """Show the tickets that the text names."""
    if refusal := _refusal(session, MAY_SEE, NOT_SEEN):
        return refusal
    which = ticket_filter(text)
    if isinstance(which, UnknownWords):
        told = joined(tuple(f"“{word}”" for word in which.words))
        session.hint(
            f"I know no tickets of the kind {told}. Try /tickets urgent, open, unassigned, hold, closed or all."
        )
        return Skipped("unknown filter")
    session.begin("Looking up the tickets …")
    found = session.at.tickets.list_tickets(which, limit=MOST_TICKETS)
    if found.tickets:
        session.audit("list_tickets", *(ticket.id for ticket in found.tickets))
    session.show(ticket_list_messages(which, session.shown(found), now=session.at.clock.now()))
    return Finished(f"listed {len(found.tickets)} tickets")


def asked(session: Session, text: str) -> Outcome | None:
    """What came of asking for tickets in one's own words; None when the text asks for something else."""
    ticket_id, words = ticket_asked(text), tickets_asked(text)
    if ticket_id is not None:
        return view(session, ticket_id)
    return None if words is None else list_tickets(session, words)


def view(session: Session, ticket_id: int) -> Outcome:
    """Show one ticket with its last messages."""
    if refusal := _refusal(session, MAY_SEE, NOT_SEEN):
        return refusal
    session.begin(f"Reading ticket {ticket_id} …")
    session.audit("view_ticket", ticket_id)
    try:
        details = session.at.tickets.ticket_details(ticket_id)
    except NotFound:
        return _gone(session, ticket_id)
    session.show([ticket_details_message(session.shown(details), now=session.at.clock.now())])
    return Finished(f"showed ticket {ticket_id}")


def resolve(session: Session, ticket_id: int) -> Outcome:
    """Close the ticket."""
    change = Change("resolve_ticket", "resolved", "✅", session.at.tickets.close_ticket)
    return _change(session, ticket_id, change)


def hold(session: Session, ticket_id: int) -> Outcome:
    """Put the ticket on hold for as long as the options say."""
    until = session.delivery.received_at + session.at.options.hold
    words = f"put on hold for {_told(session.at.options.hold)}"
    change = Change("hold_ticket", words, "💤", lambda each: session.at.tickets.snooze_ticket(each, until))
    return _change(session, ticket_id, change)


def fill_in_form(session: Session, ticket_id: int) -> Outcome:
    """Show in the comment form, which the door has opened, which ticket it is for."""
    view_id = session.delivery.payload.get(OPENED_FORM)
    if refusal := _refusal(session, MAY_ACT, NOT_ACTED):
        if view_id:
            _is_shown(session, view_id, told_form("Not allowed", NOT_ACTED))
        return refusal
    if not view_id:
        session.hint("The form could not be opened in time. Please click again.")
        return Skipped("the form was not opened")
    session.audit("view_ticket", ticket_id)
    details = session.at.tickets.ticket_details(ticket_id)
    container = session.delivery.payload["container"]
    form = comment_form(
        ticket_id,
        channel=container["channel_id"],
        thread_ts=container.get("thread_ts"),
        message_ts=container["message_ts"],
        subject=session.shown(details.summary.subject),
    )
    if not _is_shown(session, view_id, form):
        return Skipped("the form was sent or closed before")
    return Finished("the form shows its ticket")


def comment(session: Session, ticket_id: int, text: str) -> Outcome:
    """Leave the comment on the ticket as an internal note, and say so where the form was asked for."""
    if refusal := _refusal(session, MAY_ACT, NOT_ACTED):
        return refusal
    author = session.at.people.name_of(session.visit.user)
    session.audit("comment_ticket", ticket_id)
    session.at.tickets.add_comment(ticket_id, text, author=author, key=f"selvage:slack:{session.id}")
    session.show([note_message(f"💬 {author} left an internal note on ticket {ticket_id}.")])
    return Finished(f"commented on ticket {ticket_id}")


def _change(session: Session, ticket_id: int, change: Change) -> Outcome:
    if refusal := _refusal(session, MAY_ACT, NOT_ACTED):
        return refusal
    session.begin(f"Ticket {ticket_id} is being {change.words} …")
    session.audit(change.action, ticket_id)
    try:
        changed = change.do(ticket_id)
    except NotFound:
        return _gone(session, ticket_id)
    who = session.at.people.name_of(session.visit.user)
    told = f"{change.emoji} Ticket {ticket_id} was {change.words} by {who}."
    if changed is Changed.ALREADY and session.attempt == 1:
        told = f"{change.emoji} Ticket {ticket_id} is {change.words} already."
    session.show([note_message(told)])
    return Finished(f"ticket {ticket_id} {change.words}")


def _gone(session: Session, ticket_id: int) -> Outcome:
    session.hint(f"There is no ticket {ticket_id}, or not any more. /tickets lists those that there are.")
    return Skipped("no such ticket")


def _is_shown(session: Session, view_id: str, form: Block) -> bool:
    """Whether the form that was opened shows this now; not when somebody has sent or closed it meanwhile."""
    try:
        session.at.chat.update_form(view_id, form)
    except NotFound:
        return False
    return True


def _refusal(session: Session, roles: frozenset[Role], sentence: str) -> Outcome | None:
    """What came of it for those who may not; for all others it is counted, and TooMany when they have done too much."""
    refusal = session.refusal() or (None if session.role in roles else sentence)
    if refusal is None:
        session.count()
        return None
    session.refuse(refusal)
    return Skipped(refusal)


def _told(span: timedelta) -> str:
    hours = round(span.total_seconds() / 3600)
    return f"{hours // 24} day{'s' if hours >= 48 else ''}" if hours % 24 == 0 and hours else f"{hours} hours"  # noqa: PLR2004
