"""Prompts that were seen before: what is marked to be cached is written once and read from then on."""

from math import ceil
from typing import Any

from tests.simulators.claude.refusal import Refused

#: Characters of a token, more or less.
TOKEN_LENGTH = 4
#: Shorter beginnings are not cached. Models differ, from 1,024 to 4,096; we do not know it of each.
SHORTEST_TOKENS = 1024
MOST_MARKS = 4


class PromptCache:
    """Which beginnings are cached, by model; for good, where the real one forgets after five minutes."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def clear(self) -> None:
        """Forget all."""
        self._known.clear()

    def usage(self, model: str, cached: str, fresh: str) -> dict[str, Any]:
        """The input's part of `usage`, of what is marked to be cached and of all that is not."""
        tokens = tokens_in(cached)
        is_cached = tokens >= SHORTEST_TOKENS
        is_known = is_cached and (model, cached) in self._known
        if is_cached:
            self._known.add((model, cached))
        written = tokens if is_cached and not is_known else 0
        return {
            "input_tokens": tokens_in(fresh) + (0 if is_cached else tokens),
            "cache_creation_input_tokens": written,
            "cache_read_input_tokens": tokens if is_known else 0,
            "cache_creation": {"ephemeral_5m_input_tokens": written, "ephemeral_1h_input_tokens": 0},
        }


def marked(system: Any) -> tuple[str, str]:
    """The system prompt up to its last cache mark, and the rest; Refused when a mark is not as it should be."""
    if not isinstance(system, list):
        return "", system or ""
    marks = [place for place, block in enumerate(system) if block.get("cache_control")]
    if len(marks) > MOST_MARKS:
        raise Refused(400, f"A maximum of {MOST_MARKS} blocks with cache_control may be provided")
    for place in marks:
        mark = system[place]["cache_control"]
        if (
            mark.get("type") != "ephemeral"
            or mark.get("ttl", "5m") not in {"5m", "1h"}
            or mark.keys() - {"type", "ttl"}
        ):
            raise Refused(400, f"system.{place}.cache_control: Input should be an ephemeral cache control")
    texts = [block["text"] for block in system]
    end = marks[-1] + 1 if marks else 0
    return "\n".join(texts[:end]), "\n".join(texts[end:])


def tokens_in(text: str) -> int:
    """How many tokens a text has, roughly."""
    return ceil(len(text) / TOKEN_LENGTH)
