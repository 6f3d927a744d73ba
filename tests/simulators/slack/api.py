"""The Web API's door: who may call, how often, which method, with what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.simulators.back_door import Json
from tests.simulators.slack.arguments import given_with
from tests.simulators.slack.call import Answer, Call, Slack
from tests.simulators.slack.methods import METHODS
from tests.simulators.slack.rate_limits import RateLimits
from tests.simulators.slack.refusal import Refused
from tests.simulators.slack.socket_mode import SocketMode

OPEN_CONNECTION = "apps.connections.open"
#: What a file may be sent as, beside its bare bytes.
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the app proves itself with."""

    bot: str
    app: str

    def check(self, given: str | None, method: str) -> None:
        """Refused unless the token is the one that the method wants."""
        wanted, other = (self.app, self.bot) if method == OPEN_CONNECTION else (self.bot, self.app)
        if not given:
            raise Refused("not_authed")
        if given == other:
            raise Refused("not_allowed_token_type")
        if given != wanted:
            raise Refused("invalid_auth")


class WebApi:
    """Serves every method at its name, and takes uploads."""

    def __init__(self, slack: Slack, tokens: Tokens, limits: RateLimits, sockets: SocketMode) -> None:
        self.slack = slack
        self.tokens = tokens
        self.limits = limits
        self.sockets = sockets

    @property
    def routes(self) -> Iterable[Route]:
        """The routes of the Web API."""
        return (
            Route("/upload/v1/{token}", self.upload, methods=["POST"]),
            Route("/{method}", self.answer, methods=["GET", "POST"]),
        )

    async def answer(self, request: Request) -> Response:
        """One call; 200 whatever comes of it, but for too many."""
        method = request.path_params["method"]
        try:
            given = await given_with(request)
            self.tokens.check(_token(request, given), method)
            wait_s = self.limits.wait_s(method, str(given.get("channel", "")))
            if wait_s is not None:
                return Json({"ok": False, "error": "ratelimited"}, 429, headers={"Retry-After": str(wait_s)})
            answer = self._done(method, given, request)
        except Refused as refused:
            return Json(refused.body, headers=self._headers())
        return Json({"ok": True, **answer}, headers=self._headers())

    async def upload(self, request: Request) -> Response:
        """The bytes of a file that was announced, once."""
        file = self.slack.files.awaited(request.path_params["token"])
        if file is None:
            return PlainTextResponse("no such upload", 404)
        content = await _content(request)
        if len(content) != file.length:
            return PlainTextResponse(f"announced {file.length} bytes, got {len(content)}", 400)
        file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    def _done(self, name: str, given: dict[str, Any], request: Request) -> Answer:
        address = str(request.base_url).rstrip("/")
        if name == OPEN_CONNECTION:
            return {"url": self.sockets.ticket(address)}
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if method.scope and method.scope not in self.slack.scopes:
            raise Refused("missing_scope", needed=method.scope, provided=",".join(sorted(self.slack.scopes)))
        return method.act(Call(self.slack, method.arguments.read(given), address))

    def _headers(self) -> Mapping[str, str]:
        return {"x-oauth-scopes": ",".join(sorted(self.slack.scopes))}


def _token(request: Request, given: dict[str, Any]) -> str | None:
    """The token of the header, or else of the arguments, which it is taken out of."""
    in_arguments = given.pop("token", None)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else in_arguments


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    return b""
