"""What the desk may expect of the cache of answers: the same of the fake and of Redis beside PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from shared.door_ports import AnswerCache
from shared.store.answer_cache import RedisAnswerCache
from shared.store.cached.memory import Memory
from shared.store.database import Database
from tests.factories_customers import a_profile
from tests.factories_snapshots import keep_again, keep_snapshot
from tests.fakes.answer_cache import FakeAnswerCache


@dataclass(frozen=True, slots=True)
class World:
    """A cache, and what may happen around it."""

    cache: AnswerCache
    #: A snapshot lands.
    discover: Callable[[], object]


@pytest.fixture(params=["fake", "real"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Before the first discovery."""
    if request.param == "fake":
        yield _of_fake(FakeAnswerCache(None))
        return
    database = Database(request.getfixturevalue("database_url"), size=1)
    database.open()
    with closing(database), closing(Memory(request.getfixturevalue("redis_url"))) as memory:
        yield _of_redis(database, RedisAnswerCache(memory, database))


def _of_fake(fake: FakeAnswerCache) -> World:
    def discover() -> None:
        fake.current = str(int(fake.current or 0) + 1)

    return World(fake, discover)


def _of_redis(database: Database, cache: RedisAnswerCache) -> World:
    def discover() -> None:
        (keep_again if cache.snapshot() else keep_snapshot)(database, a_profile())

    return World(cache, discover)


def snapshot_of(cache: AnswerCache) -> str:
    snapshot = cache.snapshot()
    assert snapshot is not None
    return snapshot


def test_before_the_first_snapshot_there_is_nothing_to_keep_answers_under(world: World) -> None:
    assert world.cache.snapshot() is None


def test_an_answer_comes_back_as_it_was_for_the_same_question_alone(world: World) -> None:
    world.discover()
    snapshot = snapshot_of(world.cache)
    assert world.cache.get(snapshot, "a question") is None

    world.cache.put(snapshot, "a question", b'{"answer": "\xc3\xa4\x00"}')

    assert world.cache.get(snapshot, "a question") == b'{"answer": "\xc3\xa4\x00"}'
    assert world.cache.get(snapshot, "another") is None
    assert world.cache.get("another snapshot", "a question") is None


def test_the_newest_answer_to_a_question_is_the_one_that_is_kept(world: World) -> None:
    world.discover()
    snapshot = snapshot_of(world.cache)

    world.cache.put(snapshot, "a question", b"first")
    world.cache.put(snapshot, "a question", b"")

    assert world.cache.get(snapshot, "a question") == b""


def test_a_new_snapshot_has_no_answers_yet(world: World) -> None:
    world.discover()
    before = snapshot_of(world.cache)
    world.cache.put(before, "a question", b"old")

    world.discover()

    assert snapshot_of(world.cache) != before
    assert world.cache.get(snapshot_of(world.cache), "a question") is None


def test_what_was_worked_out_before_a_snapshot_landed_is_never_told_after_it(world: World) -> None:
    world.discover()
    before = snapshot_of(world.cache)
    world.discover()

    world.cache.put(before, "a question", b"late")

    assert world.cache.get(snapshot_of(world.cache), "a question") is None
