"""Start a process for one round, and end it without mercy."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from shared.embedded.launch import launch
from shared.errors import Permanent

START_DEADLINE_S = 30.0
POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class Server:
    """A program that listens on a port of the loopback interface."""

    name: str
    command: tuple[str, ...]
    #: Added to our own environment.
    environment: Mapping[str, str]
    port: int


@contextmanager
def started(
    name: str, command: Sequence[str], environment: Mapping[str, str], logs: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, told `environment` besides our own; gone after the block, with all its children.

    It ends by SIGKILL: what it acknowledged must not depend on what it does when asked politely.
    """
    logs.mkdir(parents=True, exist_ok=True)
    log_of(name, logs).unlink(missing_ok=True)
    process = launch(command, log=log_of(name, logs), environment={**os.environ, **environment})
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def running(server: Server, logs: Path) -> Iterator[None]:
    """The server accepts connections inside the block; Permanent with the end of its log when it does not."""
    with started(server.name, server.command, server.environment, logs) as process:
        if not _listens(server.port, process):
            raise Permanent(f"{server.name} did not start; its log ends with:\n{tail_of(server.name, logs)}")
        yield


def log_of(name: str, logs: Path) -> Path:
    """Where the process writes to."""
    return logs / f"{name}.log"


def tail_of(name: str, logs: Path) -> str:
    """The last lines that the process wrote."""
    return log_of(name, logs).read_text(encoding="utf-8", errors="replace")[-2000:]


def _listens(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Whether the port accepts connections within START_DEADLINE_S seconds; False once the process has ended."""
    deadline = time.monotonic() + START_DEADLINE_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(POLL_S)
    return False
