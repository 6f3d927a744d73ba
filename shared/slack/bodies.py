"""What Slack sends, read: forms and JSON, into values that PostgreSQL and everybody after it can take.

Bolt's own reading takes a command whose text holds the word "payload" for something else, and lets through what
cannot be stored. Whatever bytes are sent, the answers are values or InvalidPayload.
"""

import json
import math
import re
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from shared.errors import InvalidPayload

#: Slack's own go to about 20.
DEEPEST = 60
MOST_FIELDS = 100
#: What bigint and every reader of JSON can hold.
LARGEST_NUMBER = 2**63 - 1
LONGEST_NUMBER = 20

#: PostgreSQL keeps no NUL in text.
NUL, INSTEAD_OF_NUL = "\0", "\N{REPLACEMENT CHARACTER}"

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form as browsers encode it."""
    parts = [part for part in body.split(b"&") if part]
    if len(parts) > MOST_FIELDS:
        raise InvalidPayload("The form has too many fields.")
    fields: dict[str, str] = {}
    for part in parts:
        name, _, value = part.partition(b"=")
        known = _decoded(name)
        if known in fields:
            raise InvalidPayload("The form names a field twice.")
        fields[known] = _decoded(value)
    return fields


def payload_of(body: bytes) -> dict[str, Any]:
    """The object that stands in the form's field `payload`."""
    payload = form_of(body).get("payload")
    if payload is None:
        raise InvalidPayload("The form has no payload.")
    return object_of(payload.encode())


def object_of(body: bytes) -> dict[str, Any]:
    """The JSON object."""
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=_without_doubles,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError) as error:
        raise InvalidPayload("The body is not valid JSON.") from error
    return storable(value)


def storable(payload: object) -> dict[str, Any]:
    """The object without what PostgreSQL cannot keep, for what somebody else has read as JSON."""
    clean = _storable(payload, DEEPEST)
    if not isinstance(clean, dict):
        raise InvalidPayload("The body is not a JSON object.")
    return clean


def _decoded(part: bytes) -> str:
    if _BROKEN_ESCAPE.search(part):
        raise InvalidPayload("The form has a broken escape.")
    try:
        return unquote_to_bytes(part.replace(b"+", b" ")).decode().replace(NUL, INSTEAD_OF_NUL)
    except UnicodeDecodeError as error:
        raise InvalidPayload("The form is not UTF-8.") from error


def _storable(value: object, levels: int) -> object:
    if not levels:
        raise InvalidPayload("The body is nested too deeply.")
    match value:
        case str():
            return _text(value)
        case dict():
            return {_text(name): _storable(each, levels - 1) for name, each in value.items()}
        case list():
            return [_storable(each, levels - 1) for each in value]
        case bool() | None:
            return value
        case int() if abs(value) <= LARGEST_NUMBER:
            return value
        case float() if math.isfinite(value):
            return value
    raise InvalidPayload("The body has a number that is too large.")


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidPayload("The body has half a character.") from error
    return value.replace(NUL, INSTEAD_OF_NUL)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return known


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(digits)


def _number(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError("a number is too large")
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
