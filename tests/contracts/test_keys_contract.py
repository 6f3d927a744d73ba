"""What the door may expect of the keys: the same of the fake and of the real store over PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from shared.domain.access import KeyState, Role
from shared.door_ports import Keys
from shared.errors import Retryable
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.asking import NOWHERE
from tests.fakes.keys import FakeKeys

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """Keys, and how a new one is made."""

    keys: Keys
    make: Callable[[Role, KeyState], str]


def in_postgres(database: Database) -> Kept:
    store = KeyStore(database)

    def make(role: Role, state: KeyState) -> str:
        key = store.create("Ann", role, LONG_AGO if state is KeyState.EXPIRED else None).secret
        if state is KeyState.REVOKED:
            store.revoke(key)
        return key

    return Kept(store, make)


def in_memory() -> Kept:
    keys = FakeKeys()
    return Kept(keys, lambda role, state: keys.make(role, state=state))


@pytest.fixture(params=["fake", "postgres"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    if request.param == "fake":
        yield in_memory()
        return
    database = Database(request.getfixturevalue("database_url"))
    database.open()
    yield in_postgres(database)
    database.close()


@pytest.fixture(params=["fake", "postgres"])
def away(request: pytest.FixtureRequest) -> Iterator[Keys]:
    if request.param == "fake":
        keys = FakeKeys()
        keys.is_away = True
        yield keys
        return
    database = Database(NOWHERE, acquire_timeout_s=0.2)
    database.open()
    yield KeyStore(database)
    database.close()


def digest_of(key: str) -> bytes:
    return sha256(key.encode()).digest()


def test_a_key_is_found_by_its_digest_with_its_role_and_state(kept: Kept) -> None:
    made = {kept.make(role, state): (role, state) for role in Role for state in KeyState}

    assert len(made) == len(Role) * len(KeyState)
    for key, (role, state) in made.items():
        found = kept.keys.find(digest_of(key))
        assert found is not None
        assert (found.role, found.state, found.prefix) == (role, state, key[:12])


def test_nothing_is_found_by_any_other_digest(kept: Kept) -> None:
    key = kept.make(Role.ADMIN, KeyState.ACTIVE)

    for other in (b"", key.encode(), digest_of(key[:-1]), digest_of(key)[:-1], digest_of("")):
        assert kept.keys.find(other) is None


def test_while_the_keys_are_away_nobody_is_let_in_or_sent_off(away: Keys) -> None:
    with pytest.raises(Retryable):
        away.find(digest_of("any"))
