"""One API over one shop for all tests of a file; what they find in it, they must leave."""

from collections.abc import Iterator

import pytest

from shared.store.database import Database
from tests.factories_full_shop import keep_full_shop
from tests.running_api import running_api


@pytest.fixture(scope="module")
def full_shop(module_database_url: str) -> str:
    """The address of a database with a shop that has an answer to every tool's example."""
    database = Database(module_database_url, size=1)
    database.open()
    keep_full_shop(database)
    database.close()
    return module_database_url


@pytest.fixture(scope="module")
def api(full_shop: str) -> Iterator[str]:
    """The address of an analytics API over the shop."""
    with running_api(full_shop) as address:
        yield address
