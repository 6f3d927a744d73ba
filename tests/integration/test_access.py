"""Keys at the running API: whom it lets in, what it counts, and what it says of that."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from shared.domain.access import ROLE_PROBLEM, Counted, Role
from shared.embedded.valkey import EmbeddedValkey
from shared.settings import Settings
from shared.store.audit import AuditStore
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.asking import CHURN, CUSTOMER, SARAH, problem_of, raw, status_of
from tests.factories_snapshots import keep_snapshot
from tests.running_api import API_KEY, NO_REDIS, running_api

TOP = "/api/mcp/archetypes/top"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FEW = {Counted.QUERY: "3/hour", Counted.QUESTION: "2/hour"}
RATE_LIMIT = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


@pytest.fixture(scope="module")
def store(module_database_url: str) -> Iterator[Database]:
    database = Database(module_database_url, size=2)
    database.open()
    keep_snapshot(database, SARAH)
    yield database
    database.close()


@pytest.fixture(scope="module")
def keys(store: Database) -> KeyStore:
    return KeyStore(store)


@pytest.fixture(scope="module")
def apis(store: Database, module_database_url: str, valkey: EmbeddedValkey) -> Iterator[tuple[str, str]]:
    """Two API servers over the same stores, with few calls an hour for each key."""
    with (
        running_api(module_database_url, redis_url=valkey.valkey.url, limits=FEW) as one,
        running_api(module_database_url, redis_url=valkey.valkey.url, limits=FEW) as other,
    ):
        yield one, other


@pytest.fixture(scope="module")
def api(apis: tuple[str, str]) -> str:
    return apis[0]


@pytest.fixture(scope="module")
def lonely(store: Database, module_database_url: str) -> Iterator[str]:
    """A server without Redis, with the calls that a key has unless a setting says otherwise."""
    allowed = {Counted.QUERY: Settings.model_fields["query_limit"].default}
    with running_api(module_database_url, redis_url=NO_REDIS, limits=allowed) as api:
        yield api


def a_key(keys: KeyStore, role: Role = Role.ANALYST, expires_at: datetime | None = None) -> str:
    return keys.create("Ann", role, expires_at).secret


def send(api: str, path: str, headers: dict[str, str]) -> requests.Response:
    return requests.get(api + path, headers=headers, timeout=10)


def ask(api: str, key: str, path: str = CUSTOMER) -> requests.Response:
    return send(api, path, {"X-API-Key": key})


def detail(response: requests.Response) -> str:
    return str(problem_of(response)["detail"])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VIEWER])
def test_every_role_but_the_viewer_may_see_a_customer(api: str, keys: KeyStore, role: Role) -> None:
    key = a_key(keys, role)

    assert ask(api, key).json()["customer_id"] == "17850"
    assert send(api, CHURN, {"Authorization": f"Bearer {key}"}).status_code == 200


def test_a_viewer_sees_lists_without_names_and_nobody_alone(api: str, keys: KeyStore) -> None:
    viewer, analyst = a_key(keys, Role.VIEWER), a_key(keys, Role.ANALYST)
    listed = {key: ask(api, key, "/api/mcp/customers/high-value").json() for key in (viewer, analyst)}

    [seen], [known] = (listed[key]["who"]["customers"] for key in (viewer, analyst))
    assert (known["customer"]["name"], known["customer"]["email"]) == (SARAH.name, SARAH.email)
    assert (seen["customer"]["name"], seen["customer"]["email"]) == (None, None)
    assert seen["customer"]["customer_id"] == known["customer"]["customer_id"]
    assert ask(api, viewer).status_code == 403


def test_a_person_whom_a_service_asks_for_is_limited_and_noted_alone(api: str, store: Database) -> None:
    ann, ben = (
        {"X-API-Key": API_KEY, "X-On-Behalf-Of": f"slack:{who}", "X-Act-As": "support"} for who in ("U1ANN", "U1BEN")
    )

    answers = [send(api, CUSTOMER, ann) for _ in range(4)]
    [read, *_] = AuditStore(store).reads(key="slack:U1ANN")

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "your limit is used up" in detail(answers[-1])
    assert send(api, CUSTOMER, ben).headers["RateLimit-Remaining"] == "2"
    assert (read.key_id, read.caller, read.role, read.door) == ("slack:U1ANN", "slack:U1ANN", "support", "slack")


def test_a_persons_role_is_told_apart_from_a_key_that_may_not_ask_for_anybody(api: str, keys: KeyStore) -> None:
    person = {"X-On-Behalf-Of": "slack:U2", "X-Act-As": "viewer"}
    by_role, by_key = (send(api, CUSTOMER, {"X-API-Key": key, **person}) for key in (API_KEY, a_key(keys)))

    assert (by_role.status_code, by_key.status_code) == (403, 403)
    assert (problem_of(by_role)["type"], problem_of(by_key)["type"]) == (ROLE_PROBLEM, "about:blank")
    assert "your role, viewer," in detail(by_role)


def test_a_role_that_does_not_allow_it_is_told_which_role_it_is(api: str, keys: KeyStore) -> None:
    response = ask(api, a_key(keys, Role.SUPPORT), TOP)

    assert response.status_code == 403
    assert "role support" in detail(response)
    assert ask(api, a_key(keys, Role.ANALYST), TOP).status_code != 403


def test_a_revoked_key_is_refused_from_the_next_request_on(apis: tuple[str, str], keys: KeyStore) -> None:
    key = a_key(keys)
    assert [ask(api, key).status_code for api in apis] == [200, 200]

    keys.revoke(key)

    for api in apis:
        response = ask(api, key)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert "revoked" in detail(response)


def test_an_expired_key_is_refused_and_told_so(api: str, keys: KeyStore) -> None:
    response = ask(api, a_key(keys, expires_at=LONG_AGO))

    assert response.status_code == 401
    assert "expired" in detail(response)


def test_a_replaced_key_is_good_until_its_time_is_over(api: str, keys: KeyStore) -> None:
    old = a_key(keys)
    kept = keys.rotate(old, timedelta(hours=1))
    assert [ask(api, key).status_code for key in (old, kept.new.secret)] == [200, 200]

    keys.rotate(old, timedelta())

    assert ask(api, old).status_code == 401
    assert ask(api, kept.new.secret).status_code == 200


def test_a_wrong_key_and_none_are_refused_alike(api: str, keys: KeyStore) -> None:
    key = a_key(keys)
    none = send(api, CUSTOMER, {})
    wrong = ask(api, key[:-1] + ("A" if key[-1] != "A" else "B"))

    assert none.status_code == wrong.status_code == 401
    assert detail(none) == detail(wrong)


def test_two_different_keys_are_refused(api: str, keys: KeyStore) -> None:
    response = send(api, CUSTOMER, {"X-API-Key": a_key(keys), "Authorization": f"Bearer {a_key(keys)}"})

    assert response.status_code == 401
    assert "Two different keys" in detail(response)


def test_a_key_in_the_address_has_leaked_and_opens_nothing(api: str, keys: KeyStore) -> None:
    key = a_key(keys)

    for path in (f"{CUSTOMER}?api_key={key}", f"{CUSTOMER}?q={key}", f"{CUSTOMER}?token=x", f"/api/mcp/customer/{key}"):
        for headers in ({}, {"X-API-Key": key}):
            response = send(api, path, headers)
            assert response.status_code == 400
            assert "rotate" in detail(response)
            assert key not in response.text


def test_garbage_in_headers_is_refused_with_a_sentence(api: str) -> None:
    for header in (b"X-API-Key: \xff\xfe\xc3\xbc", b"Authorization: Bearer \xf0\x9f", b"Authorization: \xff \xff"):
        answer = raw(
            api, b"GET " + CUSTOMER.encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + b"\r\n\r\n"
        )

        assert status_of(answer) == 401
        assert b"Send a key" in answer


def test_counted_answers_say_how_the_key_stands_and_the_last_ones_when_to_come_back(api: str, keys: KeyStore) -> None:
    key = a_key(keys)

    answers = [ask(api, key, path) for path in (CUSTOMER, "/api/mcp/customer/nobody", CHURN, CUSTOMER, CHURN)]

    assert [answer.status_code for answer in answers] == [200, 404, 200, 429, 429]
    assert [answer.headers["RateLimit-Limit"] for answer in answers] == ["3"] * 5
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0", "0"]
    assert all(0 < int(answer.headers["RateLimit-Reset"]) <= 3601 for answer in answers)
    assert "3 calls in one hour" in detail(answers[3])
    assert 0 < int(answers[3].headers["Retry-After"]) <= 3601


def test_all_servers_count_a_key_together_and_other_keys_apart(apis: tuple[str, str], keys: KeyStore) -> None:
    key, other = a_key(keys), a_key(keys)

    assert [ask(apis[number % 2], key).status_code for number in range(5)] == [200, 200, 200, 429, 429]
    assert [ask(api, other).status_code for api in apis] == [200, 200]


def test_services_are_not_counted(api: str, keys: KeyStore) -> None:
    for key in (API_KEY, a_key(keys, Role.SERVICE)):
        answers = [ask(api, key) for _ in range(5)]

        assert {answer.status_code for answer in answers} == {200}
        assert not any(name in answer.headers for answer in answers for name in RATE_LIMIT)


def test_the_list_of_tools_and_what_needs_no_key_are_not_counted(api: str, keys: KeyStore) -> None:
    key = a_key(keys)

    for path in ("/api/mcp/tools", "/health/live", "/metrics", "/docs", "/openapi.json"):
        for _ in range(5):
            response = ask(api, key, path)
            assert response.status_code == 200, path
            assert "RateLimit-Limit" not in response.headers

    assert ask(api, key).headers["RateLimit-Remaining"] == "2"


def test_what_a_key_reads_is_in_the_audit_before_it_is_answered(api: str, keys: KeyStore, store: Database) -> None:
    new = keys.create("Bea", Role.SUPPORT, None)
    assert ask(api, new.secret).status_code == 200

    [read] = AuditStore(store).reads(key=str(new.kept.id))
    assert (read.caller, read.role, read.door, read.action) == ("Bea", "support", "rest", "get_customer_profile")
    assert read in AuditStore(store).reads(customer_id="17850")


def test_the_101st_call_in_an_hour_is_refused_also_without_redis(lonely: str, keys: KeyStore) -> None:
    with requests.Session() as session:
        session.headers["X-API-Key"] = a_key(keys)
        answers = [session.get(lonely + CUSTOMER, timeout=10).status_code for _ in range(101)]

    assert answers == [200] * 100 + [429]


def test_guessing_keys_is_answered_with_a_wait(lonely: str, keys: KeyStore) -> None:
    answers = [ask(lonely, f"guess-{number}") for number in range(25)]

    assert {answer.status_code for answer in answers} == {401}
    assert ["Retry-After" in answer.headers for answer in answers] == [False] * 20 + [True] * 5
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61
    assert "wrong keys" in detail(answers[-1])
    assert ask(lonely, a_key(keys)).status_code == 200
