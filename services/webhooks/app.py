"""The webhooks service: the door, and what tells an operator that it is open."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from services.webhooks.door import Door
from services.webhooks.gorgias import gorgias_webhook
from services.webhooks.slack import SlackDoor, no_slack, slack_requests
from shared.gorgias.webhook import Verifier
from shared.jobs.ring import messages_by_queue
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger


class Webhooks(FastAPI):
    """FastAPI, but webhooks go past its middleware, which costs more than all that the door does with them."""

    #: Who answers, by path.
    doors: Mapping[str, ASGIApp]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        door = self.doors.get(scope["path"]) if scope["type"] == "http" else None
        await (door or super().__call__)(scope, receive, send)


def create_app(
    ledger: DeliveryLedger,
    bell: AsyncBell,
    verifier: Verifier,
    *,
    max_body_bytes: int,
    slack: SlackDoor | None = None,
) -> FastAPI:
    """The ASGI application. Connects when the first delivery arrives. Without `slack` nobody in Slack is heard."""
    door = Door(ledger, lambda bells: bell.push(messages_by_queue(bells)))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        serving = asyncio.create_task(door.run())
        yield
        door.close()
        await serving
        if slack:
            slack.forms.close()
        await ledger.close()
        await bell.close()

    app = Webhooks(title="Selvage webhooks", lifespan=lifespan, openapi_url=None, docs_url=None)
    app.doors = {
        "/webhooks/gorgias": gorgias_webhook(door, verifier, max_body_bytes=max_body_bytes),
        **(slack_requests(door, slack, max_body_bytes=max_body_bytes) if slack else no_slack()),
    }

    @app.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/health/ready")
    async def ready(_: Request) -> JSONResponse:
        durable, heard = await asyncio.gather(ledger.is_reachable(), bell.is_reachable())
        # Without Redis the door still keeps every delivery, so it stays ready.
        words = {"postgres": "up" if durable else "down", "redis": "up" if heard else "down"}
        return JSONResponse(words, status_code=200 if durable else 503)

    @app.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return app
