"""Tickets: a list with what can be done to each, and one of them with its last messages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shared.domain.slack import Block, SlackMessage
from shared.domain.ticket_filters import TicketFilter
from shared.domain.ticket_summaries import ShownMessage, TicketDetails, TicketList, TicketStatus, TicketSummary
from shared.domain.tickets import Author, Priority
from shared.domain.words import counted
from shared.pages.wording import MONTHS
from shared.slack.blocks.parts import actions, button, context, header, link_button, marked, words
from shared.slack.blocks.texts import bold, clean, cut, escaped_within, one_line, size, unmarked
from shared.slack.limits import BUTTON_URL, MESSAGE_TEXT

#: Tickets of one message: four blocks and some 500 characters each.
MOST_TICKETS = 11
SUBJECT, LINE, TEXT = 120, 200, 800
MESSAGES = 8
TITLES = {
    TicketFilter.OPEN: "Open tickets",
    TicketFilter.URGENT: "Urgent tickets",
    TicketFilter.HOLD: "Tickets on hold",
    TicketFilter.CLOSED: "Closed tickets",
    TicketFilter.UNASSIGNED: "Tickets that nobody has taken",
    TicketFilter.ALL: "Tickets",
}
PRIORITIES = {Priority.CRITICAL: "🔴 Critical", Priority.HIGH: "🟠 High", Priority.NORMAL: "", Priority.LOW: "⚪ Low"}
AUTHORS = {
    Author.CUSTOMER: ("👤", "Customer"),
    Author.AGENT: ("💬", "Agent"),
    Author.BOT: ("🤖", "Bot"),
    Author.NOTE: ("🔒", "Internal note"),
}
#: A span is told in the largest of these that fits, in seconds.
SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def ticket_list_messages(which: TicketFilter, found: TicketList, *, now: datetime) -> list[SlackMessage]:
    """The tickets, each with its buttons, and how far they were looked for; in a second message what had no room."""
    groups = [found.tickets[start : start + MOST_TICKETS] for start in range(0, len(found.tickets), MOST_TICKETS)] or [
        ()
    ]
    last = len(groups) - 1
    return [
        _list(which if number == 0 else None, group, found if number == last else None, now)
        for number, group in enumerate(groups)
    ]


def ticket_details_message(details: TicketDetails, *, now: datetime | None = None) -> SlackMessage:
    """One ticket with its last messages, internal notes marked, and what can be done to it."""
    ticket = details.summary
    told = [(_by(message), clean(message.text)) for message in details.messages[-MESSAGES:]]
    blocks: list[Block] = [header(f"🎫 #{ticket.id} {ticket.subject}"), context(_line(ticket, now), at_most=LINE)]
    if ticket.tags:
        blocks.append(context(f"Tags: {', '.join(ticket.tags)}", at_most=LINE))
    if details.earlier_messages:
        blocks.append(context(f"… after {counted(details.earlier_messages, 'earlier message')}"))
    for by, text in told:
        blocks += [context(by, at_most=LINE), words(text or "(no text)", TEXT)]
    blocks += _buttons(ticket, with_view=False)
    spoken = "\n".join(f"{by}: {text}" for by, text in told)
    title = one_line(f"Ticket {ticket.id}: {ticket.subject}")
    return SlackMessage(escaped_within(f"{title}\n{_line(ticket, now)}\n{spoken}", MESSAGE_TEXT), blocks)


def _list(
    which: TicketFilter | None, tickets: tuple[TicketSummary, ...], found: TicketList | None, now: datetime
) -> SlackMessage:
    blocks: list[Block] = [header(f"🎫 {TITLES[which]}")] if which else []
    lines = [TITLES[which]] if which else []
    if not tickets:
        nothing = "There are none. " + ("/tickets open lists all that wait." if which is not TicketFilter.OPEN else "")
        blocks.append(words(nothing))
        lines.append(nothing.strip())
    for ticket in tickets:
        line = _line(ticket, now)
        blocks.append(
            marked(f"{bold(f'#{ticket.id} {ticket.subject}', SUBJECT)}\n{escaped_within(unmarked(line), LINE)}")
        )
        blocks += [*_buttons(ticket, with_view=True), {"type": "divider"}]
        lines.append(f"{ticket.id}: {one_line(ticket.subject)} ({line})")
    if found and (reach := _reach(found)):
        blocks.append(context(reach))
        lines.append(reach)
    return SlackMessage(escaped_within("\n".join(lines), MESSAGE_TEXT), blocks)


def _reach(found: TicketList) -> str:
    """How much of the account the list speaks for; "" when for all of it."""
    more = "There are more; these changed last." if found.has_more else ""
    looked = "" if found.reached_end else f"Looked through the {found.looked_through:,} tickets that changed last."
    return " ".join(filter(None, (more, looked)))


def _line(ticket: TicketSummary, now: datetime | None) -> str:
    """Priority, status, who wrote, who has it, and how long ago, parted by dots."""
    return cut(" · ".join(filter(None, map(one_line, _facts(ticket, now)))), LINE)


def _facts(ticket: TicketSummary, now: datetime | None) -> Iterator[str]:
    yield PRIORITIES[ticket.priority]
    until = f" until {_at(ticket.snoozed_until)}" if ticket.snoozed_until else ""
    yield f"{ticket.status.capitalize()}{until}" if ticket.status is not TicketStatus.HOLD else f"On hold{until}"
    yield ticket.customer_name or "no name"
    yield ticket.channel
    yield f"taken by {ticket.assignee_name}" if ticket.assignee_name else "nobody has taken it"
    when = ticket.last_message_at or ticket.created_at
    yield _ago(now - when) if now else _at(when)


def _ago(span: timedelta) -> str:
    seconds = span.total_seconds()
    for length, name in SPANS:
        if seconds >= length:
            return f"{counted(seconds // length, name)} ago"
    return "just now"


def _at(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc:%H:%M} UTC"


def _by(message: ShownMessage) -> str:
    sign, who = AUTHORS[Author.NOTE if message.is_internal else message.author]
    name = f" ({one_line(message.author_name)})" if message.author_name else ""
    return f"{sign} {who}{name} · {_at(message.sent_at)}"


def _buttons(ticket: TicketSummary, *, with_view: bool) -> list[Block]:
    """What can be done to the ticket as it stands."""
    number = str(ticket.id)
    is_closed = ticket.status is TicketStatus.CLOSED
    can_hold = ticket.status is TicketStatus.OPEN
    has_link = ticket.web_url.startswith("https://") and size(ticket.web_url) <= BUTTON_URL
    return actions(
        (
            button("View", f"view_ticket_{number}", number) if with_view else None,
            None if is_closed else button("Resolve", f"resolve_ticket_{number}", number, style="primary"),
            button("Hold", f"hold_ticket_{number}", number) if can_hold else None,
            button("Comment", f"comment_ticket_{number}", number),
            link_button("Open in helpdesk", f"open_ticket_{number}", ticket.web_url) if has_link else None,
        )
    )
