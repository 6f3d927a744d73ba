"""Tickets of one Gorgias account: read, listed, and found by what stands on them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from shared.domain.facts import EarlierTicket
from shared.domain.tickets import Ticket
from shared.errors import InvalidPayload, Permanent, Retryable, Uncertain
from shared.gorgias.account import Account, Reply
from shared.gorgias.payloads import Page, Stored, read_earlier_tickets, read_message, read_page, read_ticket

T = TypeVar("T")

PAGE_LENGTH = 100
#: A ticket with more messages than fit is never looked through to its end.
MOST_PAGES = 50
#: A ticket may be merged into one that was merged itself.
MOST_MERGES = 3
MOVED = frozenset({301, 302, 307, 308})
MOVED_TO = re.compile(r"/api/(?:tickets|customers)/(\d{1,18})(?:/[a-z0-9/]*)?$")
#: Tickets that may stand in the list before those older than the one at hand: itself, and what came since.
NEWER_TICKETS = 5


class Tickets:
    """Reads tickets; each request waits for its turn."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def ticket(self, ticket_id: int) -> Ticket:
        """The ticket with all its messages; the one that it was merged into, if it was."""
        return readable(read_ticket, follow(ticket_id, lambda at: self._get(f"/api/tickets/{at}")))

    def earlier(self, customer_id: int, *, before: int, limit: int) -> tuple[EarlierTicket, ...]:
        """The customer's newest tickets that are older than the ticket `before`; NotYet at once without budget."""
        parameters: dict[str, str | int] = {
            "customer_id": customer_id,
            "limit": min(PAGE_LENGTH, limit + NEWER_TICKETS),
            "order_by": "created_datetime:desc",
            "trashed": "false",
        }
        self._account.take_spare(1)
        listed = readable(read_earlier_tickets, self._account.get("/api/tickets", parameters))
        return tuple(ticket for ticket in listed if ticket.id < before)[:limit]

    def open(self, customer: Mapping[str, object], *, subject: str, message: str, channel: str) -> Ticket:
        """A new ticket on which the customer, known by `email` and `name`, has written."""
        sender = {name: customer[name] for name in ("email", "name") if customer.get(name)}
        about = {"channel": channel, "via": "api", "from_agent": False}
        written = about | {"sender": sender, "subject": subject, "body_text": message}
        self._account.wait(1)
        body = about | {"customer": sender, "subject": subject, "messages": [written]}
        return readable(read_ticket, self._account.post("/api/tickets", body))

    def message(self, ticket_id: int, message_id: int) -> Stored:
        """The message, in the turn of the caller."""
        reply = follow(ticket_id, lambda at: self._account.get(f"/api/tickets/{at}/messages/{message_id}"))
        return readable(read_message, reply)

    def find(self, ticket_id: int, key: str) -> Stored | None:
        """The message on the ticket that carries our key, or None."""
        return self.find_on(self.ticket(ticket_id), key)

    def find_on(self, ticket: Ticket, key: str) -> Stored | None:
        """The message on the ticket, which was read just now, that carries our key, or None.

        The ticket itself is known to hold its notes, so it is looked at first; but nobody has seen one hold more than a
        few dozen messages, so the list is gone through as well.
        """
        if note := ticket.note_with(key):
            self._account.wait(1)
            return self.message(ticket.id, note.id)
        stored = (each for page in self._pages(ticket.id) for each in page.messages)
        return next((each for each in stored if each.message.external_id == key), None)

    def _pages(self, ticket_id: int) -> Iterator[Page]:
        """The ticket's messages, newest first; Uncertain when there is no end to them."""
        parameters: dict[str, str | int] = {
            "ticket_id": ticket_id,
            "limit": PAGE_LENGTH,
            "order_by": "created_datetime:desc",
        }
        for _ in range(MOST_PAGES):
            page = readable(read_page, self._get("/api/messages", parameters))
            yield page
            if page.next_cursor is None:
                return
            parameters["cursor"] = page.next_cursor
        raise Uncertain(f"ticket {ticket_id} has too many messages to look for our note")

    def _get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Reply:
        self._account.wait(1)
        return self._account.get(path, parameters)


def follow(identity: int, send: Callable[[int], Reply]) -> Reply:
    """What Gorgias answers to `send` for a ticket or customer, or for the one that it was merged into."""
    for _ in range(MOST_MERGES):
        reply = send(identity)
        if reply.status not in MOVED:
            return reply
        target = MOVED_TO.search(reply.location)
        if target is None:
            raise Permanent(f"Gorgias sent us from {identity} to what is no ticket and no customer")
        identity = int(target[1])
    raise Permanent(f"Gorgias sent us on and on, last to {identity}")


def readable(read: Callable[[bytes], T], reply: Reply) -> T:
    """What the reply holds; Retryable when that cannot be read, as when a proxy answers for Gorgias."""
    try:
        return read(reply.body)
    except InvalidPayload as error:
        raise Retryable(str(error)) from error
