"""On behalf of a person: whose keys may, what must be sent, and who the caller is then."""

from collections.abc import Callable

import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st

from services.api.access import Access
from services.api.acting import BOTH, PERSON, PERSON_HEADER, ROLE_HEADER, ROLES, SERVICES_ONLY, WHICH_ROLE, WHOM
from shared.domain.access import SETTING_KEY, Caller, Counted, Door, Role
from shared.errors import TooMany
from tests.fakes.keys import FakeKeys, FakeLimits
from tests.unit.api.test_access import CHOSEN, a_request

KEY = ("X-API-Key", CHOSEN)
ACCESS = Access(FakeKeys(), FakeLimits(), setting_keys=[CHOSEN])


def on_behalf(person: str, role: str, key: str = CHOSEN) -> list[tuple[str, str | bytes]]:
    return [("X-API-Key", key), (PERSON_HEADER, person), (ROLE_HEADER, role)]


def refusal(ask: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(HTTPException) as refused:
        ask()
    return refused.value.status_code, refused.value.detail


@pytest.mark.parametrize("role", ROLES)
def test_the_person_is_the_caller_in_the_role_that_was_told(role: str) -> None:
    caller = ACCESS.identify(a_request(on_behalf("slack:U0123ABCD", role)))

    assert caller == Caller("slack:U0123ABCD", "slack:U0123ABCD", Role(role))
    assert caller.is_limited
    assert [caller.came_by(door) for door in Door] == [Door.SLACK] * len(Door)


def test_a_service_that_asks_for_nobody_asks_for_itself() -> None:
    assert ACCESS.identify(a_request([KEY])) == SETTING_KEY
    assert [SETTING_KEY.came_by(door) for door in Door] == list(Door)


def test_a_kept_key_of_a_service_may_ask_for_somebody_too() -> None:
    keys = FakeKeys()
    access = Access(keys, FakeLimits())

    assert access.identify(a_request(on_behalf("slack:U1", "viewer", keys.make(Role.SERVICE)))).key_id == "slack:U1"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SERVICE])
def test_keys_of_other_roles_ask_for_nobody(role: Role) -> None:
    keys = FakeKeys()
    access, key = Access(keys, FakeLimits()), keys.make(role)

    assert refusal(lambda: access.identify(a_request(on_behalf("slack:U1", "viewer", key)))) == (403, SERVICES_ONLY)


@pytest.mark.parametrize(
    "headers",
    [
        [(PERSON_HEADER, "slack:U1")],
        [(ROLE_HEADER, "viewer")],
        [(PERSON_HEADER, "slack:U1"), (PERSON_HEADER, "slack:U2"), (ROLE_HEADER, "viewer")],
        [(PERSON_HEADER, "slack:U1"), (ROLE_HEADER, "viewer"), (ROLE_HEADER, "admin")],
    ],
)
def test_both_headers_are_sent_once_or_neither(headers: list[tuple[str, str | bytes]]) -> None:
    assert refusal(lambda: ACCESS.identify(a_request([KEY, *headers]))) == (400, BOTH)


@pytest.mark.parametrize(
    "person", ["", "slack:", "U1", "setting", "Slack:U1", "slack:U 1", "slack:U1\xe9", "slack:" + "U" * 75, "teams:U1"]
)
def test_only_people_of_slack_are_asked_for(person: str) -> None:
    assert refusal(lambda: ACCESS.identify(a_request(on_behalf(person, "viewer")))) == (400, WHOM)


@pytest.mark.parametrize("role", ["", "service", "Viewer", "root"])
def test_nobody_acts_as_a_service_or_as_what_is_no_role(role: str) -> None:
    assert refusal(lambda: ACCESS.identify(a_request(on_behalf("slack:U1", role)))) == (400, WHICH_ROLE)


@given(st.from_regex(r"slack:[A-Za-z0-9:_-]{1,74}", fullmatch=True), st.sampled_from(ROLES))
def test_every_id_that_slack_may_give_is_taken(person: str, role: str) -> None:
    assert ACCESS.identify(a_request(on_behalf(person, role))).key_id == person


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])), st.text(st.characters(codec="ascii")))
def test_whatever_the_headers_hold_is_a_person_or_refused_in_a_sentence(person: str, role: str) -> None:
    request = a_request(on_behalf(person, role))
    if PERSON.fullmatch(person) and role in ROLES:
        assert ACCESS.identify(request).is_person
    else:
        assert refusal(lambda: ACCESS.identify(request)) in {(400, WHOM), (400, WHICH_ROLE)}


def test_without_a_key_nobody_is_asked_for() -> None:
    assert refusal(lambda: ACCESS.identify(a_request(on_behalf("slack:U1", "viewer")[1:])))[0] == 401


def test_each_person_has_limits_of_their_own() -> None:
    limits = FakeLimits(1)
    access = Access(FakeKeys(), limits, setting_keys=[CHOSEN])
    ann, ben = (access.identify(a_request(on_behalf(f"slack:{who}", "viewer"))) for who in ("ANN", "BEN"))

    limits.take(ann, Counted.QUERY)
    limits.take(ben, Counted.QUERY)

    with pytest.raises(TooMany):
        limits.take(ann, Counted.QUERY)
