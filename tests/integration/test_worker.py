"""The worker over real rows: what each end of a handler does to the job."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from shared.errors import LeaseLost, NotYet, Permanent, Retryable
from shared.jobs.job import DiscoverSegments, arguments_of
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Lease, Neighbours
from shared.store.database import Database
from shared.store.job_desk import JobDesk, JobRow
from shared.store.jobs import JobStore
from shared.work.room import Room
from shared.work.worker import Worker


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class OnlyAClock:
    clock = FixedClock()


Handle = Callable[[DiscoverSegments, Neighbours, Lease], Outcome]


class Shop:
    """A database with one job, and a worker that ends it as the test says."""

    def __init__(self, database: Database) -> None:
        self.jobs = JobStore(database)
        self.desk = JobDesk(database)
        self.database = database
        self.jobs.enqueue("discover_segments", "insight", arguments_of(DiscoverSegments()))

    @property
    def job(self) -> JobRow:
        return self.desk.list()[0]

    def worker(self, handle: Handle, *, max_attempts: int = 3, places: int = 1) -> Worker:
        return Worker(
            self.jobs,
            OnlyAClock(),
            lease=timedelta(seconds=60),
            max_attempts=max_attempts,
            handlers={DiscoverSegments: handle},
            places=places,
        )

    def hear(self, handle: Handle, *, max_attempts: int = 3) -> JobRow:
        self.worker(handle, max_attempts=max_attempts).hear(self.job.id)
        return self.job

    def run(self, statement: str) -> None:
        with self.database.connection() as connection:
            connection.execute(statement)


@pytest.fixture
def shop(database_url: str) -> Iterator[Shop]:
    database = Database(database_url)
    database.open()
    yield Shop(database)
    database.close()


def raises(error: Exception) -> Handle:
    def handle(job: DiscoverSegments, at: Neighbours, lease: Lease) -> Outcome:
        raise error

    return handle


def test_a_finished_job_says_what_it_did(shop: Shop) -> None:
    row = shop.hear(lambda *_: Finished("found 3 axes"))
    assert (row.state, row.outcome, row.attempt) == ("done", "found 3 axes", 1)


def test_a_skipped_job_says_why(shop: Shop) -> None:
    row = shop.hear(lambda *_: Skipped("no customer message"))
    assert (row.state, row.outcome) == ("skipped", "no customer message")


def test_a_second_bell_for_the_same_job_does_nothing(shop: Shop) -> None:
    heard: list[UUID] = []

    def handle(job: DiscoverSegments, at: Neighbours, lease: Lease) -> Outcome:
        heard.append(lease.job_id)
        return Finished("once")

    for _ in range(3):
        shop.hear(handle)
    assert len(heard) == 1


def test_a_bell_for_several_jobs_gets_each_done_once_and_those_that_fail_hold_up_none(shop: Shop) -> None:
    for _ in range(4):
        shop.jobs.enqueue("discover_segments", "insight", arguments_of(DiscoverSegments()))
    ids = [row.id for row in shop.desk.list()]
    heard: list[UUID] = []

    def handle(job: DiscoverSegments, at: Neighbours, lease: Lease) -> Outcome:
        heard.append(lease.job_id)
        if lease.job_id == ids[0]:
            raise Retryable("busy")
        return Finished("done")

    worker = shop.worker(handle, places=2)
    worker.hear(*ids)
    worker.hear(*ids)
    assert sorted(heard) == sorted(ids)
    assert sorted(row.state for row in shop.desk.list()) == ["done"] * 4 + ["ready"]


def test_while_the_database_is_away_a_bell_is_let_go_and_no_place_is_lost() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none", acquire_timeout_s=0.2)
    away.open()
    room = Room(3)
    worker = Worker(
        JobStore(away),
        OnlyAClock(),
        lease=timedelta(seconds=60),
        max_attempts=3,
        handlers={},
        places=3,
        room=room,
    )
    worker.hear(*(uuid4() for _ in range(7)))
    away.close()
    assert room.take(9) == 3


def test_a_retryable_failure_waits_in_the_row_not_in_the_queue(shop: Shop) -> None:
    row = shop.hear(raises(Retryable("Gorgias is busy", retry_after=30)))
    assert (row.state, row.last_error) == ("ready", "Gorgias is busy")
    assert row.next_attempt_at - row.created_at >= timedelta(seconds=30)
    assert row.ring_at == row.next_attempt_at


def test_a_permanent_failure_is_dead_at_once_and_says_why(shop: Shop) -> None:
    row = shop.hear(raises(Permanent("Gorgias does not accept our key")))
    assert (row.state, row.last_error) == ("dead", "Gorgias does not accept our key")


def test_an_unexpected_error_keeps_the_job_and_drops_its_text(shop: Shop) -> None:
    row = shop.hear(raises(ValueError("anna@example.com")))
    assert (row.state, row.last_error) == ("ready", "unexpected ValueError")


def test_the_last_attempt_buries_the_job(shop: Shop) -> None:
    for _ in range(3):
        row = shop.hear(raises(Retryable("busy")))
        shop.run("UPDATE jobs SET next_attempt_at = now() WHERE state = 'ready'")
    assert (row.state, row.last_error) == ("dead", "gave up after 3 attempts: busy")


def test_waiting_for_our_own_budget_wears_no_attempts_out(shop: Shop) -> None:
    for _ in range(5):
        row = shop.hear(raises(NotYet()))
        shop.run("UPDATE jobs SET next_attempt_at = now() WHERE state = 'ready'")
    assert (row.state, row.attempt, row.failures) == ("ready", 5, 0)


def test_a_worker_that_lost_its_lease_leaves_the_row_to_its_successor(shop: Shop) -> None:
    def loses(job: DiscoverSegments, at: Neighbours, lease: Lease) -> Outcome:
        shop.run("UPDATE jobs SET attempt = attempt + 1")
        with pytest.raises(LeaseLost):
            lease.renew()
        return Finished("too late")

    row = shop.hear(loses)
    assert (row.state, row.outcome, row.attempt) == ("running", None, 2)


def test_a_kind_that_this_worker_does_not_know_is_dead_and_replayable(shop: Shop) -> None:
    shop.run("UPDATE jobs SET kind = 'knit'")
    row = shop.hear(lambda *_: Finished("never"))
    assert row.state == "dead"
    assert "knows no job" in (row.last_error or "")
