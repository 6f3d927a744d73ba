"""A request's body and an answer in JSON, straight on ASGI: Starlette's cost more than all that the door does."""

from dataclasses import dataclass

from starlette.types import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    #: JSON, or "".
    body: str
    headers: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, send: Send) -> None:
        """Send it."""
        body = self.body.encode()
        kind = [(b"content-type", b"application/json")] if body else []
        own = [*kind, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": [*own, *self.headers]})
        await send({"type": "http.response.body", "body": body})


async def body_of(scope: Scope, receive: Receive, *, most: int) -> bytes | None:
    """The raw body, or None as soon as it is known to be longer than `most` bytes, or when the sender has gone."""
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if not announced.isdigit() or int(announced) > most:
        return None
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            return None
    return body
