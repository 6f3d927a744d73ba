"""The webhooks service: the door, and what tells an operator that it is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.webhooks.door import Door
from services.webhooks.gorgias import gorgias_webhook, refused
from shared.gorgias.webhook import Verifier
from shared.jobs.ring import messages_by_queue
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger


def create_app(ledger: DeliveryLedger, bell: AsyncBell, verifier: Verifier, *, max_body_bytes: int) -> FastAPI:
    """The ASGI application. Connects when the first delivery arrives."""
    door = Door(ledger, lambda bells: bell.push(messages_by_queue(bells)))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        serving = asyncio.create_task(door.run())
        yield
        door.close()
        await serving
        await ledger.close()
        await bell.close()

    app = FastAPI(
        title="Selvage webhooks", lifespan=lifespan, max_body_size=max_body_bytes, openapi_url=None, docs_url=None
    )

    @app.exception_handler(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    async def too_large(_: Request, __: Exception) -> Response:
        return refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is larger than {max_body_bytes} bytes")

    # A plain route: FastAPI's own reads and validates what only raw bytes may decide, and is a fifth slower.
    app.add_route("/webhooks/gorgias", gorgias_webhook(door, verifier), methods=["POST"])

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
