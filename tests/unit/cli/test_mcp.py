"""As whom `selvage mcp` asks."""

import pytest
from pydantic import SecretStr

from shared.cli.mcp import our_service, whoever_holds
from shared.domain.access import SETTING_KEY, KeyState, Role
from shared.errors import Denied, Permanent, Retryable
from shared.settings import Settings
from tests.fakes.keys import FakeKeys

VARIABLE = "SELVAGE_API_KEY"


def settings(key: str | None = None) -> Settings:
    return Settings(analytics_api_key=SecretStr(key) if key else None)


def test_the_key_of_the_settings_is_our_own_service() -> None:
    assert our_service(settings("new,old"))() == SETTING_KEY


@pytest.mark.parametrize("key", [None, "", " , "])
def test_without_it_nobody_asks(key: str | None) -> None:
    with pytest.raises(Permanent, match=r"^ANALYTICS_API_KEY is not set: .* --key-from-env$"):
        our_service(settings(key))


def test_a_key_of_the_environment_acts_for_its_holder(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = FakeKeys()
    key = keys.make(Role.SUPPORT)
    monkeypatch.setenv(VARIABLE, f" {key}\n")

    assert whoever_holds(VARIABLE, settings(), keys)() == keys.caller(key)


def test_the_key_of_the_settings_may_come_that_way_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "old")

    assert whoever_holds(VARIABLE, settings("new,old"), FakeKeys())() == SETTING_KEY


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_empty_variable_is_named(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv(VARIABLE, raising=False)
    else:
        monkeypatch.setenv(VARIABLE, value)

    with pytest.raises(Permanent, match=r"^SELVAGE_API_KEY is not set"):
        whoever_holds(VARIABLE, settings(), FakeKeys())


def test_an_unknown_key_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "slv_made_up")

    with pytest.raises(Denied, match="the key in SELVAGE_API_KEY is none of ours") as refusal:
        whoever_holds(VARIABLE, settings(), FakeKeys())()
    assert "slv_made_up" not in str(refusal.value)


@pytest.mark.parametrize("state", [KeyState.EXPIRED, KeyState.REVOKED])
def test_a_key_that_ends_while_it_is_used_is_refused_from_then_on(
    monkeypatch: pytest.MonkeyPatch, state: KeyState
) -> None:
    keys = FakeKeys()
    key = keys.make()
    monkeypatch.setenv(VARIABLE, key)
    caller = whoever_holds(VARIABLE, settings(), keys)
    assert caller() == keys.caller(key)

    keys.end(key, state)

    with pytest.raises(Denied, match=f"the key in SELVAGE_API_KEY is {state}"):
        caller()


def test_keys_that_cannot_be_read_are_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = FakeKeys()
    monkeypatch.setenv(VARIABLE, keys.make())
    keys.is_away = True

    with pytest.raises(Retryable):
        whoever_holds(VARIABLE, settings(), keys)()
