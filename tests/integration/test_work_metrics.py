"""What beat tells Prometheus, over real stores."""

from contextlib import closing
from datetime import timedelta

import pytest
from prometheus_client import Metric
from prometheus_client.registry import Collector

from services.workers.metrics import SETTLING, BudgetMetrics, WorkMetrics
from shared.gorgias.bucket import AccountBucket
from shared.store.backlog import BacklogStore
from shared.store.database import Database
from shared.store.drafts import DraftStore
from shared.store.job_desk import JobDesk
from shared.store.jobs import JobStore
from shared.store.pauses import PauseStore

LEASE = timedelta(seconds=60)
DRAFT = """
INSERT INTO drafts (key, ticket_id, message_id, job_id, engine, dollars, drafted_at)
SELECT 'a key', 1, 2, id, 'claude', 0.25, now() FROM jobs LIMIT 1
"""


def metrics_of(database: Database) -> WorkMetrics:
    return WorkMetrics(BacklogStore(database), PauseStore(database), DraftStore(database))


def told(collector: Collector) -> dict[str, dict[tuple[str, ...], float]]:
    """Every metric's values by their labels."""
    return {metric.name: _values(metric) for metric in collector.collect()}


def _values(metric: Metric) -> dict[tuple[str, ...], float]:
    return {tuple(sample.labels.values()): sample.value for sample in metric.samples}


@pytest.fixture
def two_jobs(jobs: JobStore) -> JobStore:
    for _ in range(2):
        jobs.enqueue("draft_reply", "drafts", {})
    return jobs


def test_the_gauges_say_how_many_jobs_wait_where_and_how_long(database: Database, two_jobs: JobStore) -> None:
    assert two_jobs.claim(JobDesk(database).list()[0].id, LEASE)
    seen = told(metrics_of(database))
    assert seen["selvage_jobs"] == {("draft_reply", "ready"): 1, ("draft_reply", "running"): 1}
    assert seen["selvage_jobs_waiting"] == {("drafts",): 1}
    assert seen["selvage_oldest_due_seconds"][("draft_reply",)] >= 0
    assert seen["selvage_oldest_due_job_seconds"][()] == seen["selvage_oldest_due_seconds"][("draft_reply",)]


def test_what_ended_since_the_last_look_is_counted_once(database: Database, two_jobs: JobStore) -> None:
    metrics = metrics_of(database)
    assert told(metrics)["selvage_jobs_ended"] == {}
    for row in JobDesk(database).list():
        claimed = two_jobs.claim(row.id, LEASE)
        assert claimed is not None
        two_jobs.finish(row.id, claimed.attempt, state="skipped", outcome="")
    with database.connection() as connection:
        connection.execute(DRAFT)
        # They ended long enough ago to be counted, and after the first look.
        connection.execute("UPDATE jobs SET finished_at = finished_at - %s", [SETTLING])
        connection.execute("UPDATE drafts SET drafted_at = drafted_at - %s", [SETTLING])
    for _ in range(2):
        seen = told(metrics)
        assert seen["selvage_jobs_ended"] == {("draft_reply", "skipped"): 2}
        assert seen["selvage_drafts"] == {("claude",): 1}


def test_a_paused_kind_is_told_while_it_is_paused(database: Database) -> None:
    pauses, metrics = PauseStore(database), metrics_of(database)
    pauses.pause("draft_reply", reason="a sale", lasts=None)
    assert told(metrics)["selvage_paused"] == {("draft_reply",): 1}
    pauses.resume("draft_reply")
    assert told(metrics)["selvage_paused"] == {}


def test_what_the_days_drafts_cost_is_told(database: Database, two_jobs: JobStore) -> None:
    with database.connection() as connection:
        connection.execute(DRAFT)
    assert told(metrics_of(database))["selvage_draft_dollars_today"] == {(): 0.25}


def test_without_a_database_there_are_no_metrics_and_no_error() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none", acquire_timeout_s=0.2)
    away.open()
    assert told(metrics_of(away)) == {}
    away.close()


def test_the_budget_tells_how_full_it_is_and_who_waits(redis_url: str) -> None:
    with closing(AccountBucket(redis_url, "10/10000", "acme")) as bucket:
        bucket.wait(1, turns=4)
        bucket.promise(1, turns=2)
        seen = told(BudgetMetrics(bucket))
    assert seen["selvage_gorgias_budget_used_ratio"][()] == pytest.approx(6 / 9)
    assert seen["selvage_gorgias_paused_seconds"] == {(): 0}
    assert seen["selvage_gorgias_waiting"] == {("live",): 0, ("upkeep",): 0, ("backfill",): 0}


def test_without_redis_nothing_is_told_of_the_budget() -> None:
    with closing(AccountBucket("redis://127.0.0.1:9/0", "40/20", "acme")) as bucket:
        assert told(BudgetMetrics(bucket)) == {}
