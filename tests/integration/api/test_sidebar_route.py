"""The sidebar's address, as a helpdesk asks it."""

from collections.abc import Iterator

import pytest
import requests

from shared.domain.access import Counted, Role
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.asking import problem_of
from tests.factories_customers import a_profile
from tests.factories_snapshots import keep_snapshot
from tests.running_api import running_api

SARAH = a_profile("17850", email="Sarah@Example.com")


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = Database(database_url, size=1)
    database.open()
    keep_snapshot(database, SARAH)
    yield database
    database.close()


@pytest.fixture
def api(store: Database, database_url: str) -> Iterator[str]:
    with running_api(database_url, limits={Counted.QUERY: "3/hour"}) as address:
        yield address


def ask(api: str, store: Database, **query: str) -> requests.Response:
    key = KeyStore(store).create("a key", Role.SUPPORT, expires_at=None).secret
    return requests.get(f"{api}/api/sidebar", params=query, headers={"X-API-Key": key}, timeout=10)


def reads(store: Database) -> list[tuple[str, str]]:
    with store.connection() as connection:
        return connection.execute("SELECT action, role FROM customer_reads ORDER BY id").fetchall()


@pytest.mark.parametrize("query", [{"email": "sarah@example.com"}, {"id": "17850"}, {"id": "17850", "email": "None"}])
def test_a_known_customer_is_shown_flat_and_the_audit_hears_of_it(
    api: str, store: Database, query: dict[str, str]
) -> None:
    answer = ask(api, store, **query)

    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["known"], shown["orders"], shown["as_of"]) == (
        True,
        SARAH.historic_number_of_orders,
        SARAH.as_of.isoformat(),
    )
    assert not any(isinstance(part, dict | list) for part in shown.values())
    assert not {"customer_id", "name", "email"} & shown.keys()
    assert reads(store) == [("sidebar", "support")]


@pytest.mark.parametrize("query", [{}, {"email": "nobody@example.com"}, {"email": "None"}, {"id": "4", "email": ""}])
def test_somebody_unknown_is_no_error_so_that_the_widget_shows_something(
    api: str, store: Database, query: dict[str, str]
) -> None:
    answer = ask(api, store, **query)
    assert (answer.status_code, answer.json()["known"], answer.json()["churn"]) == (200, False, None)
    assert reads(store) == []


def test_it_is_not_for_everybody_and_counts_as_a_query(api: str, store: Database) -> None:
    assert requests.get(f"{api}/api/sidebar", timeout=10).status_code == 401
    key = KeyStore(store).create("a key", Role.SUPPORT, expires_at=None).secret
    answers = [requests.get(f"{api}/api/sidebar?id=17850", headers={"X-API-Key": key}, timeout=10) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]


def test_a_name_longer_than_any_address_is_refused(api: str, store: Database) -> None:
    answer = ask(api, store, email="x" * 321)
    assert answer.status_code == 422
    assert problem_of(answer)
