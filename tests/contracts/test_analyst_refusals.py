"""What the analytics API refuses, or does not answer, as the analyst's real client tells it."""

import socket
from contextlib import closing

import pytest

from shared.domain.access import ROLE_PROBLEM, Role
from shared.errors import (
    Conflict,
    Denied,
    InvalidPayload,
    NotAllowed,
    NotFound,
    Permanent,
    Retryable,
    SelvageError,
    TooMany,
)
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.answering import answering
from tests.contracts.analyst import ANA, AT_RISK, asking, every_call
from tests.running_api import running_api


def test_a_key_that_is_wrong_or_may_not_ask_for_people_is_denied(database_url: str) -> None:
    database = Database(database_url, size=1)
    database.open()
    with closing(database):
        analyst = KeyStore(database).create("an analyst", Role.ANALYST, None).secret
    with running_api(database_url) as address:
        for key in ("wrong", analyst):
            with asking(address, key=key) as client, pytest.raises(Denied):
                client.ask(ANA, AT_RISK)


def test_before_the_first_discovery_nothing_is_found(database_url: str) -> None:
    with running_api(database_url) as address, asking(address) as client, pytest.raises(NotFound, match="discover"):
        client.ask(ANA, AT_RISK)


def test_an_api_whose_database_is_away_says_when_to_come_back() -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    with (
        running_api(nowhere, acquire_timeout_s=0.2) as address,
        asking(address) as client,
        pytest.raises(Retryable) as failure,
    ):
        client.ask(ANA, AT_RISK)

    assert failure.value.retry_after == 1


PROBLEM = "application/problem+json"
SAID = b'{"type": "about:blank", "title": "-", "status": 400, "detail": "a sentence"}'
BY_ROLE = SAID.replace(b"about:blank", ROLE_PROBLEM.encode())


@pytest.mark.parametrize(
    ("status", "content_type", "body", "told_as", "sentence"),
    [
        (200, "application/json", b"{}", Permanent, "cannot be read"),
        (200, "application/json", b"\xff", Permanent, "cannot be read"),
        (200, "text/html", b"<html>Welcome</html>", Permanent, "cannot be read"),
        (301, "text/html", b"", Permanent, "301"),
        (400, PROBLEM, SAID, InvalidPayload, "a sentence"),
        (400, "text/html", b"", Permanent, "400"),
        (401, PROBLEM, SAID, Denied, "ANALYTICS_API_KEY"),
        (403, PROBLEM, SAID, Denied, "ANALYTICS_API_KEY"),
        (403, PROBLEM, BY_ROLE, NotAllowed, "a sentence"),
        (403, "text/html", BY_ROLE, Denied, "ANALYTICS_API_KEY"),
        (404, PROBLEM, SAID, NotFound, "a sentence"),
        (404, "text/html", b"no such page", Permanent, "404"),
        (405, PROBLEM, SAID, Permanent, "405"),
        (409, PROBLEM, SAID, Conflict, "a sentence"),
        (413, PROBLEM, SAID, InvalidPayload, "a sentence"),
        (422, PROBLEM, SAID, InvalidPayload, "a sentence"),
        (422, PROBLEM, b"not json", Permanent, "422"),
        (429, PROBLEM, SAID, TooMany, "a sentence"),
        (429, "text/html", b"", Retryable, "429"),
        (500, "text/plain", b"", Retryable, "500"),
        (502, "text/html", b"Bad Gateway", Retryable, "502"),
        (503, PROBLEM, SAID, Retryable, "503"),
    ],
)
def test_each_other_answer_is_told_in_our_words(
    status: int, content_type: str, body: bytes, told_as: type[SelvageError], sentence: str
) -> None:
    with answering(status, content_type, body) as address, asking(address) as client:
        for ask in every_call(client, "canary?"):
            with pytest.raises(SelvageError, match=sentence) as failure:
                ask()

            assert type(failure.value) is told_as
            assert "canary" not in str(failure.value)


def test_an_address_where_nobody_answers_is_worth_another_try() -> None:
    with asking("http://127.0.0.1:1") as client, pytest.raises(Retryable):
        client.ask(ANA, AT_RISK)


def test_an_answer_that_takes_longer_than_the_deadline_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with asking(address, deadline_s=0.2) as client, pytest.raises(Retryable):
            client.ask(ANA, AT_RISK)
