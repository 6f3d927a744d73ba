"""Our internal notes: posted once, read back, and taken back when they no longer count."""

import logging
from collections.abc import Callable
from html import escape

from shared.domain.tickets import Message, Ticket
from shared.errors import InvalidPayload, NotFound, Permanent, Retryable, Uncertain
from shared.gorgias.account import Account, Reply
from shared.gorgias.payloads import INTERNAL_NOTE, Stored, read_message
from shared.gorgias.tickets import MOVED, Tickets, follow

log = logging.getLogger(__name__)

#: Requests that one note costs: it is posted and read back.
TURNS_OF_A_NOTE = 2
#: Requests that changing a note costs: it is changed and read back.
TURNS_OF_A_CHANGE = 2
#: What the external ids of our own notes begin with.
OURS = "selvage:"


class Notes:
    """Writes notes as the API user whose address is `sender`."""

    def __init__(
        self,
        account: Account,
        tickets: Tickets,
        *,
        sender: str,
        post_within_s: float,
        monotonic: Callable[[], float],
    ) -> None:
        self._account = account
        self._tickets = tickets
        self._sender = sender
        self._post_within_s = post_within_s
        self._monotonic = monotonic

    def reserve(self) -> None:
        """Set the account's budget for one note aside; NotYet when there is none for now.

        Claude takes its time, now more, now less: turns that were taken here already would be sent in crowds.
        """
        self._account.promise(TURNS_OF_A_NOTE)

    def add(self, ticket_id: int, body: str, *, key: str, after_doubt: bool) -> Message:
        """The internal note that now carries `key`, read back. Its budget was set aside by `reserve`."""
        too_late_at = self._monotonic() + self._post_within_s
        if after_doubt and (note := self._tickets.find(ticket_id, key)):
            return _surely_ours(note, ticket_id, key)
        return self._post(ticket_id, body, key=key, too_late_at=too_late_at)

    def add_once(self, read: Callable[[], Ticket], body: str, *, key: str) -> bool:
        """Whether the note was posted just now; False when one with `key` stands on the ticket that `read` reads."""
        too_late_at = self._monotonic() + self._post_within_s
        ticket = read()
        if note := self._tickets.find_on(ticket, key):
            _surely_ours(note, ticket.id, key)
            return False
        # Without a promise of its own it would be sent in a turn that was promised to a draft.
        self.reserve()
        self._post(ticket.id, body, key=key, too_late_at=too_late_at)
        return True

    def retract(self, ticket_id: int, note_id: int, body: str) -> None:
        """Put `body` in place of what our own note says; Permanent, and nothing is changed, for any other message."""
        self._account.wait(1)
        note = self._tickets.message(ticket_id, note_id)
        key = note.message.external_id or ""
        if not key.startswith(OURS):
            raise Permanent(f"message {note_id} on ticket {ticket_id} is not our note")
        if _surely_ours(note, ticket_id, key).text == body:
            return
        # Gorgias shows the HTML, and does not say that it would make it anew. It wants to be told the channel again.
        changed = _internal() | {"external_id": key, "body_text": body, "body_html": _html(body)}
        self._account.wait(TURNS_OF_A_CHANGE)
        follow(ticket_id, lambda at: self._account.repeat("PUT", f"/api/tickets/{at}/messages/{note_id}", changed))
        if _surely_ours(self._tickets.message(ticket_id, note_id), ticket_id, key).text != body:
            raise Retryable(f"note {note_id} on ticket {ticket_id} does not show the change yet")

    def _post(self, ticket_id: int, body: str, *, key: str, too_late_at: float) -> Message:
        self._account.redeem(TURNS_OF_A_NOTE)
        if self._monotonic() > too_late_at:
            raise Retryable("it took too long to get ready to post the note")
        about = {"public": False, "external_id": key, "sender": {"email": self._sender}, "body_text": body}
        reply = self._account.post(f"/api/tickets/{ticket_id}/messages", _internal() | about)
        if reply.status in MOVED:
            raise Retryable(f"ticket {ticket_id} was merged into another one just now")
        # Whatever goes wrong from here on, a note is there.
        try:
            note = self._read_back(ticket_id, reply, key)
        except (Retryable, NotFound) as error:
            retry_after = error.retry_after if isinstance(error, Retryable) else None
            raise Uncertain(f"the note was posted, but not read back: {error}", retry_after=retry_after) from error
        return _surely_ours(note, ticket_id, key)

    def _read_back(self, ticket_id: int, posted: Reply, key: str) -> Stored:
        """The note as Gorgias stored it. Some writes are answered without a body: then it is found by its key."""
        try:
            note_id = read_message(posted.body).message.id
        except InvalidPayload:
            note = self._tickets.find(ticket_id, key)
            if note is None:
                raise NotFound(f"ticket {ticket_id} does not show the note yet") from None
            return note
        return self._tickets.message(ticket_id, note_id)


def _internal() -> dict[str, object]:
    return {"channel": INTERNAL_NOTE, "via": "api", "from_agent": True}


def _html(text: str) -> str:
    return "<div>" + escape(text).replace("\n", "<br>") + "</div>"


def _surely_ours(note: Stored, ticket_id: int, key: str) -> Message:
    """The note; Permanent, and a cry in the log, when Gorgias made something else of it."""
    if not note.is_internal:
        log.critical("note.not_internal", extra={"ticket_id": ticket_id, "message_id": note.message.id})
        raise Permanent(f"message {note.message.id} on ticket {ticket_id} is not internal: the customer may see it")
    if note.message.external_id != key:
        raise Permanent(f"Gorgias did not keep our key on note {note.message.id} of ticket {ticket_id}")
    return note.message
