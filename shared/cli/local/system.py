"""The product running on this machine, for `selvage demo` and `selvage up`."""

import json
import shutil
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from rich.console import Console

from shared.cli.settings_door import RUN_FILE
from shared.domain.access import Role
from shared.embedded.folders import server_folder
from shared.embedded.postgres import DATA, prepare_cluster
from shared.embedded.supervisor import Supervisor
from shared.embedded.system import DATABASE, STORE_NAMES, LocalSystem, plan
from shared.embedded.valkey import prepare_valkey
from shared.errors import Retryable
from shared.settings import Settings
from shared.wiring import shop

STATE_FOLDER = RUN_FILE.parent
READY_DEADLINE_S = 60


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as Ctrl-C does, so that what it started is stopped."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {sign: signal.signal(sign, interrupt) for sign in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextmanager
def local_system(settings: Settings, folder: Path, *, keep_data: bool) -> Iterator[tuple[LocalSystem, Supervisor]]:
    """The system with its stores running and its database made; everything is stopped at the end of the block.

    With `keep_data` the next system in `folder` finds what this one has stored.
    """
    shop(settings)  # a policy that cannot be used is told before anything is started
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    with ExitStack() as stack:
        home = server_folder(folder.resolve())
        if not keep_data:
            # The data may lie outside of `folder` (root's home is closed to servers); the logs never do.
            stack.callback(shutil.rmtree, home if home != folder.resolve() else home / DATA, ignore_errors=True)
        sockets = Path(stack.enter_context(TemporaryDirectory(prefix="selvage-")))
        sockets.chmod(0o711)
        cluster = prepare_cluster(folder, sockets / "pg")
        valkey = prepare_valkey(folder)
        system = plan(settings, cluster, valkey)
        supervisor = stack.enter_context(Supervisor(system.programs, folder=folder, environment=system.environment))
        supervisor.start(*STORE_NAMES)
        cluster.wait_until_ready()
        valkey.wait_until_ready()
        cluster.ensure_database(DATABASE)
        yield system, supervisor


def start_services(system: LocalSystem, supervisor: Supervisor, console: Console) -> None:
    """Start every program and return once each answers; Retryable, naming its log, when one does not."""
    with console.status("Starting the services"):
        supervisor.start(*system.names)
        deadline = time.monotonic() + READY_DEADLINE_S
        for name, address in system.health.items():
            _wait_for(name, address, supervisor, deadline)


def _wait_for(name: str, address: str, supervisor: Supervisor, deadline: float) -> None:
    while time.monotonic() < deadline:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.1)
    raise Retryable(f"{name} did not become ready at {address}; see {supervisor.log_of(name)}")


@contextmanager
def run_file(system: LocalSystem, keys: Mapping[Role, str]) -> Iterator[Path]:
    """The file with the addresses, keys and secrets of the running system, readable by its owner, while it runs."""
    RUN_FILE.touch(mode=0o600)
    RUN_FILE.write_text(json.dumps(run_facts(system, keys), indent=2) + "\n", encoding="utf-8")
    try:
        yield RUN_FILE
    finally:
        RUN_FILE.unlink(missing_ok=True)


def run_facts(system: LocalSystem, keys: Mapping[Role, str]) -> Mapping[str, object]:
    """What a person or a program needs to use the running system."""
    return {
        "api": system.api,
        "webhooks": system.webhooks,
        "flower": system.flower,
        "beat": system.beat,
        "gorgias": system.gorgias,
        "claude": system.claude,
        "slack": system.slack,
        "simulated": list(system.simulated),
        "keys": dict(keys),
        "environment": dict(system.environment),
    }


def settings_of(system: LocalSystem) -> Settings:
    """The settings that the system's services were given."""
    told = {name.lower(): value for name, value in system.environment.items()}
    return Settings.model_validate({**Settings().model_dump(exclude_unset=True), **told})
