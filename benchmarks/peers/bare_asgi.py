"""The ceiling: an ASGI app that reads the body and answers 202. It checks nothing and keeps nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

ANSWER = b'{"status":"accepted"}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(ANSWER)).encode())]


async def app(scope: "Scope", receive: "ASGIReceiveCallable", send: "ASGISendCallable") -> None:
    """Answer 202 to whatever comes."""
    if scope["type"] != "http":
        return
    more = True
    while more:
        message = await receive()
        more = message["type"] == "http.request" and message["more_body"]
    await send({"type": "http.response.start", "status": 202, "headers": HEADERS, "trailers": False})
    await send({"type": "http.response.body", "body": ANSWER, "more_body": False})
