"""Claude's JSON, read into our own types. Blocks are picked by their type: thinking may come first, or new kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from shared.errors import InvalidPayload

#: No request has as many tokens; what claims more is broken.
MOST_TOKENS = 1_000_000_000
#: Characters of a model's name.
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that an answer is charged by."""

    #: Neither written to the cache nor read from it.
    input_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    #: Thinking included.
    output_tokens: int = 0

    @property
    def all_input_tokens(self) -> int:
        """All that the model was given to read."""
        return self.input_tokens + self.cache_write_tokens + self.cache_read_tokens


@dataclass(frozen=True, slots=True)
class Message:
    """What Claude answered."""

    #: All text, without thinking; "" after a refusal.
    text: str
    #: The model that answered.
    model: str
    stop_reason: str
    usage: Usage


def read_message(body: bytes) -> Message:
    """The message in a reply to `POST /v1/messages`; InvalidPayload when there is none."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidPayload("Claude's answer is not JSON") from error
    if not isinstance(message, dict) or not isinstance(message.get("content"), list):
        raise InvalidPayload("Claude's answer is not a message")
    blocks = [_mapping(block) for block in message["content"]]
    return Message(
        text="".join(str(block.get("text", "")) for block in blocks if block.get("type") == "text"),
        model="".join(filter(str.isprintable, str(message.get("model"))))[:LONGEST_NAME],
        stop_reason=str(message.get("stop_reason")),
        usage=_usage(_mapping(message.get("usage"))),
    )


def _usage(told: Mapping[str, Any]) -> Usage:
    return Usage(
        input_tokens=_count(told.get("input_tokens")),
        cache_write_tokens=_count(told.get("cache_creation_input_tokens")),
        cache_read_tokens=_count(told.get("cache_read_input_tokens")),
        output_tokens=_count(told.get("output_tokens")),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: object) -> int:
    return min(max(value, 0), MOST_TOKENS) if isinstance(value, int) else 0
