import asyncio
from collections.abc import Iterator

import pytest

from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.ledger import DeliveryLedger
from tests.factories_jobs import a_delivery


@pytest.fixture
def desk(database_url: str) -> Iterator[JobDesk]:
    database = Database(database_url)
    database.open()
    yield JobDesk(database)
    database.close()


def test_the_jobs_of_one_ticket_are_found_by_its_number(database_url: str, desk: JobDesk) -> None:
    async def record() -> None:
        ledger = DeliveryLedger(database_url)
        await ledger.record([a_delivery(ticket_id=7), a_delivery(ticket_id=7), a_delivery(ticket_id=8)])
        await ledger.close()

    asyncio.run(record())
    assert len(desk.list(ticket_id=7)) == 2
    assert len(desk.list(ticket_id=8)) == 1
    assert desk.list(ticket_id=9) == []
    assert len(desk.list(state="ready", kind="draft_reply")) == 3
    assert len(desk.list(limit=2)) == 2
