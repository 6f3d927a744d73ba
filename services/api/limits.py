"""What a call counts, what its answer says of it, and who guesses at keys."""

from collections.abc import Callable
from math import floor
from time import monotonic

from limits import parse
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.domain.access import Caller, Counted, RateLimit
from shared.door_ports import Limits
from shared.errors import TooMany
from shared.store.local_window import LocalWindow

#: Wrong keys that one address may send.
GUESSES = "20/minute"


def count(connection: HTTPConnection, limits: Limits, caller: Caller, what: Counted) -> Caller:
    """The caller, after the call was counted; the answer's headers will say how the caller stands.

    Raises TooMany when the caller has nothing left, and the headers say that, too.
    """
    try:
        connection.state.rate_limit = limits.take(caller, what)
    except TooMany as error:
        connection.state.rate_limit = RateLimit(error.limit, 0, error.retry_after or 0)
        raise
    return caller


class TellsRateLimits:
    """An ASGI application whose counted answers say how the caller stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add RateLimit headers to an answer that was counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_with_limit(message: Message) -> None:
            standing: RateLimit | None = state.get("rate_limit")
            if message["type"] == "http.response.start" and standing is not None:
                message["headers"] = [*message.get("headers", ()), *rate_limit_headers(standing)]
            await send(message)

        await self._app(scope, receive, send_with_limit)


def rate_limit_headers(standing: RateLimit) -> list[tuple[bytes, bytes]]:
    """RateLimit-Limit, -Remaining and -Reset, as an ASGI application sends them."""
    values = {
        "ratelimit-limit": standing.limit,
        "ratelimit-remaining": standing.remaining,
        "ratelimit-reset": whole_seconds(standing.reset_s),
    }
    return [(name.encode(), str(value).encode()) for name, value in values.items()]


def whole_seconds(seconds: float) -> int:
    """The first whole number of seconds that is more than enough."""
    return floor(seconds) + 1


class Guesses:
    """Wrong keys by client address. Kept in this process: an address is nobody's business elsewhere."""

    def __init__(self, limit: str = GUESSES, *, clock: Callable[[], float] = monotonic) -> None:
        self._window = LocalWindow(parse(limit), clock=clock)

    def check(self, address: str) -> None:
        """TooMany when the address has used up its guesses."""
        standing = self._window.standing(address)
        if not standing.remaining:
            raise _too_many(standing)

    def note(self, address: str) -> None:
        """Count a guess; TooMany when the address has used them up before."""
        turn = self._window.take(address)
        if not turn.is_taken:
            raise _too_many(turn.standing)


def _too_many(standing: RateLimit) -> TooMany:
    return TooMany(
        "too many wrong keys have come from this address",
        retry_after=standing.reset_s,
        limit=standing.limit,
    )
