"""Pages of a list, with a cursor that says where to go on."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any, TypeVar

from tests.simulators.slack.refusal import Refused

MOST, DEFAULT = 1000, 100

Item = TypeVar("Item")


def page_of(items: Sequence[Item], given: dict[str, Any]) -> tuple[list[Item], str]:
    """At most `limit` items from `cursor` on, and the cursor of the next page, empty on the last."""
    limit = given.get("limit", DEFAULT) or DEFAULT
    if not 0 < limit <= MOST:
        raise Refused("invalid_limit")
    begin = _place(given.get("cursor", ""))
    end = begin + limit
    return list(items[begin:end]), _cursor(end) if end < len(items) else ""


def _cursor(place: int) -> str:
    return urlsafe_b64encode(f"next:{place}".encode()).decode()


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, place = urlsafe_b64decode(cursor).decode().partition(":")
        if word == "next":
            return int(place)
    except ValueError:
        pass
    raise Refused("invalid_cursor")
