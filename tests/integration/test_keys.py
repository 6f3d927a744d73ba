"""Keys in PostgreSQL and on the command line: made once, never stored, ended at once, replaced without a gap."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from shared.cli.app import main
from shared.domain.access import ApiKey, KeyState, Role
from shared.errors import NotFound, Permanent
from shared.store.database import Database
from shared.store.keys import KeyStore, NewKey

KEY = re.compile(r"slv_[A-Za-z0-9_-]{43}")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(module_database_url: str) -> Iterator[Database]:
    database = Database(module_database_url)
    database.open()
    yield database
    database.close()


@pytest.fixture
def keys(store: Database) -> KeyStore:
    """There are no keys yet."""
    with store.connection() as connection:
        connection.execute("DELETE FROM api_keys")
    return KeyStore(store)


@pytest.fixture
def command(module_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", module_database_url)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["keys", *arguments])
    return int(ended.value.code or 0)


def found(keys: KeyStore, key: str) -> ApiKey:
    kept = keys.find(sha256(key.encode()).digest())
    assert kept is not None
    return kept


def made(keys: KeyStore, name: str = "Ann", role: Role = Role.ANALYST, expires_at: datetime | None = None) -> NewKey:
    return keys.create(name, role, expires_at)


def test_a_key_is_found_by_its_digest_and_is_stored_nowhere(keys: KeyStore, store: Database) -> None:
    new = made(keys)

    assert KEY.fullmatch(new.secret)
    kept = found(keys, new.secret)
    assert (kept.id, kept.name, kept.role, kept.state) == (new.kept.id, "Ann", Role.ANALYST, KeyState.ACTIVE)
    with store.connection() as connection:
        rows = str(connection.execute("SELECT to_jsonb(k) FROM api_keys k").fetchall())
    assert new.secret not in rows
    assert new.secret[13:] not in rows
    assert keys.find(b"") is None
    assert keys.find(sha256(b"another").digest()) is None


def test_no_two_keys_are_alike(keys: KeyStore) -> None:
    assert len({made(keys).secret for _ in range(20)}) == 20


def test_a_key_ends_when_it_expires_and_when_it_is_revoked(keys: KeyStore) -> None:
    expired = made(keys, expires_at=LONG_AGO)
    revoked = made(keys)
    keys.revoke(str(revoked.kept.id))

    assert found(keys, expired.secret).state is KeyState.EXPIRED
    assert found(keys, revoked.secret).state is KeyState.REVOKED


def test_the_last_use_is_noted_once_a_minute_and_only_while_the_key_is_good(keys: KeyStore, store: Database) -> None:
    good, ended = made(keys), made(keys, expires_at=LONG_AGO)
    for _ in range(3):
        found(keys, good.secret)
        found(keys, ended.secret)
    [first, unused] = keys.list()
    assert first.last_used_at is not None
    assert unused.last_used_at is None

    found(keys, good.secret)
    assert keys.list()[0].last_used_at == first.last_used_at

    with store.connection() as connection:
        connection.execute("UPDATE api_keys SET last_used_at = last_used_at - interval '1 minute'")
    found(keys, good.secret)
    later = keys.list()[0].last_used_at
    assert later is not None
    assert later >= first.last_used_at


def test_whoever_asks_while_the_last_use_is_being_noted_does_not_wait(keys: KeyStore, store: Database) -> None:
    new = made(keys)
    with store.connection() as other, other.transaction():
        other.execute("SELECT * FROM api_keys FOR UPDATE")

        assert found(keys, new.secret).state is KeyState.ACTIVE


def test_a_key_is_revoked_by_id_by_its_beginning_or_by_itself(keys: KeyStore) -> None:
    for name_of in (lambda new: str(new.kept.id), lambda new: new.kept.prefix, lambda new: new.secret):
        new, other = made(keys), made(keys)

        assert keys.revoke(name_of(new)).id == new.kept.id
        assert found(keys, new.secret).state is KeyState.REVOKED
        assert found(keys, other.secret).state is KeyState.ACTIVE


def test_what_names_no_key_is_told(keys: KeyStore) -> None:
    made(keys)

    for named in ("", "slv_", "slv_%%%%", "nobody", "\udcff\udcff", "\x00", "' OR 1=1 --"):
        with pytest.raises(NotFound, match="selvage keys list"):
            keys.revoke(named)


def test_a_beginning_that_several_keys_have_names_none_of_them(keys: KeyStore, store: Database) -> None:
    made(keys), made(keys)
    with store.connection() as connection:
        connection.execute("UPDATE api_keys SET prefix = 'slv_samesame'")

    with pytest.raises(Permanent, match="by its id"):
        keys.revoke("slv_same")
    assert {key.state for key in keys.list()} == {KeyState.ACTIVE}


def test_a_replaced_key_and_its_successor_are_both_good_for_a_while(keys: KeyStore) -> None:
    old = made(keys, "Ann", Role.SUPPORT)

    replaced = keys.rotate(old.kept.prefix, timedelta(hours=24))

    new = found(keys, replaced.new.secret)
    assert (new.name, new.role, new.state, new.expires_at) == ("Ann", Role.SUPPORT, KeyState.ACTIVE, None)
    old_now = found(keys, old.secret)
    assert old_now.state is KeyState.ACTIVE
    assert old_now.expires_at == replaced.old_until
    assert replaced.old_until - new.created_at == timedelta(hours=24)


def test_a_key_that_is_replaced_at_once_is_not_accepted_any_more(keys: KeyStore) -> None:
    old = made(keys)

    keys.rotate(old.secret, timedelta())

    assert found(keys, old.secret).state is KeyState.EXPIRED


def test_a_successor_lives_as_long_as_the_key_was_meant_to_and_never_prolongs_it(keys: KeyStore) -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)  # noqa: TID251  the database tells expiry by its own clock
    old = made(keys, expires_at=soon)

    replaced = keys.rotate(old.secret, timedelta(days=1))

    assert replaced.old_until == soon
    assert replaced.new.kept.expires_at is not None
    assert replaced.new.kept.expires_at - replaced.new.kept.created_at == soon - old.kept.created_at


def test_a_key_that_has_ended_cannot_be_replaced(keys: KeyStore) -> None:
    old = made(keys)
    keys.revoke(old.secret)

    with pytest.raises(Permanent, match="selvage keys create --name 'Ann' --role analyst"):
        keys.rotate(old.secret, timedelta(hours=1))


def test_a_key_that_is_revoked_and_replaced_by_two_at_once_ends_revoked(keys: KeyStore) -> None:
    old = made(keys)

    def rotate() -> str:
        try:
            return keys.rotate(old.secret, timedelta(hours=1)).new.secret
        except Permanent:
            return ""

    with ThreadPoolExecutor(4) as threads:
        rotations = [threads.submit(rotate) for _ in range(3)]
        threads.submit(keys.revoke, old.secret).result()
        for each in rotations:
            each.result()

    assert found(keys, old.secret).state is KeyState.REVOKED


@pytest.mark.usefixtures("command")
def test_a_key_is_shown_once_when_it_is_made(keys: KeyStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("create", "--name", "Dashboard [1]", "--role", "service", "--expires", "90d") == 0
    told = capsys.readouterr().out
    [key] = KEY.findall(told)
    assert found(keys, key).role is Role.SERVICE
    assert "cannot be shown again" in told

    assert run("list") == 0
    listed = capsys.readouterr().out
    assert key not in listed
    assert key[:12] in listed
    assert "Dashboard [1]" in listed
    assert str(found(keys, key).id) in listed


def created(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert run("create", "--name", "Ann", "--role", "analyst", "--json", *options) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.usefixtures("command")
def test_keys_are_made_listed_replaced_and_revoked_by_programs(
    keys: KeyStore, capsys: pytest.CaptureFixture[str]
) -> None:
    new = created(capsys, "--expires", "never")
    assert (new["name"], new["role"], new["expires_at"], new["state"]) == ("Ann", "analyst", None, "active")

    assert run("rotate", new["prefix"], "--keep-old-for", "0", "--json") == 0
    newer = json.loads(capsys.readouterr().out)
    assert newer["old"]["id"] == new["id"]
    assert found(keys, newer["key"]).state is KeyState.ACTIVE
    assert found(keys, new["key"]).state is KeyState.EXPIRED

    assert run("revoke", newer["id"]) == 0
    assert run("revoke", newer["id"]) == 0
    assert "before" in capsys.readouterr().out
    assert run("list", "--json") == 0
    assert [key["state"] for key in json.loads(capsys.readouterr().out)] == ["expired", "revoked"]


@pytest.mark.usefixtures("command")
def test_a_key_expires_after_90_days_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    def lifetime(*options: str) -> timedelta:
        new = created(capsys, *options)
        return datetime.fromisoformat(new["expires_at"]) - datetime.fromisoformat(new["created_at"])

    assert abs(lifetime() - timedelta(days=90)) < timedelta(minutes=1)
    assert abs(lifetime("--expires", "24h") - timedelta(hours=24)) < timedelta(minutes=1)
    assert created(capsys, "--expires", "2199-12-31")["expires_at"] == "2200-01-01 00:00:00+00:00"


@pytest.mark.usefixtures("command")
def test_what_the_command_cannot_read_is_refused_and_makes_no_key(
    keys: KeyStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ("create", "--name", "Ann", "--role", "owner"),
        ("create", "--name", "  ", "--role", "analyst"),
        ("create", "--name", "x" * 101, "--role", "analyst"),
        ("create", "--name", "two\nlines", "--role", "analyst"),
        ("create", "--name", "Ann", "--role", "analyst", "--expires", "2020-01-01"),
        ("create", "--name", "Ann", "--role", "analyst", "--expires", "soon"),
        ("create", "--name", "Ann", "--role", "analyst", "--expires", "0"),
        ("create", "--role", "analyst"),
        ("rotate", "slv_aaaaaaaa", "--keep-old-for", "never"),
    ):
        assert run(*arguments) == 2, arguments
        assert capsys.readouterr().err
    assert keys.list() == []


@pytest.mark.usefixtures("command")
def test_a_key_that_there_is_not_ends_with_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("revoke", "rotate"):
        assert run(verb, "slv_nothing_") == 1
        assert "selvage keys list" in capsys.readouterr().err
