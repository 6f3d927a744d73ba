"""What is found out before a reply is written: who the customer is, what they ordered, what they asked before."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.facts import EarlierTicket, Facts, OrderFact
from shared.domain.policy import Policy
from shared.domain.tickets import Ticket, TicketCustomer
from shared.drafting.insight import Insight, describe
from shared.errors import SelvageError
from shared.ports import KnownCustomer, Neighbours

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the note and the draft stand on."""

    insight: Insight
    facts: Facts
    policy: Policy

    def times(self) -> Mapping[str, str]:
        """Each fact that the draft was given, and when it was true."""
        facts, given = self.facts, {}
        if self.policy.text:
            given["policy"] = self.policy.as_of.isoformat() if self.policy.as_of else ""
        if facts.orders_as_of:
            given |= {f"order {order.order_id}": facts.orders_as_of.isoformat() for order in facts.orders}
        if facts.tickets_read_at:
            read_at = facts.tickets_read_at.isoformat(timespec="seconds")
            given |= {f"ticket {ticket.id}": read_at for ticket in facts.earlier_tickets}
        return given


def what_is_known(ticket: Ticket, at: Neighbours) -> Knowledge:
    """All that can be found out now. What does not answer is left out: a ticket is drafted without it."""
    known, answered = find(ticket.customer, at)
    earlier, read_at = earlier_tickets(ticket, at)
    facts = Facts(
        orders=orders_of(known, at),
        earlier_tickets=earlier,
        orders_as_of=known.profile.as_of if known else None,
        tickets_read_at=read_at,
    )
    return Knowledge(describe(known, ticket, facts, analytics_are_up=answered), facts, at.shop.policy)


def find(customer: TicketCustomer, at: Neighbours) -> tuple[KnownCustomer | None, bool]:
    """What the analytics know, and whether they answered."""
    try:
        return at.analytics.find(customer), True
    except SelvageError as error:
        log.warning("analytics.unavailable", extra={"error": str(error)})
        return None, False


def orders_of(known: KnownCustomer | None, at: Neighbours) -> tuple[OrderFact, ...]:
    """The customer's newest orders; none where the analytics do not tell."""
    if known is None or not at.options.orders:
        return ()
    try:
        return at.analytics.orders(known.profile.customer_id, limit=at.options.orders)
    except SelvageError as error:
        log.warning("analytics.unavailable", extra={"error": str(error)})
        return ()


def earlier_tickets(ticket: Ticket, at: Neighbours) -> tuple[tuple[EarlierTicket, ...], datetime | None]:
    """The customer's earlier tickets and when they were read; none when the helpdesk has no room for the question."""
    helpdesk_id, limit = ticket.customer.helpdesk_id, at.options.earlier_tickets
    if helpdesk_id is None or not limit:
        return (), None
    try:
        return at.helpdesk.earlier_tickets(helpdesk_id, before=ticket.id, limit=limit), at.clock.now()
    except SelvageError as error:
        log.info("helpdesk.earlier_tickets_left_out", extra={"ticket_id": ticket.id, "error": str(error)})
        return (), None
