"""The report of the drafts over HTTP: who may ask, and what is answered."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from jsonschema_rs import validator_for

from shared.domain.access import Role
from shared.domain.answers import Usage
from shared.domain.draft_report import By
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.asking import get, problem_of
from tests.factories_answers import KeptDrafts, a_pairing
from tests.running_api import running_api

PATH = "/api/drafts/report"


@pytest.fixture(scope="module")
def store(module_database_url: str) -> Iterator[Database]:
    """Three answered drafts of two agents, and a standard reply."""
    database = Database(module_database_url, size=1)
    database.open()
    kept = KeptDrafts(database)
    for ticket_id, (usage, agent) in enumerate(
        ((Usage.AS_IS, (1, "Jo")), (Usage.EDITED, (1, "Jo")), (Usage.IGNORED, (2, "Ann"))), 1
    ):
        kept.answers.pair(kept.post(ticket_id=ticket_id, language="de"), a_pairing(usage, agent=agent))
    kept.post(ticket_id=9, fell_back_because="Claude took too long")
    yield database
    database.close()


@pytest.fixture(scope="module")
def api(store: Database, module_database_url: str) -> Iterator[str]:
    with running_api(module_database_url) as address:
        yield address


def ask(api: str, store: Database, role: Role, query: str = "") -> requests.Response:
    key = KeyStore(store).create("a key", role, expires_at=None).secret
    return get(api, PATH + query, **{"X-API-Key": key})


@pytest.mark.parametrize("by", By)
def test_an_administrator_is_answered_by_anything_as_documented(api: str, store: Database, by: By) -> None:
    answer = ask(api, store, Role.ADMIN, f"?by={by}&days=7")
    document: dict[str, Any] = get(api, "/openapi.json").json()
    schema = document["paths"][PATH]["get"]["responses"]["200"]["content"]["application/json"]["schema"]

    assert answer.status_code == 200
    validator_for({**schema, "components": document["components"]}).validate(answer.json())
    told = answer.json()
    assert (told["by"], told["days"], told["total"]["label"]) == (by, 7, "all")
    assert (told["total"]["posted"], told["total"]["answered"], told["total"]["fell_back"]) == (4, 3, 1)


def test_the_figures_are_those_of_the_store(api: str, store: Database) -> None:
    total = ask(api, store, Role.ANALYST).json()["total"]

    assert (total["as_is"], total["edited"], total["ignored"]) == (1, 1, 1)
    assert (total["acceptance_rate"], total["as_is_rate"]) == (0.6667, 0.3333)
    assert total["acceptance_low"] < 0.6667 < total["acceptance_high"]
    assert total["fell_back_because"] == [{"because": "Claude took too long", "drafts": 1}]
    assert total["typing_saved_minutes"] == round(350 / 5 / 51.56, 2)


@pytest.mark.parametrize(
    ("role", "by", "status"),
    [
        (Role.ANALYST, "category", 200),
        (Role.SERVICE, "model", 200),
        (Role.SUPPORT, "category", 403),
        (Role.ANALYST, "agent", 403),
        (Role.SERVICE, "agent", 403),
        (Role.SUPPORT, "agent", 403),
        (Role.ADMIN, "agent", 200),
    ],
)
def test_roles_see_what_is_theirs(api: str, store: Database, role: Role, by: str, status: int) -> None:
    answer = ask(api, store, role, f"?by={by}")

    assert answer.status_code == status
    if status == 403:
        problem_of(answer)
        assert "Jo" not in answer.text


def test_no_other_report_names_an_agent(api: str, store: Database) -> None:
    for by in By:
        if by is not By.AGENT:
            assert "Ann" not in ask(api, store, Role.ADMIN, f"?by={by}").text


@pytest.mark.parametrize("query", ["?days=0", "?days=3661", "?days=x", "?by=weather", "?by=", "?days=", "?since=1"])
def test_what_cannot_be_read_is_told_as_a_problem(api: str, store: Database, query: str) -> None:
    refused = ask(api, store, Role.ADMIN, query)

    assert refused.status_code == 422
    problem_of(refused)


def test_without_a_key_nothing_is_told(api: str) -> None:
    assert requests.get(api + PATH, timeout=10).status_code == 401
