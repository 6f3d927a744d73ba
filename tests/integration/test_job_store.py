from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.errors import LeaseLost, NotFound
from shared.store.backlog import BacklogStore
from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.jobs import ClaimedJob, JobStore, Swept

LEASE = timedelta(seconds=60)
EVERY_QUEUE = ("drafts", "insight")


@pytest.fixture
def desk(database: Database) -> JobDesk:
    return JobDesk(database)


def enqueue(jobs: JobStore, *, dedupe_key: str | None = None) -> bool:
    return jobs.enqueue("discover_segments", "insight", {}, dedupe_key=dedupe_key)


def the_job(desk: JobDesk) -> UUID:
    return desk.list()[0].id


def run(database: Database, statement: str) -> None:
    with database.connection() as connection:
        connection.execute(statement)


def claimed(jobs: JobStore, desk: JobDesk) -> ClaimedJob:
    enqueue(jobs)
    job = jobs.claim(the_job(desk), LEASE)
    assert job is not None
    return job


def test_only_one_of_many_workers_gets_a_job(jobs: JobStore, desk: JobDesk) -> None:
    enqueue(jobs)
    job_id = the_job(desk)
    with ThreadPoolExecutor(16) as threads:
        claims = list(threads.map(lambda _: jobs.claim(job_id, LEASE), range(64)))
    assert sum(claim is not None for claim in claims) == 1


def test_a_job_under_the_same_name_is_enqueued_once(jobs: JobStore) -> None:
    assert enqueue(jobs, dedupe_key="discover@2026-11-22")
    assert not enqueue(jobs, dedupe_key="discover@2026-11-22")


def test_a_worker_whose_lease_was_taken_can_write_nothing(jobs: JobStore, desk: JobDesk, database: Database) -> None:
    first = claimed(jobs, desk)
    run(database, "UPDATE jobs SET lease_until = now() - interval '1 second'")
    assert jobs.sweep(max_attempts=8, limit=10) == Swept(readied=1, buried=0)
    second = jobs.claim(first.id, LEASE)
    assert second is not None
    assert second.attempt == 2
    with pytest.raises(LeaseLost):
        jobs.renew(first.id, first.attempt, LEASE)
    with pytest.raises(LeaseLost):
        jobs.finish(first.id, first.attempt, state="done", outcome="late")
    with pytest.raises(LeaseLost):
        jobs.postpone(first.id, first.attempt, failures=1, wait=timedelta(), error="late")
    with pytest.raises(LeaseLost):
        jobs.bury(first.id, first.attempt, error="late")
    jobs.finish(second.id, second.attempt, state="done", outcome="in time")
    assert desk.show(first.id).outcome == "in time"


def test_a_job_that_costs_every_worker_its_life_is_buried(jobs: JobStore, desk: JobDesk, database: Database) -> None:
    job = claimed(jobs, desk)
    run(database, "UPDATE jobs SET lease_until = now() - interval '1 second', failures = 7")
    assert jobs.sweep(max_attempts=8, limit=10) == Swept(readied=0, buried=1)
    row = desk.show(job.id)
    assert (row.state, row.last_error) == ("dead", "the worker was lost in attempt 1")


def test_a_postponed_job_is_neither_rung_for_nor_claimed_before_its_time(
    jobs: JobStore, desk: JobDesk, database: Database
) -> None:
    job = claimed(jobs, desk)
    jobs.postpone(job.id, job.attempt, failures=1, wait=timedelta(hours=1), error="429")
    assert jobs.ring(10, idle=EVERY_QUEUE) == []
    assert jobs.claim(job.id, LEASE) is None
    run(database, "UPDATE jobs SET next_attempt_at = now(), ring_at = now()")
    assert [due.id for due in jobs.ring(10, idle=EVERY_QUEUE)] == [job.id]
    again = jobs.claim(job.id, LEASE)
    assert again is not None
    assert again.attempt == 2


def test_an_unheard_bell_is_rung_again_at_growing_intervals(jobs: JobStore, database: Database, desk: JobDesk) -> None:
    enqueue(jobs)
    waits = []
    for _ in range(10):
        assert len(jobs.ring(10, idle=EVERY_QUEUE)) == 1
        assert jobs.ring(10, idle=EVERY_QUEUE) == []
        row = desk.show(the_job(desk))
        with database.connection() as connection:
            (now,) = connection.execute("SELECT now()").fetchall()[0]
        waits.append(round((row.ring_at - now).total_seconds()))
        run(database, "UPDATE jobs SET ring_at = now()")
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 256, 256]


