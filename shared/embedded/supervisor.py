"""Processes under supervisord: started in order, restarted when they die, stopped with whoever started them."""

import os
import subprocess
import sys
import tempfile
import xmlrpc.client
from collections.abc import Iterable, Iterator, Mapping
from configparser import RawConfigParser
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import supervisor.xmlrpc
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from shared.embedded.folders import UNPRIVILEGED, is_root
from shared.embedded.launch import dies_with_parent, launch, stop
from shared.errors import Retryable

START_DEADLINE_S = 15
#: How long a process may finish what it is doing before it is killed.
STOP_WAIT_S = 12


STORES, SERVICES = "stores", "services"


@dataclass(frozen=True, slots=True)
class Program:
    """One process to keep alive."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    #: As root, run it as the user that owns nothing else.
    unprivileged: bool = False
    stop_signal: str = "TERM"
    #: STORES are stopped last, when nobody talks to them any more.
    group: str = SERVICES


class Supervisor:
    """A supervisord of our own, reached over a socket that only we can open. Use as a context manager."""

    def __init__(self, programs: Iterable[Program], *, folder: Path, environment: Mapping[str, str]) -> None:
        """`folder` takes the logs; `environment` is given to every program."""
        self._programs = tuple(programs)
        self._logs = folder.resolve() / "logs"
        self._environment = dict(environment)
        self._runtime: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._logs.mkdir(parents=True, exist_ok=True)
        self._runtime = tempfile.TemporaryDirectory(prefix="selvage-")
        configuration = Path(self._runtime.name) / "supervisord.conf"
        with configuration.open("w", encoding="utf-8") as file:
            self._configuration(Path(self._runtime.name)).write(file)
        command = (sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(configuration))
        log = self._logs / "supervisord.out"
        self._process = launch(command, log=log, environment={**os.environ, **self._environment})
        self._wait_until_up()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            stop(self._process, deadline_s=2 * STOP_WAIT_S)
        if self._runtime:
            self._runtime.cleanup()

    def start(self, *names: str) -> None:
        """Start the programs, one after another; Retryable when one does not stay up for a second."""
        for name in names:
            try:
                with self._remote() as remote:
                    remote.startProcess(self._full(name))
            except xmlrpc.client.Fault as fault:
                raise Retryable(f"{name} did not start ({fault.faultString}); see {self.log_of(name)}") from fault

    def pid(self, name: str) -> int:
        """The process id of the program, 0 while it is down."""
        with self._remote() as remote:
            return int(remote.getProcessInfo(self._full(name))["pid"])

    def _full(self, name: str) -> str:
        group = next(program.group for program in self._programs if program.name == name)
        return f"{group}:{name}"

    def log_of(self, name: str) -> Path:
        """The file that the program writes to."""
        return self._logs / f"{name}.log"

    @contextmanager
    def _remote(self) -> Iterator[Any]:
        """The supervisor's own interface, for one conversation."""
        transport = supervisor.xmlrpc.SupervisorTransport(None, None, f"unix://{self._socket}")
        try:
            yield xmlrpc.client.ServerProxy("http://supervisor", transport=transport).supervisor
        finally:
            transport.close()

    @property
    def _socket(self) -> Path:
        return Path(self._runtime.name if self._runtime else "") / "supervisor.sock"

    @retry(
        retry=retry_if_exception_type((OSError, xmlrpc.client.Error)),
        stop=stop_after_delay(START_DEADLINE_S),
        wait=wait_fixed(0.05),
        reraise=True,
    )
    def _wait_until_up(self) -> None:
        with self._remote() as remote:
            remote.getState()

    def _configuration(self, runtime: Path) -> RawConfigParser:
        config = RawConfigParser()
        config["unix_http_server"] = {"file": str(self._socket), "chmod": "0600"}
        config["supervisord"] = {
            "logfile": str(self._logs / "supervisord.log"),
            "pidfile": str(runtime / "supervisord.pid"),
            "childlogdir": str(self._logs),
            "loglevel": "warn",
            "minfds": "4096",
        }
        if is_root():
            config["supervisord"]["user"] = "root"
        config["rpcinterface:supervisor"] = {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
        }
        for program in self._programs:
            config[f"program:{program.name}"] = self._section(program)
        # supervisord stops one group after another, the highest priority first, and all of a group at once.
        for priority, group in enumerate((STORES, SERVICES)):
            members = ",".join(program.name for program in self._programs if program.group == group)
            if members:
                config[f"group:{group}"] = {"programs": members, "priority": str(priority)}
        return config

    def _section(self, program: Program) -> dict[str, str]:
        section = {
            "command": " ".join(map(_quoted, dies_with_parent(program.command, sends=program.stop_signal))),
            "autostart": "false",
            "autorestart": "true",
            "startsecs": "1",
            "startretries": "1000",
            "stopsignal": program.stop_signal,
            "stopwaitsecs": str(STOP_WAIT_S),
            "stopasgroup": "false",
            "killasgroup": "true",
            "redirect_stderr": "true",
            "stdout_logfile": str(self.log_of(program.name)),
            "stdout_logfile_maxbytes": "20MB",
            "stdout_logfile_backups": "1",
            "environment": ",".join(f"{name}={_quoted(value)}" for name, value in program.environment.items()),
        }
        if program.unprivileged and is_root():
            section["user"] = UNPRIVILEGED
        return section


def _quoted(word: str) -> str:
    """`word` as supervisord reads it: quoted, and with its own expansion character doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
