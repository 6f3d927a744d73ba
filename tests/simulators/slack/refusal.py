"""How Slack refuses: 200 with `ok` false, but for too many requests."""

from typing import Any

import orjson

#: What a fault answers for a status, where nothing else is asked for.
ERRORS = {429: "ratelimited", 500: "internal_error", 503: "service_unavailable"}


class Refused(Exception):  # noqa: N818  what happened, in the house's word
    """A call that Slack refuses. `messages` tell why, `more` stands beside the error."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.body: dict[str, Any] = {"ok": False, "error": error, **more}
        if messages:
            self.body["response_metadata"] = {"messages": messages}


class NotPossible(Exception):  # noqa: N818  what happened
    """What nobody could do in Slack: the back door answers 400 and says why."""


def error_body(status: int) -> bytes:
    """The body of an answer with a bad status."""
    return orjson.dumps({"ok": False, "error": ERRORS.get(status, "fatal_error")})
