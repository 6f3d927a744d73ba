"""A running API with a shop in it and a key for each role, shared by the tests of one file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from shared.domain.access import Role
from shared.store.database import Database
from shared.store.keys import KeyStore
from tests.factories_snapshots import customer_ids, keep_findings, keep_names, three_kinds_found
from tests.running_api import running_api


@dataclass(frozen=True, slots=True)
class Place:
    """Where the API is, what it knows, and what opens it."""

    address: str
    database_url: str
    database: Database
    #: Somebody whom it knows.
    customer_id: str
    keys: Mapping[Role, str]

    @property
    def mcp(self) -> str:
        return f"{self.address}/mcp"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def shop_database(module_database_url: str) -> Iterator[Database]:
    database = Database(module_database_url, size=2)
    database.open()
    yield database
    database.close()


@pytest.fixture(scope="module")
def place(module_database_url: str, shop_database: Database) -> Iterator[Place]:
    findings = three_kinds_found(60)
    keep_names(shop_database, customer_ids(findings))
    keep_findings(shop_database, findings)
    store = KeyStore(shop_database)
    keys = {role: store.create(f"a {role}", role, None).secret for role in Role}
    with running_api(module_database_url) as address:
        yield Place(address, module_database_url, shop_database, customer_ids(findings)[7], keys)
