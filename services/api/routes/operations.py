"""/health/… and /metrics: what tells an operator, and whoever balances load, how the API is doing."""

from http import HTTPStatus

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from services.api.problems import problem
from shared.errors import NotFound, Retryable
from shared.store_ports import Segments


def operations_routes(segments: Segments) -> APIRouter:
    """The routes, open to all: they tell nothing about a customer."""
    routes = APIRouter(tags=["operations"])

    @routes.get("/health/live")
    async def live() -> dict[str, str]:
        """The process answers."""
        return {"status": "alive"}

    @routes.get("/health/ready")
    def ready() -> Response:
        """The database answers and segments have been discovered; 503 with a sentence otherwise."""
        try:
            snapshot = segments.current()
        except (Retryable, NotFound) as error:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        return JSONResponse({"status": "ready", "as_of": snapshot.as_of.isoformat(), "customers": snapshot.customers})

    @routes.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return routes
