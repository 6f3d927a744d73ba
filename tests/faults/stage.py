"""What all scenarios of a run share: PostgreSQL with fsync on, the simulators, and the loop of the fault proxy."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
from psycopg import sql

from shared.embedded.postgres import EmbeddedPostgres, prepare_cluster
from shared.store.migrate import migrate
from tests.faults.proxy import Proxy
from tests.simulators.process import Simulator, running_simulator

TEMPLATE = "faults_template"

NEW: LiteralString = "CREATE DATABASE {} TEMPLATE {}"
GONE: LiteralString = "DROP DATABASE IF EXISTS {} WITH (FORCE)"


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands before the first scenario and after the last."""

    #: Takes stores, sockets and logs; its name is short enough for unix sockets.
    folder: Path
    postgres: EmbeddedPostgres
    gorgias: Simulator
    claude: Simulator
    proxy: Proxy


@contextmanager
def set_up() -> Iterator[Stage]:
    """The stage; everything on it is stopped and removed at the end."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="sv-faults-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)
        postgres = stack.enter_context(running_postgres(folder))
        gorgias = stack.enter_context(running_simulator("gorgias", rate_limit="none"))
        claude = stack.enter_context(running_simulator("claude"))
        yield Stage(folder, postgres, gorgias, claude, stack.enter_context(Proxy()))


@contextmanager
def running_postgres(folder: Path) -> Iterator[EmbeddedPostgres]:
    """A durable server with a migrated database to copy."""
    cluster = prepare_cluster(folder, folder / "pg")
    with EmbeddedPostgres(cluster) as server:
        migrate(cluster.ensure_database(TEMPLATE))
        yield server


@contextmanager
def new_database(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The address of a migrated database of its own."""
    name = f"faults_{uuid4().hex[:12]}"
    with psycopg.connect(postgres.cluster.url(), autocommit=True) as admin:
        admin.execute(sql.SQL(NEW).format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    try:
        yield postgres.cluster.url(name)
    finally:
        # A connection of its own: the server may have been restarted meanwhile.
        with psycopg.connect(postgres.cluster.url(), autocommit=True) as admin:
            admin.execute(sql.SQL(GONE).format(sql.Identifier(name)))
