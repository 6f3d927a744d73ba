"""How often a simulator was asked, and what it answered, second by second."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Counted as the status of an answer that was never given.
HUNG_UP = 0


class Traffic:
    """Answers to clients, counted by second, method and status."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._began = monotonic()
        self._counts: Counter[tuple[int, str, int]] = Counter()

    def record(self, method: str, status: int) -> None:
        """One answer was given."""
        self._counts[int(self._monotonic() - self._began), method, status] += 1

    def told(self) -> list[dict[str, Any]]:
        """What the back door tells, oldest first; seconds are counted from the last reset."""
        return [
            {"second": second, "method": method, "status": status, "requests": number}
            for (second, method, status), number in sorted(self._counts.items())
        ]

    def clear(self) -> None:
        """Count from now on."""
        self._counts.clear()
        self._began = self._monotonic()


class TrafficCounter:
    """ASGI middleware that counts what every request to the API was answered."""

    def __init__(self, app: ASGIApp, *, traffic: Traffic) -> None:
        self.app = app
        self.traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith("/_simulator/"):
            await self.app(scope, receive, send)
            return
        status = HUNG_UP

        async def listen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, listen)
        finally:
            self.traffic.record(scope["method"], status)
