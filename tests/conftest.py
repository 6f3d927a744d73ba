"""One PostgreSQL and one Valkey for the whole run; a database of its own for each test that asks for one."""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from hypothesis import settings

from shared.embedded.postgres import FORGETFUL, EmbeddedPostgres, prepare_cluster
from shared.embedded.valkey import EmbeddedValkey, prepare_valkey
from shared.store.migrate import migrate
from tests.databases import Databases

TEMPLATE = "selvage_template"

# How long an example takes is the machine's business, and says nothing about the code.
settings.register_profile("selvage", deadline=None)
settings.load_profile("selvage")


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A short-named folder that unprivileged servers may enter."""
    folder = Path(tempfile.mkdtemp(prefix="selvage-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(server_folder: Path) -> Iterator[EmbeddedPostgres]:
    cluster = prepare_cluster(server_folder, server_folder / "pg", options=FORGETFUL)
    with EmbeddedPostgres(cluster) as server:
        migrate(cluster.ensure_database(TEMPLATE))
        yield server


@pytest.fixture(scope="session")
def databases(postgres: EmbeddedPostgres) -> Databases:
    """Databases of this run."""
    return Databases(postgres, TEMPLATE)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A migrated database that only this test sees."""
    with databases.one() as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(databases: Databases) -> Iterator[str]:
    """A migrated database that the tests of one file share; what they find in it, they must leave."""
    with databases.one() as url:
        yield url


@pytest.fixture(scope="session")
def valkey(server_folder: Path) -> Iterator[EmbeddedValkey]:
    with EmbeddedValkey(prepare_valkey(server_folder)) as server:
        yield server


@pytest.fixture
def redis_url(valkey: EmbeddedValkey) -> str:
    """The run's Valkey, emptied; tests that need one of their own start it."""
    with redis.Redis.from_url(valkey.valkey.url) as client:
        client.flushall()
    return valkey.valkey.url


def pytest_collection_finish() -> None:
    """Spare the garbage collector the ten thousand tests, of which none becomes garbage."""
    gc.collect()
    gc.freeze()
