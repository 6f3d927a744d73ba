"""`python -m tests.conformance.profile PORT`: our server with the suite's fixtures, and a session for each client.

It is made by the same factory and reached the same way as the real one. Only here it keeps sessions: the revisions
with a handshake let a server ask its client back, and ours, which any process may answer for, never does.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from mcp.server import MCPServer
from starlette.applications import Starlette
from starlette.routing import Route

from shared.mcp.http import PATH, LetIn, McpOverHttp
from tests.conformance.fixtures.asking_back import (
    offer_asking_back,
    offer_asking_in_a_prompt,
    offer_asking_with_sealed_state,
    offer_asking_with_state,
    offer_capability_checks,
)
from tests.conformance.fixtures.content import offer_conduct, offer_content, offer_prompts, offer_resources
from tests.conformance.fixtures.handshake import offer_questions_to_the_client, offer_subscriptions
from tests.conformance.fixtures.resuming import Events, offer_resuming
from tests.conformance.fixtures.schemas import offer_schemas
from tests.mcp_shop import Shop

#: Milliseconds after which a client comes back for the rest of a stream.
COME_BACK_MS = 100


def offer_fixtures(server: MCPServer) -> None:
    for offer in (
        offer_content,
        offer_conduct,
        offer_resources,
        offer_prompts,
        offer_schemas,
        offer_asking_back,
        offer_asking_with_state,
        offer_asking_with_sealed_state,
        offer_asking_in_a_prompt,
        offer_capability_checks,
        offer_questions_to_the_client,
        offer_subscriptions,
        offer_resuming,
    ):
        offer(server)


def application() -> Starlette:
    """The server with its fixtures, without keys: the suite has no way to send one."""
    server = Shop().server()
    offer_fixtures(server)
    server.streamable_http_app(
        event_store=Events(), retry_interval=COME_BACK_MS, transport_security=LetIn().as_settings()
    )
    mcp = McpOverHttp(server.session_manager)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with mcp.run():
            yield

    return Starlette(routes=[Route(PATH, endpoint=mcp)], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(application(), port=int(sys.argv[1]), log_level="warning", loop="uvloop", http="httptools")
