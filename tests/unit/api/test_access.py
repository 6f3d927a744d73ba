"""Whom the API lets in: every way of sending a key, told by headers and address alone."""

from collections.abc import Iterable

import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from services.api.access import NAMES_OF_KEYS, Access
from shared.domain.access import SETTING_KEY, KeyState, Role
from shared.errors import Retryable
from shared.tools.arguments import arguments_model
from shared.tools.registry import TOOLS
from tests.fakes.keys import FakeKeys, FakeLimits

CHOSEN = "a-key-that-somebody-chose"


def a_request(
    headers: Iterable[tuple[str, str | bytes]] = (),
    *,
    path: str = "/api/mcp/customer/1",
    query: bytes = b"",
    client: str = "192.0.2.1",
) -> HTTPConnection:
    sent = [
        (name.lower().encode(), value if isinstance(value, bytes) else value.encode("latin-1"))
        for name, value in headers
    ]
    scope = {"type": "http", "path": path, "query_string": query, "headers": sent, "client": (client, 1)}
    return HTTPConnection(scope)


@pytest.fixture
def keys() -> FakeKeys:
    return FakeKeys()


@pytest.fixture
def access(keys: FakeKeys) -> Access:
    return Access(keys, FakeLimits(), setting_keys=[CHOSEN, "the-one-before"])


def refusal(access: Access, request: HTTPConnection) -> HTTPException:
    with pytest.raises(HTTPException) as refused:
        access.identify(request)
    return refused.value


@pytest.mark.parametrize("role", Role)
def test_the_holder_of_a_key_is_known_by_either_header(access: Access, keys: FakeKeys, role: Role) -> None:
    key = keys.make(role)

    for headers in (
        [("X-API-Key", key)],
        [("X-API-Key", f" {key} ")],
        [("Authorization", f"Bearer {key}")],
        [("Authorization", f"bearer   {key}")],
        [("Authorization", f"Bearer {key}"), ("X-API-Key", key)],
        [("Authorization", "Basic dXNlcjpwYXNz"), ("X-API-Key", key)],
    ):
        assert access.identify(a_request(headers)) == keys.caller(key)


def test_each_key_of_the_setting_is_a_service(access: Access) -> None:
    for key in (CHOSEN, "the-one-before"):
        assert access.identify(a_request([("X-API-Key", key)])) == SETTING_KEY


def test_a_key_of_the_setting_needs_no_store(access: Access, keys: FakeKeys) -> None:
    keys.is_away = True

    assert access.identify(a_request([("X-API-Key", CHOSEN)])) == SETTING_KEY
    with pytest.raises(Retryable):
        access.identify(a_request([("X-API-Key", keys.make())]))


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("X-API-Key", "")],
        [("Authorization", "")],
        [("Authorization", "Bearer")],
        [("Authorization", "Bearer ")],
        [("Authorization", f"Basic {CHOSEN}")],
        [("Authorization", CHOSEN)],
    ],
)
def test_whoever_sends_no_key_is_told_how_to(access: Access, headers: list[tuple[str, str]]) -> None:
    refused = refusal(access, a_request(headers))

    assert refused.status_code == 401
    assert refused.headers == {"WWW-Authenticate": "Bearer"}
    assert "Send a key" in refused.detail


def test_a_wrong_key_is_answered_like_none(access: Access, keys: FakeKeys) -> None:
    key = keys.make()
    none = refusal(access, a_request())

    for wrong in (key[:-1], key + "0", key.upper(), f"{key},{key}", CHOSEN[:-1], "ключ".encode()):
        refused = refusal(access, a_request([("X-API-Key", wrong)]))

        assert (refused.status_code, refused.detail) == (none.status_code, none.detail)


@pytest.mark.parametrize(("state", "word"), [(KeyState.EXPIRED, "expired"), (KeyState.REVOKED, "revoked")])
def test_whoever_holds_a_key_that_has_ended_is_told_why(
    access: Access, keys: FakeKeys, state: KeyState, word: str
) -> None:
    key = keys.make()
    access.identify(a_request([("X-API-Key", key)]))
    keys.end(key, state)

    refused = refusal(access, a_request([("X-API-Key", key)]))

    assert refused.status_code == 401
    assert refused.headers == {"WWW-Authenticate": "Bearer"}
    assert f"has {word}" in refused.detail or f"been {word}" in refused.detail


