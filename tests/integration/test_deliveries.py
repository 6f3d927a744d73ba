import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.domain.deliveries import message_key
from shared.errors import NotFound, Retryable
from shared.ports import Announced
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore, NewDelivery, Recorded
from shared.store.jobs import JobStore
from shared.store.ledger import DeliveryLedger
from tests.factories_jobs import a_delivery


def with_ledger(url: str, test: Callable[[DeliveryLedger], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        ledger = DeliveryLedger(url)
        try:
            return await test(ledger)
        finally:
            await ledger.close()

    return asyncio.run(run())


def record(url: str, *batches: list[NewDelivery]) -> list[list[Recorded]]:
    async def all_of_them(ledger: DeliveryLedger) -> list[list[Recorded]]:
        return [await ledger.record(batch) for batch in batches]

    answers: list[list[Recorded]] = with_ledger(url, all_of_them)
    return answers


def test_each_delivery_of_a_batch_becomes_a_row_and_a_job(database_url: str) -> None:
    batch = [a_delivery() for _ in range(50)]
    (answers,) = record(database_url, batch)
    assert all(answer.is_new for answer in answers)
    with psycopg.connect(database_url) as connection:
        jobs = connection.execute(
            "SELECT j.id::text, j.arguments->>'delivery_id', d.external_id, j.state "
            "FROM jobs j JOIN deliveries d USING (id)"
        ).fetchall()
    assert {
        (answer.id, answer.id, row.external_id, "ready") for row, answer in zip(batch, answers, strict=True)
    } == set(jobs)


def test_a_repeated_delivery_gets_the_first_ones_id_and_no_second_job(database_url: str) -> None:
    first, again = a_delivery(external_id="ticket:1:message:1"), a_delivery(external_id="ticket:1:message:1")
    (recorded,), answers = record(database_url, [first], [again, a_delivery()])
    assert [answer.is_new for answer in answers] == [False, True]
    assert answers[0].id == recorded.id
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT count(*) FROM jobs").fetchone() == (2,)


def test_the_same_event_fifty_times_in_one_batch_is_one_job(database_url: str) -> None:
    batch = [a_delivery(external_id="ticket:1:message:1") for _ in range(50)]
    (answers,) = record(database_url, batch)
    assert sum(answer.is_new for answer in answers) == 1
    assert len({answer.id for answer in answers}) == 1


def test_the_ledger_comes_back_after_its_connection_was_cut(database_url: str) -> None:
    async def cut_between(ledger: DeliveryLedger) -> None:
        await ledger.record([a_delivery()])
        with psycopg.connect(database_url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'selvage-door'"
            )
        with pytest.raises(Retryable):
            await ledger.record([a_delivery()])
        assert (await ledger.record([a_delivery()]))[0].is_new

    with_ledger(database_url, cut_between)


def test_a_database_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(Retryable, match="away"):
        record("postgresql://nobody@127.0.0.1:1/none", [a_delivery()])


def test_workers_read_where_to_look(database_url: str, database: Database) -> None:
    delivery = a_delivery(ticket_id=42)
    ((recorded,),) = record(database_url, [delivery])
    kept = DeliveryStore(database).get(UUID(recorded.id))
    assert (kept.ticket_id, kept.message_id) == (42, delivery.hint["message_id"])


def test_a_delivery_that_was_never_recorded_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        DeliveryStore(database).get(uuid4())


def announced(*message_ids: int) -> list[Announced]:
    return [Announced(1, message_id, datetime(2026, 11, 22, tzinfo=UTC)) for message_id in message_ids]


def record_missing(database: Database, *message_ids: int) -> int:
    store = DeliveryStore(database)
    return store.record_missing(announced(*message_ids), source="gorgias", kind="draft_reply", queue="drafts")


def test_what_no_webhook_told_of_is_recorded_once_and_the_relay_rings_at_once(
    database_url: str, database: Database
) -> None:
    record(database_url, [a_delivery(external_id=message_key(1, 2))])

    assert record_missing(database, 2, 3, 4, 3) == 2
    assert record_missing(database, 2, 3, 4) == 0
    assert record_missing(database) == 0

    due = JobStore(database).ring(10, idle=[])
    kept = [DeliveryStore(database).get(job.id) for job in due]
    assert sorted((each.ticket_id, each.message_id) for each in kept) == [(1, 3), (1, 4)]


def test_a_webhook_after_the_feed_is_a_duplicate(database_url: str, database: Database) -> None:
    record_missing(database, 2)
    ((answer,),) = record(database_url, [a_delivery(external_id=message_key(1, 2))])
    assert not answer.is_new
