"""How Gorgias refuses."""

from typing import Any

import orjson

#: What Gorgias says for a status when nothing more is known.
PHRASES = {
    400: "Invalid request.",
    401: "Authentication required.",
    403: "You are not allowed to do this.",
    404: "Resource not found.",
    409: "The resource already exists.",
    413: "The request is too large.",
    429: "Too many requests.",
    503: "An external service had an issue.",
}


class ApiError(Exception):
    """A request that Gorgias refuses."""

    def __init__(self, status: int, msg: str | None = None, data: dict[str, Any] | None = None) -> None:
        super().__init__(msg)
        self.status = status
        self.body = error_body(status, msg, data)


def error_body(status: int, msg: str | None = None, data: dict[str, Any] | None = None) -> bytes:
    """Gorgias' error object."""
    error: dict[str, Any] = {"msg": msg or PHRASES.get(status, "Something went wrong.")}
    return orjson.dumps({"error": error | ({"data": data} if data else {})})


class Moved(Exception):  # noqa: N818  what happened, in HTTP's own word
    """A ticket that was merged into another one."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
