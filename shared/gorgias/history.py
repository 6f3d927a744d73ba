"""The account's closed tickets, newest first: what a shop's own past can be asked about."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from shared.domain.tickets import Ticket
from shared.errors import InvalidPayload, NotFound, Retryable
from shared.gorgias.account import Account, Reply
from shared.gorgias.payloads import CLOSED, read_ticket

PAGE_LENGTH = 100
#: Gorgias cannot list closed tickets alone, so open ones are paged over too; a shop with more of them than this leaves
#: room for is not looked through to its end.
MOST_PAGES = 1_000
MOVED = range(300, 400)
#: A long walk meets a 502 now and then. It is for nobody who waits, so it may wait.
ATTEMPTS, FIRST_WAIT_S, LONGEST_WAIT_S = 6, 1.0, 60.0


@dataclass(frozen=True, slots=True)
class _Listed:
    """A ticket as the list shows it."""

    id: int
    is_closed: bool
    is_spam: bool


class TicketHistory:
    """Walks one account. It waits for the account's budget, and tries again when Gorgias fails for a moment."""

    def __init__(self, account: Account, *, sleep: Callable[[float], None]) -> None:
        self._account = account
        self._sleep = sleep
        #: Tickets that were not given, by why.
        self.passed_over: Counter[str] = Counter()

    def close(self) -> None:
        """Close all connections."""
        self._account.close()

    def closed_tickets(self, last: int) -> Iterator[Ticket]:
        """The `last` closed tickets that changed last, newest first, each read whole when it is asked for.

        Spam and what is in the bin is left out. The list has no filter for closed tickets, and one that changes
        meanwhile moves to its beginning, where it is missed. Raises what `Account.get` raises, when trying again did
        not help.
        """
        given = 0
        for listed in self._listed():
            if given >= last:
                return
            found = _why_not(listed) or self._whole(listed.id)
            if isinstance(found, str):
                self.passed_over[found] += 1
                continue
            given += 1
            yield found

    def _listed(self) -> Iterator[_Listed]:
        cursor = None
        for _ in range(MOST_PAGES):
            parameters: dict[str, str | int] = {
                "order_by": "updated_datetime:desc",
                "limit": PAGE_LENGTH,
                "trashed": "false",
            }
            if cursor:
                parameters["cursor"] = cursor
            tickets, cursor = _read_list(self._get("/api/tickets", parameters).body)
            yield from tickets
            if cursor is None:
                return

    def _whole(self, ticket_id: int) -> Ticket | str:
        """The ticket, or why it is left out; one that was merged stands in the list under its other number."""
        try:
            reply = self._get(f"/api/tickets/{ticket_id}")
            return "merged into another one" if reply.status in MOVED else read_ticket(reply.body)
        except NotFound:
            return "gone meanwhile"
        except InvalidPayload:
            return "unreadable"

    def _get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Reply:
        def get() -> Reply:
            self._account.wait(1)
            return self._account.get(path, parameters)

        again = Retrying(
            retry=retry_if_exception_type(Retryable),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait_s,
            sleep=self._sleep,
            reraise=True,
        )
        return again(get)


def _why_not(listed: _Listed) -> str | None:
    if not listed.is_closed:
        return "still open"
    return "spam" if listed.is_spam else None


_GROWING = wait_exponential(multiplier=FIRST_WAIT_S, max=LONGEST_WAIT_S)


def _wait_s(state: RetryCallState) -> float:
    """As long as Gorgias asked for, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, Retryable) else None
    return _GROWING(state) if asked is None else min(asked, LONGEST_WAIT_S)


def _read_list(body: bytes) -> tuple[list[_Listed], str | None]:
    """The tickets of a page, and the cursor of the next one."""
    try:
        page: Any = orjson.loads(body)
        listed = [_listed(each) for each in page["data"] if isinstance(each, Mapping)]
        cursor = page["meta"]["next_cursor"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise InvalidPayload("Gorgias' list of tickets cannot be read") from error
    return [each for each in listed if each], cursor if isinstance(cursor, str) else None


def _listed(wire: Mapping[str, Any]) -> _Listed | None:
    identity = wire.get("id")
    if not isinstance(identity, int):
        return None
    return _Listed(identity, is_closed=wire.get("status") == CLOSED, is_spam=wire.get("spam") is True)
