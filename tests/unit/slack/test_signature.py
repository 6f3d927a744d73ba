"""Only what Slack has just signed is Slack's."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.slack.signature import SlackVerifier

#: Slack's own example.
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1531420618
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNATURE = b"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"

Headers = list[tuple[bytes, bytes]]


def headers(signature: bytes = SIGNATURE, timestamp: bytes = str(NOW).encode()) -> Headers:
    return [(b"x-slack-signature", signature), (b"x-slack-request-timestamp", timestamp)]


def signed(body: bytes, secret: str, timestamp: bytes = str(NOW).encode()) -> Headers:
    signature = hmac.new(secret.encode(), b"v0:" + timestamp + b":" + body, hashlib.sha256).hexdigest()
    return headers(b"v0=" + signature.encode(), timestamp)


def a_verifier(*secrets: str, now: float = NOW) -> SlackVerifier:
    return SlackVerifier(secrets or (SECRET,), lambda: now)


def test_slacks_own_example_is_accepted() -> None:
    assert a_verifier().is_authentic(BODY, headers())


@pytest.mark.parametrize(("age", "is_accepted"), [(300, True), (-300, True), (301, False), (-301, False)])
def test_a_request_is_good_for_five_minutes_either_way(age: int, *, is_accepted: bool) -> None:
    assert a_verifier(now=NOW + age).is_authentic(BODY, headers()) is is_accepted


@pytest.mark.parametrize("secret", ["new", "old"])
def test_every_active_secret_is_accepted_while_one_is_rotated(secret: str) -> None:
    assert a_verifier("new", "old").is_authentic(BODY, signed(BODY, secret))


def test_a_secret_that_was_revoked_is_not_accepted() -> None:
    assert not a_verifier("new").is_authentic(BODY, signed(BODY, "old"))


def test_without_a_secret_nobody_is_trusted() -> None:
    assert not SlackVerifier(("",), lambda: NOW).is_authentic(BODY, signed(BODY, ""))
    assert not SlackVerifier((), lambda: NOW).is_authentic(BODY, signed(BODY, ""))


@pytest.mark.parametrize(
    "timestamp", [b"", b"now", b"-1531420618", b"1531420618.0", b" 1531420618", b"1_531_420_618", b"9" * 5000]
)
def test_a_timestamp_that_is_no_number_is_refused_even_when_it_was_signed(timestamp: bytes) -> None:
    assert not a_verifier().is_authentic(BODY, signed(BODY, SECRET, timestamp))


def test_digits_of_other_scripts_are_no_timestamp() -> None:
    timestamp = "\N{ARABIC-INDIC DIGIT FIVE}".encode() * 10
    assert not a_verifier(now=5555555555).is_authentic(BODY, signed(BODY, SECRET, timestamp))


@pytest.mark.parametrize(
    "signature",
    [b"", b"v0=", SIGNATURE[3:], b"v1" + SIGNATURE[2:], SIGNATURE.upper(), b" " + SIGNATURE, "v0=ä".encode()],
)
def test_a_signature_counts_as_a_whole(signature: bytes) -> None:
    assert not a_verifier().is_authentic(BODY, headers(signature))


@pytest.mark.parametrize("doubled", [0, 1])
def test_a_header_that_comes_twice_is_refused(doubled: int) -> None:
    assert not a_verifier().is_authentic(BODY, [*headers(), headers()[doubled]])


@pytest.mark.parametrize("missing", [0, 1])
def test_a_header_that_is_missing_is_refused(missing: int) -> None:
    assert not a_verifier().is_authentic(BODY, [headers()[missing]])


@given(
    body=st.binary(),
    sent=st.lists(
        st.tuples(
            st.sampled_from([b"x-slack-signature", b"x-slack-request-timestamp"]) | st.binary(max_size=4),
            st.binary() | st.just(str(NOW).encode()) | st.binary().map(lambda value: b"v0=" + value),
        )
    ),
)
def test_whatever_is_sent_without_our_secret_is_refused_and_raises_nothing(body: bytes, sent: Headers) -> None:
    assert a_verifier("9f2c1e6b0a", "\N{SNOWMAN} old").is_authentic(body, sent) is False


@given(body=st.binary(), secret=st.text(min_size=1).filter(lambda secret: secret.isprintable()))
def test_whatever_body_was_signed_with_our_secret_is_accepted(body: bytes, secret: str) -> None:
    assert a_verifier(secret).is_authentic(body, signed(body, secret))


@given(body=st.binary(), other=st.binary())
def test_a_signature_is_good_for_one_body(body: bytes, other: bytes) -> None:
    assert a_verifier().is_authentic(other, signed(body, SECRET)) is (body == other)
