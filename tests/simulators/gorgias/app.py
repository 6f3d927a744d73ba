"""The simulated Gorgias account as one ASGI application."""

from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.simulators.back_door import back_door
from tests.simulators.faults import FaultGate, Faults
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.api import Api
from tests.simulators.gorgias.back_door import gorgias_back_door
from tests.simulators.gorgias.errors import ApiError, Moved, error_body
from tests.simulators.gorgias.rate_limit import LeakyBucket, bucket_of
from tests.simulators.gorgias.usage import Usage
from tests.simulators.gorgias.webhook import Setup, Webhook
from tests.simulators.ledger import Ledger, Now
from tests.simulators.traffic import Traffic, TrafficCounter

USERNAME = "agent@shop.example"
API_KEY = "simulated-gorgias-key"
LIMIT_HEADER = b"x-gorgias-account-api-call-limit"


@dataclass(frozen=True, slots=True)
class Options:
    """What a simulated account may be told."""

    #: Requests/seconds, or `none`.
    rate_limit: str = "40/20"
    username: str = USERNAME
    api_key: str = API_KEY
    webhook: Setup = field(default_factory=Setup)


class Gatekeeper:
    """ASGI middleware: only who is known gets to the API, and only as often as the account allows."""

    def __init__(self, app: ASGIApp, *, options: Options, bucket: LeakyBucket | None, usage: Usage) -> None:
        self.app = app
        self.bucket = bucket
        self.usage = usage
        self.email = options.username
        self.credentials = b"Basic " + b64encode(f"{options.username}:{options.api_key}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith("/_simulator/"):
            await self.app(scope, receive, send)
            return
        if dict(scope["headers"]).get(b"authorization") != self.credentials:
            await self._refuse(401, scope, receive, send)
        elif self.bucket is not None and not self.bucket.admit():
            self.usage.refused += 1
            await self._refuse(429, scope, receive, send)
        else:
            self.usage.count(scope["method"], scope["path"])
            scope["user_email"] = self.email
            await self.app(scope, receive, self._with_usage(send))

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        response = Response(error_body(status), status_code=status, media_type="application/json")
        if status == 429 and self.bucket is not None:
            response.headers["Retry-after"] = str(self.bucket.retry_after_s)
        await response(scope, receive, self._with_usage(send))

    def _with_usage(self, send: Send) -> Send:
        usage = self.bucket.usage.encode() if self.bucket is not None else None

        async def send_with_usage(message: Message) -> None:
            if usage is not None and message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (LIMIT_HEADER, usage)]
            await send(message)

        return send_with_usage


def build_app(options: Options, *, now: Now, monotonic: Callable[[], float], first_id: int) -> Starlette:
    """The account, its API, its integration and its back door."""
    ledger, faults, traffic = Ledger(now), Faults(), Traffic(monotonic)
    bucket, webhook, usage = bucket_of(options.rate_limit, monotonic), Webhook(options.webhook), Usage()
    account = Account(now, first_id=first_id, fire=webhook.fire)

    def reset() -> None:
        account.clear()
        account.agent(options.username)
        webhook.forget()
        usage.clear()
        if bucket is not None:
            bucket.empty()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with webhook.running():
            yield

    reset()
    return Starlette(
        routes=[
            *Api(account, ledger).routes,
            *back_door(ledger, faults, traffic, reset),
            *gorgias_back_door(account, webhook, usage, bucket),
        ],
        middleware=[
            Middleware(TrafficCounter, traffic=traffic),
            Middleware(FaultGate, faults=faults, error_body=error_body),
            Middleware(Gatekeeper, options=options, bucket=bucket, usage=usage),
        ],
        exception_handlers={ApiError: _refused, Moved: _moved, HTTPException: _not_found},
        lifespan=lifespan,
    )


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return Response(error.body, status_code=error.status, media_type="application/json")


async def _moved(_: Request, error: Exception) -> Response:
    assert isinstance(error, Moved)
    return RedirectResponse(error.path, status_code=301)


async def _not_found(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    body = error_body(error.status_code)
    return Response(body, status_code=error.status_code, media_type="application/json")
