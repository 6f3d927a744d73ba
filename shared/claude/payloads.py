"""Claude's JSON, read into our own type. Blocks are picked by their type: thinking may come first, or new kinds."""

from collections.abc import Mapping
from typing import Any

import orjson

from shared.domain.drafts import Completion
from shared.errors import InvalidPayload


def read_completion(body: bytes, *, latency_s: float) -> Completion:
    """The completion in a reply to `POST /v1/messages`; InvalidPayload when there is none."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidPayload("Claude's answer is not JSON") from error
    if not isinstance(message, dict) or not isinstance(message.get("content"), list):
        raise InvalidPayload("Claude's answer is not a message")
    usage = _mapping(message.get("usage"))
    blocks = [_mapping(block) for block in message["content"]]
    return Completion(
        text="".join(str(block.get("text", "")) for block in blocks if block.get("type") == "text"),
        model=str(message.get("model")),
        stop_reason=str(message.get("stop_reason")),
        input_tokens=_count(usage.get("input_tokens")),
        output_tokens=_count(usage.get("output_tokens")),
        latency_s=latency_s,
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
