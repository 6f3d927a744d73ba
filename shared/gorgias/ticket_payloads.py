"""Gorgias' tickets, read into what people are shown of them."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.ticket_summaries import TicketDetails, TicketStatus, TicketSummary, shown, status_of
from shared.domain.tickets import Ticket
from shared.errors import NotFound
from shared.gorgias.payloads import LONG_AGO, ticket_of
from shared.gorgias.wire import (
    Wire,
    identity_of,
    json_object,
    mapping_of,
    moment_of,
    next_cursor_of,
    number_of,
    rows_of,
    text_of,
)


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """A page of the list of tickets."""

    tickets: tuple[TicketSummary, ...]
    #: None on the last page.
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What summaries are read with."""

    #: The account's address without a trailing slash, as https://shop.gorgias.com.
    base_url: str
    #: The present, with a time zone: a snooze is over or not.
    now: datetime

    def page(self, body: bytes) -> SummaryPage:
        """The tickets in a reply to `GET /api/tickets`, in its order; InvalidPayload when there is no list."""
        wire = json_object(body)
        return SummaryPage(tuple(self._summary(row, ticket_of(row)) for row in rows_of(wire)), next_cursor_of(wire))

    def present(self, body: bytes) -> tuple[Ticket, TicketSummary]:
        """The ticket in a reply to `GET /api/tickets/{id}`, whole and in short.

        InvalidPayload when there is none, NotFound when it lies in the bin.
        """
        wire = json_object(body)
        ticket = ticket_of(wire)
        if moment_of(wire.get("trashed_datetime")):
            raise NotFound(f"ticket {ticket.id} is in the bin")
        return ticket, self._summary(wire, ticket)

    def details(self, body: bytes, *, last: int) -> TicketDetails:
        """As `present`, with the `last` messages."""
        ticket, summary = self.present(body)
        messages = shown(ticket.messages, last=last)
        return TicketDetails(summary, messages, earlier_messages=len(ticket.messages) - len(messages))

    def _summary(self, wire: Wire, ticket: Ticket) -> TicketSummary:
        snoozed_until = moment_of(wire.get("snooze_datetime"))
        status = status_of(is_closed=not ticket.is_open, snoozed_until=snoozed_until, now=self.now)
        return TicketSummary(
            id=identity_of(wire, "ticket"),
            subject=ticket.subject,
            status=status,
            priority=ticket.priority,
            snoozed_until=snoozed_until if status is TicketStatus.HOLD else None,
            customer_name=ticket.customer.name,
            channel=ticket.channel,
            assignee_name=_assignee(wire),
            tags=ticket.tags,
            created_at=moment_of(wire.get("created_datetime")) or LONG_AGO,
            last_message_at=moment_of(wire.get("last_message_datetime")),
            web_url=f"{self.base_url}/app/ticket/{ticket.id}",
            spam=ticket.spam,
        )


def _assignee(wire: Wire) -> str | None:
    """Whoever is assigned, by the best of their names; a team alone is nobody."""
    agent = mapping_of(wire.get("assignee_user"))
    names = (text_of(agent.get("firstname")), text_of(agent.get("lastname")))
    told = text_of(agent.get("name")) or " ".join(name for name in names if name) or text_of(agent.get("email"))
    identity = number_of(agent.get("id")) or number_of(wire.get("assignee_user_id"))
    return told or (f"agent {identity}" if identity else None)
