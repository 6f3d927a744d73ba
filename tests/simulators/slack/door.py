"""The app's own address, as Slack reaches it: signed posts, or the socket that the app has opened."""

import asyncio
import hmac
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import orjson
import requests

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.socket_mode import SocketMode

Kind = Literal["event", "command", "interaction"]

TIMEOUT_S = 3.0
#: How long after a failure an event is sent again.
RETRY_AFTER_S = (0.0, 60.0, 300.0)
ACCEPTED = range(200, 300)
#: Posts that may be under way at once; one that waits here would look like a slow app.
AT_ONCE = 64
#: How many deliveries the back door tells of.
KEPT = 5000


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each kind is posted; empty: nowhere."""

    event: str = ""
    command: str = ""
    interaction: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of sending once. Without a `status` there was no answer, and `error` says why."""

    status: int | None
    body: str
    seconds: float
    error: str | None = None
    no_retry: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the app took it."""
        return self.status in ACCEPTED


@dataclass(slots=True)
class Delivery:
    """One event, command or interaction, and how it went."""

    kind: Kind
    payload: dict[str, Any]
    over: str = "http"
    attempts: list[Attempt] = field(default_factory=list)
    #: Nothing more is tried.
    is_over: bool = False

    def told(self) -> dict[str, Any]:
        """As the back door tells it; `status`, `body` and `seconds` are of the last attempt."""
        last = self.attempts[-1] if self.attempts else Attempt(None, "", 0.0, "nowhere to send it")
        return asdict(self) | {
            "status": last.status,
            "body": last.body,
            "seconds": last.seconds,
            "error": last.error,
            "accepted": last.accepted,
        }


class Door:
    """Sends what happens to the app. Events are tried again, the rest is not."""

    def __init__(
        self, addresses: Addresses, secret: str, sockets: SocketMode, clockwork: Clockwork, *, retry_scale: float
    ) -> None:
        self.addresses = addresses
        self.secret = secret
        self.deliveries: list[Delivery] = []
        self._sockets = sockets
        self._clockwork = clockwork
        self._retry_scale = retry_scale
        self._posters = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="post")
        self._under_way: set[asyncio.Task[Any]] = set()

    def prepare(self, kind: Kind, payload: dict[str, Any]) -> Delivery:
        """Something to send."""
        delivery = Delivery(kind, payload)
        self.deliveries.append(delivery)
        del self.deliveries[:-KEPT]
        return delivery

    async def send(self, delivery: Delivery) -> None:
        """Send it, and return after the first attempt; what has to be sent again is, in the background."""
        if not self._sockets.is_open and not getattr(self.addresses, delivery.kind):
            delivery.over, delivery.is_over = "nowhere", True
            return
        delivery.attempts.append(await self._attempt(delivery, 0))
        if self._is_done(delivery):
            delivery.is_over = True
        else:
            self.in_background(self._retry(delivery))

    def in_background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let something go on by itself until the server stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def stop(self) -> None:
        """Drop what is under way."""
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._posters.shutdown(wait=False, cancel_futures=True)

    def forget(self) -> None:
        """Drop all deliveries and what is under way."""
        for task in self._under_way:
            task.cancel()
        self.deliveries.clear()

    async def _retry(self, delivery: Delivery) -> None:
        for number, after_s in enumerate(RETRY_AFTER_S, start=1):
            await asyncio.sleep(after_s * self._retry_scale)
            delivery.attempts.append(await self._attempt(delivery, number))
            if self._is_done(delivery):
                break
        delivery.is_over = True

    def _is_done(self, delivery: Delivery) -> bool:
        last = delivery.attempts[-1]
        return delivery.kind != "event" or last.accepted or last.no_retry

    async def _attempt(self, delivery: Delivery, number: int) -> Attempt:
        reason = _reason(delivery.attempts[-1]) if number else ""
        began = self._clockwork.monotonic()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                if self._sockets.is_open:
                    delivery.over = "socket"
                    body = await self._sockets.deliver(delivery.kind, delivery.payload, number, reason)
                    return Attempt(200, body, self._clockwork.monotonic() - began)
                delivery.over = "http"
                posting = partial(self._posted, delivery, number, reason)
                answer = await asyncio.get_running_loop().run_in_executor(self._posters, posting)
        except (TimeoutError, requests.Timeout):
            return Attempt(None, "", self._clockwork.monotonic() - began, "timeout")
        except (OSError, EOFError) as error:
            return Attempt(None, "", self._clockwork.monotonic() - began, f"connection failed: {type(error).__name__}")
        return Attempt(
            answer.status_code,
            answer.text,
            self._clockwork.monotonic() - began,
            no_retry=answer.headers.get("x-slack-no-retry") == "1",
        )

    def _posted(self, delivery: Delivery, number: int, reason: str) -> requests.Response:
        body, kind = _written(delivery)
        headers = signed(self.secret, self._clockwork.seconds(), body) | {
            "content-type": kind,
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        if number:
            headers |= {"x-slack-retry-num": str(number), "x-slack-retry-reason": reason}
        address: str = getattr(self.addresses, delivery.kind)
        return requests.post(address, data=body, headers=headers, timeout=TIMEOUT_S, allow_redirects=False)


def signed(secret: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers that prove that Slack sent the body."""
    basis = b"v0:%d:%s" % (seconds, body)
    signature = hmac.digest(secret.encode(), basis, "sha256").hex()
    return {"x-slack-request-timestamp": str(seconds), "x-slack-signature": f"v0={signature}"}


def _written(delivery: Delivery) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind == "event":
        return orjson.dumps(delivery.payload), "application/json"
    fields: Mapping[str, Any] = delivery.payload
    if delivery.kind == "interaction":
        fields = {"payload": orjson.dumps(delivery.payload).decode()}
    return urlencode(fields).encode(), form


def _reason(last: Attempt) -> str:
    if last.status is not None:
        return "http_error"
    return "http_timeout" if last.error == "timeout" else "connection_failed"
