"""The copy and the erasure of all that is kept of a customer, as an administrator asks for them."""

from collections.abc import Iterator

import pytest
import requests

from shared.domain.access import Role
from shared.store.audit import AuditStore
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.asking import problem_of
from tests.factories_customers import a_profile
from tests.factories_snapshots import keep_snapshot
from tests.running_api import running_api

#: Ids as shops have them.
IDS = ("17850", "a/b", "..", "Zoë 50%", "x?y=#z")


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = Database(database_url, size=1)
    database.open()
    keep_snapshot(database, *(a_profile(each, email=f"{number}@example.com") for number, each in enumerate(IDS)))
    yield database
    database.close()


@pytest.fixture
def api(store: Database, database_url: str) -> Iterator[str]:
    with running_api(database_url) as address:
        yield address


def ask(api: str, method: str, path: str, store: Database, role: Role = Role.ADMIN) -> requests.Response:
    key = KeyStore(store).create("a key", role, expires_at=None).secret
    return requests.request(method, f"{api}/api/customers/{path}", headers={"X-API-Key": key}, timeout=10)


@pytest.mark.parametrize(
    ("sent", "customer_id"),
    [
        ("17850", "17850"),
        ("0@EXAMPLE.com", "17850"),
        ("a%2Fb", "a/b"),
        ("Zo%C3%AB%2050%25", "Zoë 50%"),
        ("x%3Fy=%23z", "x?y=#z"),
    ],
)
def test_an_administrator_takes_out_what_is_kept_and_the_audit_knows(
    api: str, store: Database, sent: str, customer_id: str
) -> None:
    answer = ask(api, "GET", f"{sent}/export", store)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.json()["customer"][0]["customer_id"] == customer_id
    [read] = AuditStore(store).reads(customer_id=customer_id)
    assert (read.action, read.role) == ("export_customer", "admin")


def test_an_erased_customer_is_gone_at_every_address(api: str, store: Database) -> None:
    erased = ask(api, "DELETE", "a%2Fb", store)

    assert (erased.status_code, erased.json()["customer_id"]) == (200, "a/b")
    assert ask(api, "DELETE", "a%2Fb", store).status_code == 404
    assert ask(api, "GET", "a%2Fb/export", store).status_code == 404
    assert ask(api, "GET", "17850/export", store).status_code == 200


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPPORT, Role.SERVICE])
@pytest.mark.parametrize(("method", "path"), [("GET", "17850/export"), ("DELETE", "17850")])
def test_nobody_else_may(api: str, store: Database, role: Role, method: str, path: str) -> None:
    refused = ask(api, method, path, store, role)

    assert refused.status_code == 403
    assert problem_of(refused)["title"] == "Forbidden"
    assert ask(api, "GET", "17850/export", store).status_code == 200


def test_without_a_key_nobody_hears_whether_there_is_such_a_customer(api: str) -> None:
    for customer in ("17850", "nobody"):
        assert requests.delete(f"{api}/api/customers/{customer}", timeout=10).status_code == 401
