"""The relay and the beat over a real Postgres and a real Valkey: what is due is rung for, whatever was away."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import redis

from services.workers.beat import beat
from services.workers.relay import Relay
from services.workers.schedule import Daily, Every, Timetable, enqueue_due
from shared.errors import Retryable
from shared.jobs.job import DiscoverSegments, ReadFeed
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.jobs import JobStore
from shared.store.slots import SlotStore
from tests.fakes.rows import FakeClock

NOWHERE_REDIS = "redis://127.0.0.1:1/0"
LEASE = timedelta(seconds=60)


@pytest.fixture
def queue(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def slots(database: Database) -> SlotStore:
    return SlotStore(database)


def enqueue(jobs: JobStore, number: int = 1) -> None:
    for _ in range(number):
        jobs.enqueue("discover_segments", "insight", {})


def test_what_is_due_is_rung_for_on_its_own_queue(jobs: JobStore, redis_url: str, queue: Any) -> None:
    enqueue(jobs, 3)
    relay = Relay(jobs, Bell(redis_url), max_attempts=8)
    assert relay.round() == 3
    assert relay.round() == 0
    assert (queue.llen("insight"), queue.llen("drafts")) == (3, 0)


def test_a_backlog_is_not_answered_with_a_storm_of_bells(
    jobs: JobStore, database: Database, redis_url: str, queue: Any
) -> None:
    enqueue(jobs, 100)
    relay = Relay(jobs, Bell(redis_url), max_attempts=8)
    for _ in range(5):
        relay.round()
        with database.connection() as connection:
            connection.execute("UPDATE jobs SET ring_at = now()")
    assert queue.llen("insight") == 100


def test_while_redis_is_away_nothing_is_lost_and_the_next_bell_comes_later(
    jobs: JobStore, database: Database, redis_url: str, queue: Any
) -> None:
    enqueue(jobs)
    with pytest.raises(Retryable):
        Relay(jobs, Bell(NOWHERE_REDIS), max_attempts=8).round()
    with database.connection() as connection:
        connection.execute("UPDATE jobs SET ring_at = now()")
    assert Relay(jobs, Bell(redis_url), max_attempts=8).round() == 1
    assert queue.llen("insight") == 1


def test_the_job_of_a_lost_worker_is_rung_for_again(jobs: JobStore, database: Database, redis_url: str) -> None:
    enqueue(jobs)
    job = JobDesk(database).list()[0]
    assert jobs.claim(job.id, LEASE)
    relay = Relay(jobs, Bell(redis_url), max_attempts=8)
    assert relay.round() == 0
    with database.connection() as connection:
        connection.execute("UPDATE jobs SET lease_until = now() - interval '1 second'")
    assert relay.round() == 1


AT_FOUR = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
DAILY = (Daily(DiscoverSegments(), at=time(3, 0)),)
EVERY_MINUTE = (Every(ReadFeed(), minutes=1),)


def test_two_beats_enqueue_a_slot_once(slots: SlotStore) -> None:
    for schedule in (DAILY, EVERY_MINUTE):
        assert enqueue_due(slots, AT_FOUR, schedule) == 1
        assert enqueue_due(slots, AT_FOUR + timedelta(seconds=1), schedule) == 0


def test_while_a_frequent_job_waits_no_other_is_put_behind_it(
    slots: SlotStore, jobs: JobStore, database: Database
) -> None:
    def slot(minutes: int) -> int:
        return enqueue_due(slots, AT_FOUR + timedelta(minutes=minutes), EVERY_MINUTE)

    assert [slot(0), slot(1), slot(2)] == [1, 0, 0]
    held = jobs.claim(JobDesk(database).list()[0].id, LEASE)
    assert held is not None
    assert [slot(3), slot(4)] == [1, 0]


def test_the_rows_of_frequent_jobs_that_have_ended_are_forgotten_after_a_day(
    slots: SlotStore, jobs: JobStore, database: Database
) -> None:
    def end(state: str) -> None:
        held = jobs.claim(JobDesk(database).list()[0].id, LEASE)
        assert held is not None
        jobs.finish(held.id, held.attempt, state=state, outcome="nothing was missing")

    def names() -> list[str]:
        with database.connection() as connection:
            return [name for (name,) in connection.execute("SELECT dedupe_key FROM jobs ORDER BY 1")]

    jobs.enqueue("discover_segments", "insight", {}, dedupe_key="read_feed@2020-01-01T00:00")
    for minutes in (0, 1, 24 * 60 + 1):
        enqueue_due(slots, AT_FOUR + timedelta(minutes=minutes), EVERY_MINUTE)
        end("skipped")

    assert names() == ["read_feed@2020-01-01T00:00", "read_feed@2026-11-22T04:01", "read_feed@2026-11-23T04:01"]


class AwayAtFirst:
    """A relay whose stores come back at the third round; that round ends the beat."""

    def __init__(self, stop: threading.Event) -> None:
        self.rounds = 0
        self._stop = stop

    def round(self) -> int:
        self.rounds += 1
        if self.rounds < 3:
            raise Retryable("the database is away")
        self._stop.set()
        return 0


def test_a_beat_outlives_its_stores(slots: SlotStore) -> None:
    stop = threading.Event()
    relay = AwayAtFirst(stop)
    beat(relay, [Timetable(slots)], FakeClock(), pause_s=0.001, stop=stop)
    assert relay.rounds == 3
