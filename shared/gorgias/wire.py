"""Values in Gorgias' JSON, read into Python's own.

Fields may be missing, null, or strings where numbers belong: whatever stands there, the answer is a value of the type
that is asked for, or none.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

import orjson

from shared.errors import InvalidPayload

Wire = Mapping[str, Any]

NOTHING: Wire = {}
#: More digits are no id.
MOST_DIGITS = 18
#: An opening bracket inside a tag begins anew, so that a million of them cost no more than one.
TAG = re.compile(r"<[^<>]*>")


def json_object(body: bytes) -> Wire:
    """The object in a reply, empty for JSON that is none; InvalidPayload for what is no JSON."""
    try:
        return mapping_of(orjson.loads(body))
    except orjson.JSONDecodeError:
        pass
    # What a customer typed may hold half a surrogate pair, which orjson refuses.
    try:
        return mapping_of(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise InvalidPayload("Gorgias' answer is not JSON") from error


def identity_of(wire: Wire, name: str) -> int:
    """The id of the `name`, as a ticket; InvalidPayload without one."""
    identity = number_of(wire.get("id"))
    if identity is None:
        raise InvalidPayload(f"Gorgias' answer holds a {name} without an id")
    return identity


def mapping_of(value: object) -> Wire:
    """The object, or an empty one."""
    return value if isinstance(value, Mapping) else NOTHING


def mappings_of(value: object) -> list[Wire]:
    """The objects in a list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def rows_of(wire: Wire) -> list[Wire]:
    """The objects on a page of a list; InvalidPayload when it is no page."""
    if not isinstance(wire.get("data"), list):
        raise InvalidPayload("Gorgias' answer is not a page")
    return mappings_of(wire["data"])


def next_cursor_of(wire: Wire) -> str | None:
    """Where the page after this one begins; None on the last page."""
    return text_of(mapping_of(wire.get("meta")).get("next_cursor"))


def text_of(value: object) -> str | None:
    """A string or number as PostgreSQL can keep it; None for what is empty or something else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).replace("\0", "").encode("utf-8", "replace").decode().strip() or None


def number_of(value: object) -> int | None:
    """A whole number that may be an id, or None."""
    text = text_of(value)
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def is_true(value: object, *, unsaid: bool = False) -> bool:
    """Whether the value is true, or the word for it; `unsaid` when there is none."""
    return unsaid if value is None else value is True or str(value).lower() in {"true", "1"}


def moment_of(value: object) -> datetime | None:
    """A moment in UTC; Gorgias leaves the offset away in places, and means UTC."""
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def without_tags(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(unescape(TAG.sub(" ", html)).split())
