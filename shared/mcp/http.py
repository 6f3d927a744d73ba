"""MCP over HTTP: who sent the request that is being handled, and how requests are let in."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from mcp.server import MCPServer
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import Receive, Scope, Send

from shared.domain.access import Caller

PATH = "/mcp"
#: The longest argument has 320 characters: what is longer than this asks for nothing that we have.
MAX_BODY_BYTES = 64 * 1024

_CALLER: ContextVar[Caller] = ContextVar("mcp_caller")


@contextmanager
def called_by(caller: Caller) -> Iterator[None]:
    """Within the block, also in its tasks and threads, `caller_of_request` gives this caller."""
    token = _CALLER.set(caller)
    try:
        yield
    finally:
        _CALLER.reset(token)


def caller_of_request() -> Caller:
    """Who sent the request that is being handled."""
    return _CALLER.get()


@dataclass(frozen=True, slots=True)
class LetIn:
    """Which Host and Origin headers are let in, as "analytics.example.com" or, on any port, "localhost:*".

    A web page that reaches us under any other name is somebody's attempt to use a reader's own network.
    """

    hosts: tuple[str, ...] = ("localhost:*", "127.0.0.1:*", "[::1]:*")
    origins: tuple[str, ...] = ("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*")

    def as_settings(self) -> TransportSecuritySettings:
        """The same, as the SDK is told."""
        return TransportSecuritySettings(allowed_hosts=list(self.hosts), allowed_origins=list(self.origins))


#: For hosts on the same machine.
LOCAL = LetIn()


class McpOverHttp:
    """An ASGI application for one path. Both eras of the protocol are served."""

    def __init__(self, sessions: StreamableHTTPSessionManager) -> None:
        self._sessions = sessions

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Requests can be handled within the block; there can be one block."""
        async with self._sessions.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        # Blanks around a header's value are not part of it (RFC 9110, 5.5), yet httptools keeps those after it, and
        # the protocol compares header values with the body.
        headers = [(name, value.strip(b" \t")) for name, value in scope["headers"]]
        await self._sessions.handle_request({**scope, "headers": headers}, receive, send)


def over_http(server: MCPServer, let_in: LetIn) -> McpOverHttp:
    """The server as requests reach it. It remembers nothing between two of them: any process may answer the next."""
    server.streamable_http_app(
        stateless_http=True,
        json_response=False,
        max_request_body_size=MAX_BODY_BYTES,
        transport_security=let_in.as_settings(),
    )
    return McpOverHttp(server.session_manager)
