"""The audit in PostgreSQL: nothing is ever changed in it, nobody's id stands in it, and it answers who has read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from shared.cli.app import main
from shared.domain.access import Caller, CustomerRead, Door, Role
from shared.store.audit import AuditStore
from shared.store.database import Database
from shared.store.keys import KeyStore

CANARY = "canary-17850"
CHANGES = (
    "UPDATE customer_reads SET caller = 'nobody'",
    "DELETE FROM customer_reads",
    "DELETE FROM customer_reads WHERE false",
    "TRUNCATE customer_reads",
    "INSERT INTO customer_reads SELECT * FROM customer_reads",
)


@pytest.fixture(scope="module")
def store(module_database_url: str) -> Iterator[Database]:
    database = Database(module_database_url)
    database.open()
    yield database
    database.close()


@pytest.fixture(scope="module")
def audit(store: Database) -> AuditStore:
    """What one test has put in stays for the others, so each reads about customers of its own."""
    return AuditStore(store)


@pytest.fixture
def settings(module_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", module_database_url)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def a_caller(database: Database, name: str = "Ann") -> Caller:
    key = KeyStore(database).create(name, Role.SUPPORT, None).kept
    return Caller(str(key.id), key.name, key.role)


def a_read(caller: Caller, *customers: str) -> CustomerRead:
    return CustomerRead(caller, Door.REST, "get_customer_profile", customers)


def test_what_was_read_can_be_neither_changed_nor_taken_back(audit: AuditStore, store: Database) -> None:
    audit.record(a_read(a_caller(store), "1"))
    before = audit.reads()

    for change in CHANGES:
        with store.connection() as connection, pytest.raises(psycopg.DatabaseError):
            connection.execute(change)

    assert audit.reads() == before


def test_no_row_names_a_customer(audit: AuditStore, store: Database) -> None:
    audit.record(a_read(a_caller(store), CANARY, "another"))

    with store.connection() as connection:
        rows = connection.execute("SELECT to_jsonb(r)::text, r.customers FROM customer_reads r").fetchall()

    assert CANARY not in str(rows)
    assert CANARY.encode().hex() not in str(rows)


def test_reads_are_chosen_by_key_and_time(audit: AuditStore, store: Database) -> None:
    new = KeyStore(store).create("Cleo", Role.SUPPORT, None)
    audit.record(a_read(Caller(str(new.kept.id), "Cleo", Role.SUPPORT), "by key"))
    audit.record(a_read(a_caller(store, "Dan"), "by key"))

    for key in (str(new.kept.id), "Cleo", new.kept.prefix, new.secret):
        assert [read.caller for read in audit.reads(key=key)] == ["Cleo"]
    now = datetime.now(UTC)  # noqa: TID251  the rows carry the database's own time
    assert len(audit.reads(customer_id="by key", since=now - timedelta(minutes=5))) == 2
    assert audit.reads(since=now + timedelta(minutes=5)) == []
    assert [read.caller for read in audit.reads(limit=1)] == ["Dan"]


@pytest.mark.usefixtures("settings")
def test_the_command_tells_who_has_read_about_a_customer(
    audit: AuditStore, store: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.record(a_read(a_caller(store, "Ann [bold]"), "17850", "2", "3"))
    audit.record(a_read(a_caller(store, "Bob"), "2"))

    assert run("audit", "--customer", "17850", "--since", "1d", "--json") == 0
    [read] = json.loads(capsys.readouterr().out)
    assert (read["caller"], read["role"], read["door"]) == ("Ann [bold]", "support", "rest")
    assert (read["action"], read["customers"]) == ("get_customer_profile", 3)

    assert run("audit") == 0
    table = capsys.readouterr().out
    assert "Ann [bold]" in table
    assert "Bob" in table

    assert run("audit", "--customer", "nobody") == 0
    assert "Nobody has" in capsys.readouterr().out


@pytest.mark.usefixtures("settings")
def test_a_time_that_cannot_be_read_is_refused_with_how_to_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", "--since", "yesterday") == 2
    assert "2027-01-31" in capsys.readouterr().err
