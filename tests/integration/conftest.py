"""The stores as a test of one service sees them, over a database of its own."""

from collections.abc import Iterator

import pytest

from shared.store.database import Database
from shared.store.jobs import JobStore
from tests.asking import SARAH
from tests.factories_snapshots import keep_snapshot
from tests.running_api import running_api


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    database.open()
    yield database
    database.close()


@pytest.fixture
def jobs(database: Database) -> JobStore:
    return JobStore(database)


@pytest.fixture
def api(database: Database, database_url: str) -> Iterator[str]:
    """The address of an analytics API that knows Sarah."""
    keep_snapshot(database, SARAH)
    with running_api(database_url) as address:
        yield address
