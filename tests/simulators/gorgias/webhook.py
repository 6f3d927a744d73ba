"""The account's HTTP integration: posts the merchant's template to our door, as the real one does."""

import asyncio
import hmac
import logging
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import orjson

from tests.simulators.gorgias.post_box import FAILURES, PostBox
from tests.simulators.gorgias.shapes import Wire

TIMEOUT_S = 5
#: Failures in a row after which Gorgias switches an integration off.
OFF_AFTER = 100
#: Calls to the door that may be under way at once.
CONCURRENCY = 32
ACCEPTED = range(200, 300)
#: How many of the latest failures the back door tells.
FAILURES_TOLD = 20

Verifier = Literal["hmac", "static_header", "url_token"]
Template = Literal["context", "fields"]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Setup:
    """How the integration is set up. Without `url` nothing is sent."""

    url: str = ""
    secret: str = ""
    verifier: Verifier = "hmac"
    template: Template = "context"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the door that is due."""

    event: str
    ticket_id: int
    message_id: int
    body: bytes


@dataclass(slots=True)
class Health:
    """How the calls went since the last reset or change of the set-up."""

    enabled: bool = True
    failures_in_a_row: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    latest_failures: deque[str] = field(default_factory=lambda: deque(maxlen=FAILURES_TOLD))

    def succeeded(self) -> None:
        """One success resets the row of failures."""
        self.counts["delivered"] += 1
        self.failures_in_a_row = 0

    def failed(self, why: str) -> None:
        """Too many failures in a row switch the integration off; nothing is ever sent again."""
        self.counts["failed"] += 1
        self.latest_failures.append(why)
        self.failures_in_a_row += 1
        if self.enabled and self.failures_in_a_row >= OFF_AFTER:
            self.enabled = False
            log.warning("webhooks are switched off after %d failures in a row: %s", OFF_AFTER, why)


class Webhook:
    """Sends each trigger to the door once, without making the API call that caused it wait."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.health = Health()
        self._to_lose = 0
        self._due: asyncio.Queue[Call] = asyncio.Queue()
        self._under_way = 0
        self._post_box = PostBox()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Send what is due for as long as the context lasts."""
        senders = [asyncio.create_task(self._send_all()) for _ in range(CONCURRENCY)]
        try:
            yield
        finally:
            for sender in senders:
                sender.cancel()
            await asyncio.gather(*senders, return_exceptions=True)
            self._post_box.close()

    def fire(self, event: str, ticket: Wire, message: Wire) -> None:
        """Note that a trigger fired."""
        if not self.setup.url:
            return
        if not self.health.enabled:
            self.health.counts["skipped"] += 1
            return
        self.health.counts["fired"] += 1
        if self._to_lose:
            self._to_lose -= 1
            self.health.counts["lost"] += 1
            return
        body = self._rendered(event, ticket, message)
        self._due.put_nowait(Call(event, ticket["id"], message["id"], body))

    def set_up(self, setup: Setup) -> None:
        """Change the set-up; an integration that was off is on again."""
        self.setup = setup
        self.forget()

    def lose(self, count: int) -> None:
        """Let so many more of the next calls never be made, without a failure."""
        self._to_lose += count

    def forget(self) -> None:
        """Start counting afresh, with nothing due and nothing to lose."""
        self.health = Health()
        self._to_lose = 0
        while not self._due.empty():
            self._due.get_nowait()

    def status(self) -> dict[str, Any]:
        """What the back door tells."""
        health = self.health
        names = ("fired", "delivered", "failed", "skipped", "lost")
        return {
            "url": self.setup.url,
            "verifier": self.setup.verifier,
            "template": self.setup.template,
            "enabled": health.enabled,
            "failures_in_a_row": health.failures_in_a_row,
            "waiting": self._due.qsize() + self._under_way,
            **{name: health.counts[name] for name in names},
            "latest_failures": list(health.latest_failures),
        }

    def _rendered(self, event: str, ticket: Wire, message: Wire) -> bytes:
        if self.setup.template == "fields":
            fields = {"ticket_id": str(ticket["id"]), "message_id": str(message["id"]), "event": event}
            return orjson.dumps(fields)
        messages = ticket["messages"]
        first_and_last = {"first_message": messages[0], "last_message": messages[-1]}
        return orjson.dumps({"ticket": ticket | first_and_last, "message": message})

    async def _send_all(self) -> None:
        while True:
            call = await self._due.get()
            self._under_way += 1
            try:
                await self._send(call)
            finally:
                self._under_way -= 1

    async def _send(self, call: Call) -> None:
        health = self.health
        if not health.enabled:
            health.counts["skipped"] += 1
            return
        told = f"{call.event} of ticket {call.ticket_id}, message {call.message_id}"
        try:
            async with asyncio.timeout(TIMEOUT_S):
                status = await self._post_box.post(self._address(), self._headers(call.body), call.body)
        except FAILURES as error:
            health.failed(f"{told}: {type(error).__name__}")
            return
        if status in ACCEPTED:
            health.succeeded()
        else:
            health.failed(f"{told}: answered {status}")

    def _address(self) -> str:
        if self.setup.verifier != "url_token":
            return self.setup.url
        separator = "&" if "?" in self.setup.url else "?"
        return f"{self.setup.url}{separator}{urlencode({'token': self.setup.secret})}"

    def _headers(self, body: bytes) -> dict[str, str]:
        headers = {"content-type": "application/json", "user-agent": "Gorgias"}
        if self.setup.verifier == "hmac":
            signature = hmac.digest(self.setup.secret.encode(), body, "sha256").hex()
            headers["x-gorgias-signature"] = f"sha256={signature}"
        elif self.setup.verifier == "static_header":
            headers["x-gorgias-secret"] = self.setup.secret
        return headers
