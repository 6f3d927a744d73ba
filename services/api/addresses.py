"""Addresses whose parts hold slashes: `a%2Fb` is one part, and must never be read as two."""

from urllib.parse import unquote

from starlette.types import ASGIApp, Receive, Scope, Send

#: Stands for a slash within a part until the part is read. No address can hold it: it is half of a surrogate pair.
SLASH = "\udc2f"


class KeepsParts:
    """An ASGI application whose routes see each part of a path as it was sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with SLASH for each slash that was sent as %2F."""
        sent = scope.get("raw_path") or b""
        if scope["type"] == "http" and b"%2f" in sent.lower():
            parts = sent.decode("latin-1").split("/")
            # The server quotes the path of its own scope for its logs, which cannot be done with SLASH in it.
            scope = {**scope, "path": "/".join(unquote(part).replace("/", SLASH) for part in parts)}
        await self._app(scope, receive, send)


def with_slashes(part: object) -> object:
    """The part of a path as it was meant; whatever is no text, as it is."""
    return part.replace(SLASH, "/") if isinstance(part, str) else part
