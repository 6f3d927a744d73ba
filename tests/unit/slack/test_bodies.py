"""Whatever bytes Slack's signature stands on, they are values that can be stored, or one sentence."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.slack.bodies import DEEPEST, MOST_FIELDS, form_of, object_of, payload_of, storable

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def is_one_sentence(error: pytest.ExceptionInfo[InvalidPayload]) -> bool:
    sentence = str(error.value)
    return sentence.endswith(".") and sentence.count(".") == 1 and '"' not in sentence


@given(fields=st.dictionaries(TEXT, TEXT, max_size=8))
def test_a_form_is_read_as_it_was_meant(fields: dict[str, str]) -> None:
    fields.pop("", None)
    assert form_of(urlencode(fields).encode()) == fields


def test_a_command_about_a_payload_is_still_a_command() -> None:
    fields = {"command": "/tickets", "text": "payload=1&payload"}
    assert form_of(urlencode(fields).encode()) == fields


@pytest.mark.parametrize(
    "body",
    [
        b"a=1&a=2",
        b"a=1&%61=2",
        b"a=%",
        b"a=%2",
        b"a=%zz",
        b"%=1",
        b"a=%ff",
        b"a=\xff",
        b"a=%ED%A0%80",
        b"a=%C0%80",
        b"&".join(b"%d=" % number for number in range(MOST_FIELDS + 1)),
    ],
)
def test_a_form_that_can_be_read_in_two_ways_or_none_is_refused_with_one_sentence(body: bytes) -> None:
    with pytest.raises(InvalidPayload) as error:
        form_of(body)
    assert is_one_sentence(error)


def test_what_postgresql_cannot_keep_is_replaced() -> None:
    assert form_of(b"a=x%00y") == {"a": "x\N{REPLACEMENT CHARACTER}y"}
    assert object_of(rb'{"a\u0000": ["\u0000"]}') == {"a\N{REPLACEMENT CHARACTER}": ["\N{REPLACEMENT CHARACTER}"]}


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":9223372036854775808}',
        b'{"a":' + b"9" * 5000 + b"}",
        rb'{"a":"\ud800"}',
        rb'{"\udfff":1}',
        b'\xff\xfe{"a":1}',
        '{"a":1}'.encode("utf-16"),
        nested(DEEPEST + 1),
        nested(100_000),
        b"[" * 100_000,
    ],
)
def test_json_that_cannot_be_kept_is_refused_with_one_sentence(body: bytes) -> None:
    with pytest.raises(InvalidPayload) as error:
        object_of(body)
    assert is_one_sentence(error)


def test_json_as_deep_as_slacks_and_deeper_is_read() -> None:
    assert object_of(nested(DEEPEST - 1)) == json.loads(nested(DEEPEST - 1))


def test_the_payload_of_a_form_is_read_as_json() -> None:
    assert payload_of(urlencode({"payload": '{"text": "a & b=c +%"}'}).encode()) == {"text": "a & b=c +%"}


@pytest.mark.parametrize("body", [b"", b"payload=", b"payload=[]", b"payload={}&payload={}", b"text=payload"])
def test_a_form_without_one_object_in_its_payload_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidPayload):
        payload_of(body)


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, inner in value.items():
                yield name
                yield from texts_in(inner)
        case list():
            for inner in value:
                yield from texts_in(inner)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_storable_or_invalid(body: bytes) -> None:
    for read in (object_of, form_of, payload_of):
        try:
            value = read(body)
        except InvalidPayload:
            continue
        assert orjson.loads(orjson.dumps(value)) == value
        assert not any("\0" in text for text in texts_in(value))


@given(JSON)
def test_what_somebody_else_has_read_is_storable_or_invalid(value: object) -> None:
    try:
        clean = storable(value)
    except InvalidPayload:
        return
    assert orjson.loads(orjson.dumps(clean)) == clean
