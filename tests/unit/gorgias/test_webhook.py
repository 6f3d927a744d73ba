"""Only our signature is accepted, and any body is a hint or a sentence."""

import hashlib
import hmac
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.gorgias.webhook import LARGEST_ID, Hint, Verifier, dedupe_key, read_hint
from shared.settings import WebhookVerifier

BODY = b'{"ticket_id":"218411991"}'
HEADERS = st.lists(
    st.tuples(
        st.sampled_from([b"x-gorgias-signature", b"x-gorgias-secret", b"content-type"]) | st.binary(),
        st.binary() | st.binary().map(lambda value: b"sha256=" + value),
    )
)


def signature(body: bytes, secret: str) -> bytes:
    return b"sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()


def signed(body: bytes, secret: str) -> list[tuple[bytes, bytes]]:
    return [(b"content-type", b"application/json"), (b"x-gorgias-signature", signature(body, secret))]


@pytest.mark.parametrize("secret", ["new", "old"])
def test_every_active_secret_is_accepted_while_one_is_rotated(secret: str) -> None:
    verifier = Verifier(WebhookVerifier.HMAC, ("new", "old"))
    assert verifier.is_authentic(BODY, signed(BODY, secret))


def test_a_secret_that_was_revoked_is_not_accepted() -> None:
    verifier = Verifier(WebhookVerifier.HMAC, ("new",))
    assert not verifier.is_authentic(BODY, signed(BODY, "old"))


def test_a_signature_in_capital_letters_is_accepted() -> None:
    header = (b"x-gorgias-signature", signature(BODY, "secret").upper())
    assert Verifier(WebhookVerifier.HMAC, ("secret",)).is_authentic(BODY, [header])


@pytest.mark.parametrize(
    "tampered",
    [
        lambda value: value[:-1],
        lambda value: value + b"0",
        lambda value: value.removeprefix(b"sha256="),
        lambda value: b"sha1=" + value.removeprefix(b"sha256="),
        lambda value: b" " + value,
    ],
)
def test_a_signature_counts_as_a_whole(tampered: Callable[[bytes], bytes]) -> None:
    header = (b"x-gorgias-signature", tampered(signature(BODY, "secret")))
    assert not Verifier(WebhookVerifier.HMAC, ("secret",)).is_authentic(BODY, [header])


@pytest.mark.parametrize("way", list(WebhookVerifier))
@pytest.mark.parametrize("secrets", [(), ("",)])
def test_without_a_secret_nobody_is_trusted(way: WebhookVerifier, secrets: tuple[str, ...]) -> None:
    headers = [*signed(BODY, ""), (b"x-gorgias-secret", b"")]
    assert not Verifier(way, secrets).is_authentic(BODY, headers, b"token=")


@given(body=st.binary(), headers=HEADERS, query=st.binary())
def test_whatever_is_sent_without_our_secret_is_refused_and_raises_nothing(
    body: bytes, headers: list[tuple[bytes, bytes]], query: bytes
) -> None:
    for way in WebhookVerifier:
        verifier = Verifier(way, ("9f2c1e6b0a", "\N{SNOWMAN} old"))
        assert verifier.is_authentic(body, headers, query) is False


@given(body=st.binary(), secret=st.text(min_size=1).filter(lambda secret: secret.isprintable()))
def test_whatever_body_we_signed_is_accepted(body: bytes, secret: str) -> None:
    assert Verifier(WebhookVerifier.HMAC, (secret,)).is_authentic(body, signed(body, secret))


@given(body=st.binary(), other=st.binary())
def test_a_signature_is_good_for_one_body(body: bytes, other: bytes) -> None:
    is_same = body == other
    assert Verifier(WebhookVerifier.HMAC, ("secret",)).is_authentic(other, signed(body, "secret")) is is_same


def test_a_secret_may_come_in_a_header_of_its_own() -> None:
    verifier = Verifier(WebhookVerifier.STATIC_HEADER, ("new", "\N{SNOWMAN}"))
    assert verifier.is_authentic(BODY, [(b"x-gorgias-secret", "\N{SNOWMAN}".encode())])
    assert not verifier.is_authentic(BODY, [(b"x-gorgias-secret", b"new ")])
    assert not verifier.is_authentic(BODY, [(b"x-secret", b"new")])


