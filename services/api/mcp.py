"""POST /mcp: the tools for programs that speak MCP, behind the same keys as every route."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from services.api.access import Access
from shared.domain.access import Caller, Counted
from shared.mcp.http import PATH, LetIn, called_by, caller_of_request, over_http
from shared.mcp.server import mcp_server
from shared.store_ports import Segments
from shared.tools.desk import Desk


class McpDoor:
    """An ASGI application that lets holders of a key in, and hands them to the MCP server."""

    def __init__(self, desk: Desk, segments: Segments, access: Access, let_in: LetIn) -> None:
        def take(caller: Caller) -> None:
            access.limits.take(caller, Counted.QUERY)

        self._access = access
        #: Where it is reached. Nothing is ever sent unasked, so there is no stream to GET and no session to DELETE.
        self.route = Route(PATH, endpoint=self, methods=["POST"], include_in_schema=False)
        self._server = over_http(mcp_server(desk, segments, caller_of=caller_of_request, take=take), let_in)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Requests can be handled within the block; one block in the life of a door."""
        async with self._server.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, for the caller whose key it carries; see Access.identify for what it raises."""
        # As FastAPI does for its own routes; the metrics are by route.
        scope["route"] = self.route
        caller = await run_in_threadpool(self._access.identify, HTTPConnection(scope))
        with called_by(caller):
            await self._server(scope, receive, send)
