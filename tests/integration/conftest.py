"""The stores as a test of one service sees them, over a database of its own."""

from collections.abc import Iterator

import pytest

from shared.store.database import Database
from shared.store.jobs import JobStore


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    database.open()
    yield database
    database.close()


@pytest.fixture
def jobs(database: Database) -> JobStore:
    return JobStore(database)