def test_a_secret_may_come_in_the_address() -> None:
    verifier = Verifier(WebhookVerifier.URL_TOKEN, ("n+w \N{SNOWMAN}",))
    assert verifier.is_authentic(BODY, [], b"a=1&token=n%2Bw+%E2%98%83")
    assert not verifier.is_authentic(BODY, [], b"token=n+w")
    assert not verifier.is_authentic(BODY, [], b"&".join([b"a=1"] * 1000) + b"&token=n%2Bw+%E2%98%83")


@pytest.mark.parametrize(
    ("payload", "hint"),
    [
        (
            {"ticket_id": "218411991", "message_id": "208841467", "event": "ticket-message-created"},
            Hint(218411991, 208841467, "ticket-message-created"),
        ),
        ({"ticket": {"id": 86538298}, "message": {"id": 208841467}}, Hint(86538298, 208841467, None)),
        ({"ticket": {"id": 86538298}, "message": None}, Hint(86538298, None, None)),
        ({"ticket": {"id": 1}, "event": {"type": "ticket-created", "user_id": None}}, Hint(1, None, "ticket-created")),
        ({"ticket_id": 5, "message_id": "None", "event": ""}, Hint(5, None, None)),
        ({"ticket_id": LARGEST_ID}, Hint(LARGEST_ID, None, None)),
    ],
)
def test_both_templates_are_understood(payload: object, hint: Hint) -> None:
    assert read_hint(json.dumps(payload).encode()) == hint


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"ticket_id=5",
        b'{"ticket_id":NaN}',
        b'{"ticket_id":1e3}',
        b'{"ticket_id":true}',
        b'{"ticket_id":0}',
        b'{"ticket_id":-5}',
        b'{"ticket_id":"-5"}',
        b'{"ticket_id":" 5"}',
        b'{"ticket_id":"5\\u0000"}',
        b'{"ticket_id":"\\ud800"}',
        '{"ticket_id":"\N{ARABIC-INDIC DIGIT FIVE}"}'.encode(),
        b'{"ticket_id":9223372036854775808}',
        b'{"ticket_id":"9223372036854775808"}',
        b'{"ticket_id":' + b"9" * 5000 + b"}",
        b'{"ticket_id":"' + b"9" * 5000 + b'"}',
        b'{"ticket_id":5,"message_id":"five"}',
        b'{"ticket_id":5,"message_id":[]}',
        b'{"ticket_id":5,"event":"<script>"}',
        b'{"ticket_id":5,"event":7}',
        b'{"ticket":[5]}',
        b'{"ticket":{"id":{}}}',
        b'{"ticket":{"id":5},"message":"6"}',
        b"[" * 100_000,
        b'{"ticket":' * 2000,
        b'\xff\xfe{"ticket_id":5}',
    ],
)
def test_anything_else_is_refused_with_one_sentence(body: bytes) -> None:
    with pytest.raises(InvalidPayload) as told:
        read_hint(body)
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert sentence.count(".") == 1
    assert '"' not in sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
NEAR_MISSES = st.fixed_dictionaries(
    {},
    optional={
        "ticket_id": JSON,
        "message_id": JSON,
        "event": JSON,
        "ticket": st.fixed_dictionaries({"id": JSON}) | JSON,
        "message": st.fixed_dictionaries({"id": JSON}) | JSON,
    },
)


@given(st.binary() | (JSON | NEAR_MISSES).map(lambda payload: json.dumps(payload).encode()))
def test_any_body_is_a_hint_with_ids_that_fit_or_invalid(body: bytes) -> None:
    try:
        hint = read_hint(body)
    except InvalidPayload:
        return
    assert 0 < hint.ticket_id <= LARGEST_ID
    assert hint.message_id is None or 0 < hint.message_id <= LARGEST_ID


def test_webhooks_about_the_same_message_share_a_key() -> None:
    created = dedupe_key(Hint(5, 7, "ticket-created"), b"one body")
    assert created == dedupe_key(Hint(5, 7, "ticket-message-created"), b"another") == "ticket:5:message:7"


def test_without_a_message_only_repeated_bodies_share_a_key() -> None:
    key = dedupe_key(Hint(5, None, None), b"body")
    assert key == f"ticket:5:body:{hashlib.sha256(b'body').hexdigest()}"
    assert key != dedupe_key(Hint(5, None, None), b"other body")
