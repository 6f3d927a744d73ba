"""Bodies of requests: JSON objects of a bounded size, whatever else is sent."""

from http import HTTPStatus
from typing import Any

import orjson
from fastapi import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.problems import problem
from shared.errors import InvalidPayload

#: Larger than anything that can be asked.
MOST_BYTES = 1024 * 1024
TOO_LARGE = f"The body must not be larger than {MOST_BYTES:,} bytes."


class BoundsBodies:
    """An ASGI application that takes no body larger than MOST_BYTES, whether it tells its length or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 413; HTTPException to whoever reads on beyond the bound."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > MOST_BYTES:
            await problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)(scope, receive, send)
            return
        read = 0

        async def receive_bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST_BYTES:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
            return message

        await self._app(scope, receive_bounded, send)


async def read_object(request: Request) -> dict[str, Any]:
    """A dependency: the body as an object.

    Raises HTTPException with 415 when it is not sent as JSON and with 400 when it is none, and InvalidPayload when it
    is JSON of another kind.
    """
    media_type, _, _ = request.headers.get("Content-Type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON, as `Content-Type: application/json`.")
    try:
        told = orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error
    if not isinstance(told, dict):
        raise InvalidPayload("the body must be an object, as {}")
    return told
