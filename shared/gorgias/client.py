"""Gorgias as the product's helpdesk: tickets are read, noted on, tagged and raised."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from shared.domain.facts import EarlierTicket
from shared.domain.tickets import Message, Priority, Ticket
from shared.gorgias.account import Account, Budget, Unlimited
from shared.gorgias.actions import Actions
from shared.gorgias.feed import Events
from shared.gorgias.notes import Notes
from shared.gorgias.tickets import Tickets
from shared.ports import Announced


class GorgiasClient:
    """`shared.ports.Helpdesk` and `Feed` for one Gorgias account. Safe for as many threads as `connections`."""

    def __init__(
        self,
        base_url: str,
        auth: tuple[str, str],
        *,
        timeout_s: float,
        bucket: Budget | None = None,
        turn_s: float = 30,
        post_within_s: float = 60,
        connections: int = 300,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connects to nothing yet.

        `auth` is the API user's address, which notes are sent by, and key. One request may take `timeout_s` seconds,
        and wait `turn_s` seconds for its turn of the account's budget. A note that was not posted `post_within_s`
        seconds after it was asked for is not posted at all: keep that below the lease of a job, or another worker
        may be posting it too. `now` gives Unix time.
        """
        self._account = Account(
            base_url,
            auth,
            timeout_s=timeout_s,
            budget=bucket or Unlimited(),
            turn_s=turn_s,
            connections=connections,
            now=now,
        )
        self._tickets = Tickets(self._account)
        self._notes = Notes(
            self._account, self._tickets, sender=auth[0], post_within_s=post_within_s, monotonic=monotonic
        )
        self._actions = Actions(self._account)
        self._events = Events(self._account)

    def close(self) -> None:
        """Close all connections."""
        self._account.close()

    def ticket(self, ticket_id: int) -> Ticket:
        """The ticket with all its messages, read now; the one that it was merged into, if it was."""
        return self._tickets.ticket(ticket_id)

    def earlier_tickets(self, customer_id: int, *, before: int, limit: int) -> tuple[EarlierTicket, ...]:
        """The customer's newest tickets that are older than the ticket `before`; NotYet at once without budget."""
        return self._tickets.earlier(customer_id, before=before, limit=limit)

    def reserve_note(self) -> None:
        """Take the account's budget for one note before its draft is paid for; NotYet when there is none for now."""
        self._notes.reserve()

    def add_note(self, ticket_id: int, body: str, *, key: str, after_doubt: bool) -> Message:
        """The internal note that now carries `key`, read back from Gorgias; see `shared.ports.Helpdesk`.

        Its budget was taken by `reserve_note`.
        """
        return self._notes.add(ticket_id, body, key=key, after_doubt=after_doubt)

    def retract_note(self, ticket_id: int, note_id: int, body: str) -> None:
        """Put `body` in place of what our own note says; NotFound when it is gone, Permanent when it is not ours."""
        self._notes.retract(ticket_id, note_id, body)

    def add_tags(self, ticket_id: int, names: Sequence[str]) -> None:
        """Put these tags on the ticket, beside those that it has."""
        self._actions.add_tags(ticket_id, names)

    def set_priority(self, ticket_id: int, priority: Priority) -> None:
        """Give the ticket this priority."""
        self._actions.set_priority(ticket_id, priority)

    def keep_customer_data(self, customer_id: int, data: Mapping[str, object], *, version: datetime) -> None:
        """Show `data` beside the customer's tickets; Gorgias drops it when it has a newer version."""
        self._actions.keep_customer_data(customer_id, data, version=version)

    def messages_since(self, moment: datetime) -> Iterator[Announced]:
        """Every message created from `moment` on, oldest first: `shared.ports.Feed`. Read page by page, in turn."""
        return self._events.messages_since(moment)

    def open_ticket(self, customer: Mapping[str, object], *, subject: str, message: str, channel: str) -> Ticket:
        """A new ticket on which the customer, known by `email` and `name`, has written: to try an account out."""
        return self._tickets.open(customer, subject=subject, message=message, channel=channel)
