"""The simulated Slack as one ASGI application."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators.back_door import Json, back_door
from tests.simulators.faults import FaultGate, Faults
from tests.simulators.ledger import Ledger, Now
from tests.simulators.slack.acts import EVENTS, Acts
from tests.simulators.slack.api import Tokens, WebApi
from tests.simulators.slack.back_door import slack_back_door
from tests.simulators.slack.call import Slack
from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.contents import Contents
from tests.simulators.slack.door import Addresses, Door
from tests.simulators.slack.echo import Echo
from tests.simulators.slack.files import Files
from tests.simulators.slack.methods import METHODS
from tests.simulators.slack.rate_limits import RateLimits
from tests.simulators.slack.refusal import NotPossible, error_body
from tests.simulators.slack.response_urls import ResponseUrls
from tests.simulators.slack.socket_mode import SocketMode
from tests.simulators.slack.views import Views
from tests.simulators.slack.workspace import Workspace
from tests.simulators.traffic import Traffic, TrafficCounter

BOT_TOKEN, APP_TOKEN = "xoxb-simulated-bot-token", "xapp-simulated-app-token"
SIGNING_SECRET = "simulated-slack-signing-secret"
#: Everything that a method needs, and what reading channels does; not `chat:write.public`.
SCOPES = frozenset(method.scope for method in METHODS.values() if method.scope) | {
    "app_mentions:read",
    "channels:history",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
}
PREFIX = "/api"


@dataclass(frozen=True, slots=True)
class Options:
    """What a simulated Slack may be told."""

    addresses: Addresses = field(default_factory=Addresses)
    signing_secret: str = SIGNING_SECRET
    tokens: Tokens = field(default_factory=lambda: Tokens(BOT_TOKEN, APP_TOKEN))
    scopes: frozenset[str] = SCOPES
    events: frozenset[str] = frozenset(EVENTS)
    rate_limits: bool = True
    #: Seconds after its completion until a file can be shown.
    file_delay_s: float = 0.0
    #: What the pauses before a retry are multiplied with.
    retry_scale: float = 1.0


class Unprefixed:
    """ASGI middleware: methods lie below `/api/`, as Slack's do, and at the root."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"].startswith(f"{PREFIX}/"):
            scope = {**scope, "path": scope["path"].removeprefix(PREFIX)}
        await self.app(scope, receive, send)


def build_app(options: Options, *, now: Now, monotonic: Callable[[], float], first_id: int = 1) -> Starlette:
    """The workspace, the Web API, the people and the back door."""
    ledger, faults, traffic = Ledger(now), Faults(), Traffic(monotonic)
    clockwork = Clockwork(now, monotonic, first_id)
    files = Files(clockwork, options.file_delay_s)
    contents = Contents(clockwork, files)
    slack = Slack(
        clockwork=clockwork,
        workspace=Workspace(clockwork),
        files=files,
        contents=contents,
        views=Views(clockwork, contents),
        ledger=ledger,
        echo=Echo(clockwork),
        scopes=options.scopes,
    )
    sockets, limits = SocketMode(clockwork), RateLimits(monotonic, enforced=options.rate_limits)
    door = Door(options.addresses, options.signing_secret, sockets, clockwork, retry_scale=options.retry_scale)
    urls = ResponseUrls(slack)
    acts = Acts(slack, door, urls, options.events)
    api = WebApi(slack, options.tokens, limits, sockets)

    def reset() -> None:
        slack.reset()
        urls.clear()
        limits.clear()
        door.forget()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await door.stop()

    return Starlette(
        routes=[
            *back_door(ledger, faults, traffic, reset),
            *slack_back_door(acts, sockets),
            *urls.routes,
            *sockets.routes,
            *api.routes,
        ],
        middleware=[
            Middleware(Unprefixed),
            Middleware(TrafficCounter, traffic=traffic),
            Middleware(FaultGate, faults=faults, error_body=error_body),
        ],
        exception_handlers={NotPossible: _not_possible},
        lifespan=lifespan,
    )


async def _not_possible(_: Request, error: Exception) -> Response:
    return Json({"error": str(error)}, status_code=400)
