"""Gorgias as the product's helpdesk: tickets are read, and one internal note is left on each."""

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from shared.domain.tickets import Message, Ticket
from shared.errors import InvalidPayload, NotFound, Permanent, Retryable, Uncertain
from shared.gorgias.account import Account, Budget, Reply, Unlimited
from shared.gorgias.payloads import INTERNAL_NOTE, Page, Stored, read_message, read_page, read_ticket

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Requests that one note costs: it is posted and read back.
TURNS_OF_A_NOTE = 2
PAGE_LENGTH = 100
#: A ticket with more messages than fit is never looked through to its end.
MOST_PAGES = 50
#: A ticket may be merged into one that was merged itself.
MOST_MERGES = 3
MOVED = frozenset({301, 302, 307, 308})
TICKET_PATH = re.compile(r"/api/tickets/(\d{1,18})/?$")


class GorgiasClient:
    """`shared.ports.Helpdesk` for one Gorgias account. Safe for as many threads as `connections`."""

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
        self._sender = auth[0]
        self._post_within_s = post_within_s
        self._monotonic = monotonic
        self._account = Account(
            base_url,
            auth,
            timeout_s=timeout_s,
            budget=bucket or Unlimited(),
            turn_s=turn_s,
            connections=connections,
            now=now,
        )

    def close(self) -> None:
        """Close all connections."""
        self._account.close()

    def ticket(self, ticket_id: int) -> Ticket:
        """The ticket with all its messages, read now; the one that it was merged into, if it was."""
        for _ in range(MOST_MERGES):
            self._account.wait(1)
            reply = self._account.get(f"/api/tickets/{ticket_id}")
            if reply.status not in MOVED:
                return _readable(read_ticket, reply)
            target = TICKET_PATH.search(reply.location)
            if target is None:
                raise Permanent(f"Gorgias sent us from ticket {ticket_id} to what is no ticket")
            ticket_id = int(target[1])
        raise Permanent(f"Gorgias sent us on and on, last to ticket {ticket_id}")

    def reserve_note(self) -> None:
        """Take the account's budget for one note before its draft is paid for; NotYet when there is none for now."""
        self._account.wait(TURNS_OF_A_NOTE)

    def add_note(self, ticket_id: int, body: str, *, key: str, after_doubt: bool) -> Message:
        """The internal note that now carries `key`, read back from Gorgias; see `shared.ports.Helpdesk`.

        Its budget was taken by `reserve_note`.
        """
        too_late_at = self._monotonic() + self._post_within_s
        if after_doubt and (note := self._find(ticket_id, key)):
            return _surely_internal(note, ticket_id, key)
        if self._monotonic() > too_late_at:
            raise Retryable("it took too long to get ready to post the note")
        reply = self._account.post(f"/api/tickets/{ticket_id}/messages", self._note(body, key))
        if reply.status in MOVED:
            raise Retryable(f"ticket {ticket_id} was merged into another one just now")
        # Whatever goes wrong from here on, a note is there.
        try:
            note = self._read_back(ticket_id, reply, key)
        except (Retryable, NotFound) as error:
            retry_after = error.retry_after if isinstance(error, Retryable) else None
            raise Uncertain(f"the note was posted, but not read back: {error}", retry_after=retry_after) from error
        return _surely_internal(note, ticket_id, key)

    def open_ticket(self, customer: Mapping[str, object], *, subject: str, message: str, channel: str) -> Ticket:
        """A new ticket on which the customer, known by `email` and `name`, has written: to try an account out."""
        sender = {name: customer[name] for name in ("email", "name") if customer.get(name)}
        about = {"channel": channel, "via": "api", "from_agent": False}
        written = about | {"sender": sender, "subject": subject, "body_text": message}
        self._account.wait(1)
        body = about | {"customer": sender, "subject": subject, "messages": [written]}
        return _readable(read_ticket, self._account.post("/api/tickets", body))

    def _note(self, body: str, key: str) -> dict[str, object]:
        return {
            "channel": INTERNAL_NOTE,
            "via": "api",
            "from_agent": True,
            "public": False,
            "external_id": key,
            "sender": {"email": self._sender},
            "body_text": body,
        }

    def _read_back(self, ticket_id: int, posted: Reply, key: str) -> Stored:
        """The note as Gorgias stored it. Some writes are answered without a body: then it is found by its key."""
        try:
            note_id = read_message(posted.body).message.id
        except InvalidPayload:
            note = self._find(ticket_id, key)
            if note is None:
                raise NotFound(f"ticket {ticket_id} does not show the note yet") from None
            return note
        return self._message(ticket_id, note_id)

    def _message(self, ticket_id: int, message_id: int) -> Stored:
        return _readable(read_message, self._account.get(f"/api/tickets/{ticket_id}/messages/{message_id}"))

    def _find(self, ticket_id: int, key: str) -> Stored | None:
        """The message on the ticket that carries our key, or None.

        The ticket itself is known to hold its notes, so it is read first; but nobody has seen one hold more than a
        few dozen messages, so the list is gone through as well.
        """
        ticket = self.ticket(ticket_id)
        if note := ticket.note_with(key):
            self._account.wait(1)
            return self._message(ticket.id, note.id)
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
            self._account.wait(1)
            page = _readable(read_page, self._account.get("/api/messages", parameters))
            yield page
            if page.next_cursor is None:
                return
            parameters["cursor"] = page.next_cursor
        raise Uncertain(f"ticket {ticket_id} has too many messages to look for our note")


def _readable(read: Callable[[bytes], T], reply: Reply) -> T:
    """What the reply holds; Retryable when that cannot be read, as when a proxy answers for Gorgias."""
    try:
        return read(reply.body)
    except InvalidPayload as error:
        raise Retryable(str(error)) from error


def _surely_internal(note: Stored, ticket_id: int, key: str) -> Message:
    """The note; Permanent, and a cry in the log, when Gorgias made something else of it."""
    if not note.is_internal:
        log.critical("note.not_internal", extra={"ticket_id": ticket_id, "message_id": note.message.id})
        raise Permanent(f"message {note.message.id} on ticket {ticket_id} is not internal: the customer may see it")
    if note.message.external_id != key:
        raise Permanent(f"Gorgias did not keep our key on note {note.message.id} of ticket {ticket_id}")
    return note.message
