"""The stores of a benchmark: a real PostgreSQL with fsync on and a real Valkey, both empty at the start."""

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from shared.embedded.postgres import EmbeddedPostgres, prepare_cluster
from shared.embedded.valkey import EmbeddedValkey, prepare_valkey
from shared.errors import Permanent
from shared.store.migrate import migrate

DATABASE = "bench"
DROP_LAST_RUN = "DROP DATABASE IF EXISTS bench WITH (FORCE)"
#: What Valkey does when nobody configures it: snapshots, no append-only file.
DEFAULT_SNAPSHOTS = "3600 1 300 100 60 10000"


@dataclass(frozen=True, slots=True)
class Stores:
    """Where clients reach them."""

    database_url: str
    redis_url: str

    def forget_redis(self) -> None:
        """Empty Valkey, so that no round carries the last one's queue."""
        with redis.Redis.from_url(self.redis_url, socket_timeout=30, retry=None) as client:
            client.flushall()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold `folder` for ourselves; Permanent when another benchmark has it, since each would slow the other."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Permanent("another benchmark is running; wait for its end") from error
        yield


@contextmanager
def running_stores(folder: Path) -> Iterator[Stores]:
    """Both stores, with the newest schema, kept in `folder` and stopped at the end."""
    with alone(folder), tempfile.TemporaryDirectory(prefix="selvage-") as sockets:
        Path(sockets).chmod(0o711)
        cluster = prepare_cluster(folder, Path(sockets) / "pg")
        with EmbeddedPostgres(cluster), EmbeddedValkey(prepare_valkey(folder)) as valkey:
            with psycopg.connect(cluster.url(), autocommit=True, connect_timeout=10) as connection:
                connection.execute(DROP_LAST_RUN)
            stores = Stores(cluster.ensure_database(DATABASE), valkey.valkey.url)
            migrate(stores.database_url)
            with redis.Redis.from_url(stores.redis_url, socket_timeout=30, retry=None) as client:
                client.config_set("appendonly", "no")
                client.config_set("save", DEFAULT_SNAPSHOTS)
            stores.forget_redis()
            yield stores
