"""The back door that every simulator has: what happened, start afresh, fail on demand."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.faults import Faults
from tests.simulators.ledger import Ledger
from tests.simulators.traffic import Traffic


class Json(Response):
    """A JSON answer."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The content as bytes."""
        return orjson.dumps(content)


async def json_of(request: Request) -> Any:
    """The request's body, or None when it is not JSON, or when the client was killed in the middle of it."""
    try:
        return orjson.loads(await request.body())
    except (orjson.JSONDecodeError, ClientDisconnect):
        return None


def back_door(ledger: Ledger, faults: Faults, traffic: Traffic, reset: Callable[[], None]) -> list[Route]:
    """The routes below `/_simulator/` that all simulators share."""

    async def effects(request: Request) -> Response:
        after = int(request.query_params.get("after", "0"))
        return Json(ledger.effects(after=after, kind=request.query_params.get("kind")))

    async def start_afresh(_: Request) -> Response:
        reset()
        ledger.clear()
        faults.pending.clear()
        traffic.clear()
        return Response(status_code=204)

    async def counted(_: Request) -> Response:
        return Json(traffic.told())

    async def add_fault(request: Request) -> Response:
        try:
            faults.add(await json_of(request))
        except TypeError as error:
            return Json({"error": f"not a fault: {error}"}, status_code=400)
        return Json([asdict(fault) for fault in faults.pending], status_code=201)

    async def pending_faults(_: Request) -> Response:
        return Json([asdict(fault) for fault in faults.pending])

    async def drop_faults(_: Request) -> Response:
        faults.pending.clear()
        return Response(status_code=204)

    return [
        Route("/_simulator/effects", effects),
        Route("/_simulator/traffic", counted),
        Route("/_simulator/reset", start_afresh, methods=["POST"]),
        Route("/_simulator/faults", add_fault, methods=["POST"]),
        Route("/_simulator/faults", pending_faults, methods=["GET"]),
        Route("/_simulator/faults", drop_faults, methods=["DELETE"]),
    ]
