"""Gorgias' tickets for people who wait for the answer: listed, looked at, closed, put on hold, commented on."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from shared.domain.ticket_comments import comment_body
from shared.domain.ticket_filters import TicketFilter, admits
from shared.domain.ticket_summaries import (
    LAST_MESSAGES,
    TicketDetails,
    TicketList,
    TicketStatus,
    TicketSummary,
)
from shared.domain.tickets import Ticket
from shared.errors import InvalidPayload, NotYet
from shared.gorgias.account import Account, Budget, Reply, Unlimited
from shared.gorgias.notes import Notes
from shared.gorgias.ticket_payloads import Reading
from shared.gorgias.tickets import PAGE_LENGTH, Tickets, follow, readable
from shared.ticket_ports import Changed

#: Pages of the list that are looked through for one answer: an eighth of what the account may ask in 20 seconds.
MOST_PAGES = 5
#: A page that would begin later than this is not asked for: somebody waits.
LOOK_WITHIN_S = 8.0


class GorgiasTicketDesk:
    """`shared.ticket_ports.TicketDesk` for one Gorgias account. Safe for as many threads as `connections`."""

    def __init__(
        self,
        base_url: str,
        auth: tuple[str, str],
        *,
        timeout_s: float,
        bucket: Budget | None = None,
        turn_s: float = 3,
        post_within_s: float = 60,
        connections: int = 16,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connects to nothing yet. As GorgiasClient; a request waits `turn_s` seconds for its turn, and no longer."""
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
        self._base_url = base_url.rstrip("/")
        self._now, self._monotonic = now, monotonic

    def close(self) -> None:
        """Close all connections."""
        self._account.close()

    def list_tickets(self, which: TicketFilter, *, limit: int) -> TicketList:
        """At most `limit` tickets that the filter names, those that changed last first."""
        parameters: dict[str, str | int] = {
            "order_by": "updated_datetime:desc",
            "limit": PAGE_LENGTH,
            "trashed": "false",
        }
        seen: dict[int, TicketSummary] = {}
        reached_end = False
        too_late_at = self._monotonic() + LOOK_WITHIN_S
        for _ in range(MOST_PAGES):
            if seen and self._monotonic() > too_late_at:
                break
            try:
                page = readable(self._reading().page, self._get("/api/tickets", parameters))
            except NotYet:
                if not seen:
                    raise
                break
            # One that changes meanwhile may come twice.
            seen |= {ticket.id: ticket for ticket in page.tickets}
            reached_end = page.next_cursor is None
            if page.next_cursor is None or sum(admits(which, ticket) for ticket in seen.values()) > limit:
                break
            parameters["cursor"] = page.next_cursor
        found = [ticket for ticket in seen.values() if admits(which, ticket)]
        return TicketList(tuple(found[:limit]), len(seen), has_more=len(found) > limit, reached_end=reached_end)

    def ticket_details(self, ticket_id: int, *, last: int = LAST_MESSAGES) -> TicketDetails:
        """The ticket, read now, with the `last` of its messages."""
        reading = self._reading()
        return readable(lambda body: reading.details(body, last=last), self._read(ticket_id))

    def close_ticket(self, ticket_id: int) -> Changed:
        """Close the ticket. Gorgias' own pages take a snooze off with the same write."""
        _, ticket = self._present(ticket_id)
        if ticket.status is TicketStatus.CLOSED:
            return Changed.ALREADY
        return self._change(ticket, {"status": "closed", "snooze_datetime": None})

    def snooze_ticket(self, ticket_id: int, until: datetime) -> Changed:
        """Put the ticket on hold until then. Gorgias' own pages close it with the same write."""
        wanted = until.astimezone(UTC).replace(microsecond=0)
        if wanted.timestamp() <= self._now():
            raise InvalidPayload("a ticket cannot be put on hold until a moment that is past")
        _, ticket = self._present(ticket_id)
        if ticket.snoozed_until is not None and ticket.snoozed_until.replace(microsecond=0) == wanted:
            return Changed.ALREADY
        return self._change(ticket, {"status": "closed", "snooze_datetime": wanted.isoformat()})

    def reopen_ticket(self, ticket_id: int) -> Changed:
        """Open the ticket, and take its snooze off."""
        _, ticket = self._present(ticket_id)
        if ticket.status is TicketStatus.OPEN:
            return Changed.ALREADY
        return self._change(ticket, {"status": "open", "snooze_datetime": None})

    def add_comment(self, ticket_id: int, text: str, *, author: str, key: str) -> Changed:
        """Leave an internal note with this key, unless it is there."""
        body = comment_body(author, text)

        def read() -> Ticket:
            return self._present(ticket_id)[0]

        return Changed.DONE if self._notes.add_once(read, body, key=key) else Changed.ALREADY

    def _present(self, ticket_id: int) -> tuple[Ticket, TicketSummary]:
        return readable(self._reading().present, self._read(ticket_id))

    def _read(self, ticket_id: int) -> Reply:
        return follow(ticket_id, lambda at: self._get(f"/api/tickets/{at}"))

    def _change(self, ticket: TicketSummary, changes: Mapping[str, object]) -> Changed:
        """Nothing else of the ticket is changed; it may have been merged since it was read."""

        def put(at: int) -> Reply:
            self._account.wait(1)
            return self._account.repeat("PUT", f"/api/tickets/{at}", changes)

        follow(ticket.id, put)
        return Changed.DONE

    def _get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Reply:
        self._account.wait(1)
        return self._account.get(path, parameters)

    def _reading(self) -> Reading:
        return Reading(self._base_url, datetime.fromtimestamp(self._now(), UTC))