def test_while_a_queue_is_busy_only_what_was_never_announced_is_rung_for(
    jobs: JobStore, database: Database, desk: JobDesk
) -> None:
    enqueue(jobs)
    assert len(jobs.ring(10, idle=())) == 1
    run(database, "UPDATE jobs SET ring_at = now()")
    assert jobs.ring(10, idle=["drafts"]) == []
    assert len(jobs.ring(10, idle=["insight"])) == 1
    run(database, "UPDATE jobs SET ring_at = now() - interval '6 minutes'")
    assert len(jobs.ring(10, idle=())) == 1


def test_two_relays_never_ring_for_the_same_row_at_once(jobs: JobStore) -> None:
    for _ in range(100):
        enqueue(jobs)
    with ThreadPoolExecutor(4) as threads:
        rounds = list(threads.map(lambda _: [due.id for due in jobs.ring(60, idle=EVERY_QUEUE)], range(4)))
    rung = [job_id for one_round in rounds for job_id in one_round]
    assert len(rung) == len(set(rung)) == 100


def test_a_dead_job_is_replayed_under_its_own_id(jobs: JobStore, desk: JobDesk) -> None:
    job = claimed(jobs, desk)
    jobs.bury(job.id, job.attempt, error="Gorgias answered 401")
    assert desk.replay(job_id=None, since=None, error="401", dry_run=True) == [job.id]
    assert desk.show(job.id).state == "dead"
    assert desk.replay(job_id=None, since=None, error="500", dry_run=False) == []
    assert desk.replay(job_id=None, since=None, error="401", dry_run=False) == [job.id]
    again = jobs.claim(job.id, LEASE)
    assert again is not None
    assert (again.attempt, again.failures) == (2, 0)


def test_a_discarded_job_stays_visible_and_is_never_claimed(jobs: JobStore, desk: JobDesk) -> None:
    enqueue(jobs)
    job_id = the_job(desk)
    desk.discard(job_id)
    assert desk.show(job_id).state == "discarded"
    assert jobs.claim(job_id, LEASE) is None
    with pytest.raises(NotFound):
        desk.discard(job_id)


def test_a_job_that_never_was_is_not_found(desk: JobDesk) -> None:
    with pytest.raises(NotFound, match="selvage jobs list"):
        desk.show(uuid4())


def test_the_operator_sees_counts_and_the_oldest_wait(jobs: JobStore, database: Database) -> None:
    enqueue(jobs)
    run(database, "UPDATE jobs SET next_attempt_at = now() - interval '90 seconds'")
    assert jobs.count() == {("discover_segments", "ready"): 1}
    [seen] = BacklogStore(database).open_jobs()
    assert (seen.queue, seen.kind, seen.state, seen.jobs) == ("insight", "discover_segments", "ready", 1)
    assert 89 < seen.oldest_due_s < 120


def test_a_worker_takes_all_that_it_heard_of_and_that_is_free(jobs: JobStore, desk: JobDesk) -> None:
    for _ in range(4):
        enqueue(jobs)
    oldest_first = sorted(row.id for row in desk.list())
    taken = jobs.claim(oldest_first[1], LEASE)
    assert taken is not None
    claimed = jobs.claim_all([*reversed(oldest_first), uuid4()], LEASE)
    assert [job.id for job in claimed] == [oldest_first[0], *oldest_first[2:]]
    assert jobs.claim_all(oldest_first, LEASE) == []


def test_workers_that_hear_of_the_same_jobs_at_once_share_them(jobs: JobStore, desk: JobDesk) -> None:
    for _ in range(40):
        enqueue(jobs)
    ids = [row.id for row in desk.list(limit=100)]
    with ThreadPoolExecutor(8) as threads:
        orders = [ids if number % 2 else ids[::-1] for number in range(16)]
        claims = list(threads.map(lambda order: jobs.claim_all(order, LEASE), orders))
    assert sorted(job.id for each in claims for job in each) == sorted(ids)


def test_a_state_that_no_code_knows_is_refused_by_the_table(jobs: JobStore, database: Database) -> None:
    enqueue(jobs)
    with pytest.raises(psycopg.errors.CheckViolation):
        run(database, "UPDATE jobs SET state = 'lost'")
