"""HTTP to one Gorgias account: in turn, within a deadline, and with every failure told in our words."""

import math
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol

import orjson
import urllib3
from urllib3 import BaseHTTPResponse

from shared.errors import Denied, NotFound, NotYet, Permanent, Retryable, SelvageError, Uncertain
from shared.gorgias.line import Line
from shared.gorgias.payloads import read_reason

LIMIT_HEADER = "X-Gorgias-Account-Api-Call-Limit"
CHUNK_BYTES = 64 * 1024
MOST_BYTES = 32 * 1024 * 1024
#: Statuses after which a write may have been carried out all the same.
DOUBTFUL = frozenset({408, 425})
DENIED = frozenset({401, 403})
GONE = frozenset({404, 410})
#: What went wrong before there was a connection to send anything on.
NEVER_SENT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)


class Budget(Protocol):
    """Who may send when (bucket.py)."""

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        """Return once `turns` requests may be sent; NotYet when that is not so within `within_s` seconds."""

    def promise(self, within_s: float, *, turns: int) -> None:
        """Return once `turns` requests are set aside, to be sent later after `redeem`; NotYet as with `wait`."""

    def redeem(self, within_s: float, *, turns: int) -> None:
        """Return once what was promised may be sent, which is now as a rule; NotYet as with `wait`."""

    def pause(self, seconds: float) -> None:
        """Gorgias said 429."""

    def observe(self, used: int, limit: int) -> None:
        """What the account's own counter says."""


class Unlimited:
    """A budget without end, for accounts whose limit is none of our business."""

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        """Return at once."""

    def promise(self, within_s: float, *, turns: int) -> None:
        """Return at once."""

    def redeem(self, within_s: float, *, turns: int) -> None:
        """Return at once."""

    def pause(self, seconds: float) -> None:
        """Nothing."""

    def observe(self, used: int, limit: int) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What Gorgias answered to a request that it carried out, or that it sends elsewhere."""

    status: int
    body: bytes
    #: Where it sends us, with a 3xx status.
    location: str = ""


class Account:
    """The account at `base_url`. Safe for as many threads as `connections`; connects to nothing yet."""

    def __init__(
        self,
        base_url: str,
        auth: tuple[str, str],
        *,
        timeout_s: float,
        budget: Budget,
        turn_s: float,
        connections: int,
        now: Callable[[], float],
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeout_s = timeout_s
        self._turn_s = turn_s
        self._budget = budget
        self._now = now
        self._line = Line(self._base_url, auth, connections)

    def close(self) -> None:
        """Close all connections."""
        self._line.close()

    def wait(self, turns: int) -> None:
        """Wait for the account's turn; NotYet when it does not come in time."""
        self._budget.wait(self._turn_s, turns=turns)

    def promise(self, turns: int) -> None:
        """Set turns aside for what is sent much later, after `redeem`; NotYet when there are none in time."""
        self._budget.promise(self._turn_s, turns=turns)

    def redeem(self, turns: int) -> None:
        """Wait until what was promised may be sent: only a 429 holds it up. Without a promise, as `wait`."""
        self._budget.redeem(self._turn_s, turns=turns)

    def take_spare(self, turns: int) -> None:
        """The account's turn for what can be done without; NotYet at once when nothing is to spare."""
        self._budget.wait(0, turns=turns)

    def get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Reply:
        """Read. Raises Retryable, Denied, NotFound or Permanent."""
        return self._send("GET", path, parameters=parameters)

    def post(self, path: str, body: Mapping[str, object]) -> Reply:
        """Write, once. As `get`, and Uncertain when it cannot be known whether the write was carried out."""
        return self._send("POST", path, data=orjson.dumps(body), repeatable=False)

    def repeat(self, method: str, path: str, body: Mapping[str, object]) -> Reply:
        """Write what may be written twice: as `get`, so that what may have been carried out is Retryable too."""
        return self._send(method, path, data=orjson.dumps(body))

    def _send(
        self,
        method: str,
        path: str,
        *,
        parameters: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        repeatable: bool = True,
    ) -> Reply:
        deadline = time.monotonic() + self._timeout_s
        try:
            with closing(self._line.send(method, path, parameters, data, timeout_s=self._timeout_s)) as response:
                body = _read(response, deadline)
        except (urllib3.exceptions.HTTPError, TimeoutError) as error:
            raise _lost(error, repeatable=repeatable) from error
        self._learn(response.headers)
        if response.status < HTTPStatus.BAD_REQUEST:
            return Reply(response.status, body, response.headers.get("Location", ""))
        raise self._refused(response, body, f"{method} {path}", repeatable=repeatable)

    def _learn(self, headers: Mapping[str, str]) -> None:
        used, _, limit = headers.get(LIMIT_HEADER, "").partition("/")
        if used.isdecimal() and limit.isdecimal():
            self._budget.observe(int(used), int(limit))

    def _refused(self, response: BaseHTTPResponse, body: bytes, asked: str, *, repeatable: bool) -> SelvageError:
        status = response.status
        retry_after = seconds_to_wait(response.headers.get("Retry-After"), self._now())
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._budget.pause(retry_after or 0)
            return NotYet("Gorgias' rate limit is reached", retry_after=retry_after)
        told = f"Gorgias answered {status} to {asked}: {read_reason(body)}".rstrip(": ")
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in DOUBTFUL:
            return (Retryable if repeatable else Uncertain)(told, retry_after=retry_after)
        if status in DENIED:
            return Denied(told)
        return NotFound(told) if status in GONE else Permanent(told)


def seconds_to_wait(retry_after: str | None, now: float) -> float | None:
    """A Retry-After in seconds or as an HTTP date, as seconds from `now` (Unix time); None when there is none."""
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            moment = parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _read(response: BaseHTTPResponse, deadline: float) -> bytes:
    """The whole body; TimeoutError when it comes too slowly."""
    body = bytearray()
    while chunk := response.read1(CHUNK_BYTES, decode_content=True):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(body) > MOST_BYTES:
            raise Permanent(f"Gorgias' answer is larger than {MOST_BYTES} bytes")
    return bytes(body)


def _lost(error: Exception, *, repeatable: bool) -> SelvageError:
    """What a call without an answer means: nothing to worry about if nothing was sent, or if it may be sent again."""
    told = type(error).__name__
    cause = error.original_error if isinstance(error, urllib3.exceptions.ProxyError) else error
    if isinstance(cause, NEVER_SENT):
        return Retryable(f"Gorgias cannot be reached: {told}")
    message = f"Gorgias did not answer: {told}"
    return Retryable(message) if repeatable else Uncertain(message)
