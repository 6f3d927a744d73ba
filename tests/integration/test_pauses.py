"""Paused kinds of job over real rows: nobody begins one, nobody rings for one, and none is lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import redis

from services.workers.relay import Relay
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.jobs import JobStore
from shared.store.pauses import PauseStore

KIND, QUEUE = "draft_reply", "drafts"
LEASE = timedelta(seconds=60)


@pytest.fixture
def pauses(database: Database) -> PauseStore:
    return PauseStore(database)


@pytest.fixture
def queue(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def job_id(jobs: JobStore, database: Database) -> UUID:
    jobs.enqueue(KIND, QUEUE, {})
    return JobDesk(database).list()[0].id


def test_a_paused_kind_is_neither_begun_nor_rung_for_and_others_are(
    jobs: JobStore, job_id: UUID, pauses: PauseStore, redis_url: str, queue: Any
) -> None:
    jobs.enqueue("discover_segments", "insight", {})
    pause = pauses.pause(KIND, reason="a sale", lasts=None)
    assert (pause.reason, pause.until) == ("a sale", None)
    assert jobs.claim(job_id, LEASE) is None
    assert Relay(jobs, Bell(redis_url), max_attempts=3).round() == 1
    assert (queue.llen(QUEUE), queue.llen("insight")) == (0, 1)


def test_a_job_under_way_is_finished(jobs: JobStore, job_id: UUID, pauses: PauseStore, database: Database) -> None:
    claimed = jobs.claim(job_id, LEASE)
    assert claimed is not None
    pauses.pause(KIND, reason="a sale", lasts=None)
    jobs.renew(job_id, claimed.attempt, LEASE)
    jobs.finish(job_id, claimed.attempt, state="done", outcome="")
    assert JobDesk(database).show(job_id).state == "done"


def test_after_a_resume_the_relay_rings_at_once_though_the_bell_was_let_go(
    jobs: JobStore, job_id: UUID, pauses: PauseStore, redis_url: str, queue: Any
) -> None:
    relay = Relay(jobs, Bell(redis_url), max_attempts=3)
    assert relay.round() == 1
    pauses.pause(KIND, reason="a sale", lasts=None)
    queue.delete(QUEUE)
    assert relay.round() == 0
    assert pauses.resume(KIND)
    assert relay.round() == 1
    assert jobs.claim(job_id, LEASE)


def test_a_pause_ends_by_itself_by_the_databases_clock(
    jobs: JobStore, job_id: UUID, pauses: PauseStore, database: Database
) -> None:
    pause = pauses.pause(KIND, reason="a sale", lasts=timedelta(hours=2))
    assert pause.until is not None
    assert pause.until - pause.since == timedelta(hours=2)
    assert jobs.claim(job_id, LEASE) is None
    with database.connection() as connection:
        connection.execute("UPDATE pauses SET until = now() - interval '1 second'")
    assert pauses.under_way() == []
    assert jobs.claim(job_id, LEASE)
    assert not pauses.resume(KIND)


def test_a_pause_that_is_told_again_goes_on_and_one_that_was_over_begins_anew(
    pauses: PauseStore, database: Database
) -> None:
    first = pauses.pause(KIND, reason="a sale", lasts=None)
    again = pauses.pause(KIND, reason="a strike", lasts=timedelta(hours=1))
    assert (again.since, again.reason) == (first.since, "a strike")
    with database.connection() as connection:
        connection.execute("UPDATE pauses SET until = now() - interval '1 second'")
    assert pauses.pause(KIND, reason="a sale", lasts=None).since > first.since


def test_what_is_not_paused_cannot_be_resumed(pauses: PauseStore) -> None:
    assert not pauses.resume(KIND)
