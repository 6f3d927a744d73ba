"""The arguments of a Web API call: read from a form, from JSON or from the address, and checked by name and kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

import orjson
from starlette.requests import ClientDisconnect, Request

from tests.simulators.slack.refusal import Refused

Kind = Literal["string", "integer", "boolean", "json"]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WRONG_BLOCKS = "invalid_blocks_format"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a method takes: required and optional arguments by name."""

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind]

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as Python has them; Refused when one is missing, unknown or of the wrong kind."""
        known = {**self.required, **self.optional}
        problems = [f"[ERROR] missing required field: {name}" for name in self.required if name not in given]
        problems += [f"[ERROR] unknown argument: {name}" for name in given if name not in known]
        if problems:
            raise Refused("invalid_arguments", problems)
        return {name: _as(kind, name, given[name]) for name, kind in known.items() if name in given}


def takes(required: str = "", optional: str = "") -> Arguments:
    """Arguments written as `channel limit:integer`; what has no kind is a string."""
    return Arguments(dict(_pairs(required)), dict(_pairs(optional)))


async def given_with(request: Request) -> dict[str, Any]:
    """All arguments of a call, not checked yet."""
    given: dict[str, Any] = dict(request.query_params)
    try:
        body = await request.body()
    except ClientDisconnect:
        # The app was killed in the middle of it, and hears no answer.
        raise Refused("request_timeout") from None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        try:
            more = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise Refused("invalid_json") from None
        if not isinstance(more, dict):
            raise Refused("json_not_object")
        return given | more
    if body and kind == FORM:
        return given | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if body:
        raise Refused("invalid_post_type")
    return given


def _pairs(written: str) -> list[tuple[str, Kind]]:
    pairs: list[tuple[str, Kind]] = []
    for word in written.split():
        name, _, kind = word.partition(":")
        pairs.append((name, kind or "string"))  # type: ignore[arg-type]  # the kinds stand in this package alone
    return pairs


def _as(kind: Kind, name: str, value: Any) -> Any:
    try:
        match kind:
            case "integer":
                return int(value)
            case "boolean":
                return _truth(value)
            case "json":
                return orjson.loads(value) if isinstance(value, str) else value
    except ValueError:
        if name == "blocks":
            raise Refused(WRONG_BLOCKS) from None
        raise Refused("invalid_arguments", [f"[ERROR] {name} must be {kind}"]) from None
    if not isinstance(value, str):
        raise Refused("invalid_arguments", [f"[ERROR] must be a string [json-pointer:/{name}]"])
    return value


def _truth(value: Any) -> bool:
    words = {"true": True, "1": True, "false": False, "0": False}
    word = str(value).lower()
    if word not in words:
        raise ValueError(word)
    return words[word]
