"""Claude's JSON, and what we make of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.claude.payloads import read_completion
from shared.domain.drafts import Completion
from shared.errors import InvalidPayload


def wire(**changes: Any) -> bytes:
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [
            {"type": "thinking", "thinking": "a secret thought", "signature": "x"},
            {"type": "text", "text": "Hi Sarah,"},
            {"type": "a_new_kind", "text": "not for the customer"},
            {"type": "text", "text": " I'm looking into it."},
        ],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 12, "output_tokens": 8},
    }
    return json.dumps(message | changes).encode()


def test_only_blocks_of_text_are_the_reply() -> None:
    assert read_completion(wire(), latency_s=1.5) == Completion(
        text="Hi Sarah, I'm looking into it.",
        model="claude-haiku-5-5",
        stop_reason="end_turn",
        input_tokens=12,
        output_tokens=8,
        latency_s=1.5,
    )


def test_a_reply_without_a_price_is_still_a_reply() -> None:
    completion = read_completion(wire(usage=None), latency_s=0)
    assert (completion.input_tokens, completion.output_tokens) == (0, 0)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", wire(content=None), wire()[:-9]])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        read_completion(body, latency_s=0)


@given(st.lists(st.dictionaries(st.sampled_from(["type", "text"]), st.none() | st.integers() | st.text())))
def test_any_blocks_are_read(blocks: list[dict[str, object]]) -> None:
    assert isinstance(read_completion(wire(content=blocks), latency_s=0).text, str)