def test_two_different_keys_are_refused_even_when_both_are_good(access: Access, keys: FakeKeys) -> None:
    one, other = keys.make(), keys.make()

    for headers in (
        [("Authorization", f"Bearer {one}"), ("X-API-Key", other)],
        [("X-API-Key", one), ("X-API-Key", other)],
        [("Authorization", f"Bearer {one}"), ("Authorization", f"Bearer {other}")],
        [("Authorization", f"Bearer {one}"), ("X-API-Key", "x")],
    ):
        refused = refusal(access, a_request(headers))

        assert refused.status_code == 401
        assert "Two different keys" in refused.detail


@pytest.mark.parametrize(
    "query",
    [
        b"api_key=x",
        b"API_KEY=x",
        b"apikey=x",
        b"limit=5&token=x",
        b"access_token=",
        b"key",
        b"k%65y=x",
        b"q=slv_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        b"q=see%20slv%5Fabcdefghijklmnopqrstuvwxyz",
        b"slv_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    ],
)
def test_a_key_in_the_address_has_leaked_whoever_else_vouches(access: Access, keys: FakeKeys, query: bytes) -> None:
    good = [("X-API-Key", keys.make())]

    for headers in ([], good):
        refused = refusal(access, a_request(headers, query=query))

        assert refused.status_code == 400
        assert "rotate" in refused.detail


def test_a_good_key_in_the_address_opens_nothing(access: Access, keys: FakeKeys) -> None:
    key = keys.make()

    assert refusal(access, a_request(query=f"api_key={key}".encode())).status_code == 400
    assert refusal(access, a_request(path=f"/api/mcp/customer/{key}")).status_code == 400


@pytest.mark.parametrize("query", [b"q=keys", b"q=slv_", b"monkey=1", b"tokens=2", b"%FF=%00&&&=;", b"q=token"])
def test_what_only_reminds_of_a_key_may_stand_in_the_address(access: Access, keys: FakeKeys, query: bytes) -> None:
    key = keys.make()

    assert access.identify(a_request([("X-API-Key", key)], query=query)) == keys.caller(key)


header = st.binary(max_size=40).map(lambda value: value.replace(b"\n", b"").replace(b"\r", b""))


@given(
    names=st.lists(st.sampled_from(["Authorization", "X-API-Key"]), max_size=3), values=st.lists(header), query=header
)
def test_any_bytes_in_headers_and_address_are_refused_and_never_a_surprise(
    names: list[str], values: list[bytes], query: bytes
) -> None:
    access = Access(FakeKeys(), FakeLimits(), setting_keys=[CHOSEN])
    headers = list(zip(names, values, strict=False))

    assert refusal(access, a_request(headers, query=query)).status_code in {400, 401}


def test_no_tool_has_a_parameter_that_is_called_like_a_key() -> None:
    called = {name for tool in TOOLS.values() for name in arguments_model(tool.function).model_fields}

    assert not called & NAMES_OF_KEYS


def test_who_guesses_too_often_is_told_to_wait_and_his_guesses_are_not_looked_at(keys: FakeKeys) -> None:
    access = Access(keys, FakeLimits(), setting_keys=[CHOSEN], guesses="3/minute")
    for _ in range(3):
        assert refusal(access, a_request([("X-API-Key", "guess")])).status_code == 401

    for guess in ("guess", CHOSEN, "slv_guess"):
        refused = refusal(access, a_request([("X-API-Key", guess)]))
        assert refused.status_code == 401
        assert 0 < int((refused.headers or {})["Retry-After"]) <= 61
    assert "Retry-After" in (refusal(access, a_request([("X-API-Key", "slv_" + "x" * 43)])).headers or {})


def test_guesses_of_one_address_are_not_held_against_others_nor_against_keys_that_nobody_can_guess(
    keys: FakeKeys,
) -> None:
    access = Access(keys, FakeLimits(), setting_keys=[CHOSEN], guesses="1/minute")
    refusal(access, a_request([("X-API-Key", "guess")]))
    key = keys.make()

    assert access.identify(a_request([("X-API-Key", key)])) == keys.caller(key)
    assert access.identify(a_request([("X-API-Key", CHOSEN)], client="192.0.2.2")) == SETTING_KEY


def test_only_failures_count_as_guesses(keys: FakeKeys) -> None:
    access = Access(keys, FakeLimits(), setting_keys=[CHOSEN], guesses="1/minute")

    for _ in range(5):
        access.identify(a_request([("X-API-Key", CHOSEN)]))
        refusal(access, a_request())
    assert refusal(access, a_request([("X-API-Key", "guess")])).status_code == 401
