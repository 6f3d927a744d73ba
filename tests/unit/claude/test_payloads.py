"""Claude's JSON, and what we make of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.claude.payloads import LONGEST_NAME, MOST_TOKENS, Message, Usage, read_message
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
    assert read_message(wire()) == Message(
        text="Hi Sarah, I'm looking into it.",
        model="claude-haiku-5-5",
        stop_reason="end_turn",
        usage=Usage(input_tokens=12, output_tokens=8),
    )


def test_what_was_cached_is_told_apart_and_counts_as_read() -> None:
    told = {
        "input_tokens": 7,
        "cache_creation_input_tokens": 2000,
        "cache_read_input_tokens": 300,
        "output_tokens": 5,
    }
    usage = read_message(wire(usage=told)).usage

    assert usage == Usage(input_tokens=7, cache_write_tokens=2000, cache_read_tokens=300, output_tokens=5)
    assert usage.all_input_tokens == 2307


@pytest.mark.parametrize("told", [None, {}, [], {"input_tokens": None, "output_tokens": "8"}, {"input_tokens": -4}])
def test_a_reply_without_a_price_is_still_a_reply(told: object) -> None:
    assert read_message(wire(usage=told)).usage == Usage()


def test_more_tokens_than_there_can_be_are_not_believed() -> None:
    assert read_message(wire(usage={"input_tokens": 2**63 - 1})).usage.input_tokens == MOST_TOKENS


def test_a_name_of_a_model_can_be_kept_in_the_database() -> None:
    assert read_message(wire(model="claude\x00-haiku\n")).model == "claude-haiku"
    assert len(read_message(wire(model="x" * 1000)).model) == LONGEST_NAME


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", wire(content=None), wire()[:-9]])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        read_message(body)


@given(st.lists(st.dictionaries(st.sampled_from(["type", "text"]), st.none() | st.integers() | st.text())))
def test_any_blocks_are_read(blocks: list[dict[str, object]]) -> None:
    assert isinstance(read_message(wire(content=blocks)).text, str)
