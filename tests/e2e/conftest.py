"""The whole product as `make up` runs it, with its processes to be killed."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from rich.console import Console

from shared.cli.local.system import local_system, settings_of, start_services
from shared.embedded.supervisor import Supervisor
from shared.embedded.system import LocalSystem
from shared.settings import Settings
from shared.store.database import Database
from shared.store.discovery import StoredDiscovery
from shared.store.job_desk import JobDesk
from shared.store.jobs import JobStore
from shared.store.migrate import migrate
from tests.factories_customers import a_shop, keep_shop

#: Other tests start servers at the same time.
FREE_PORTS = {
    f"{name}_port": 0
    for name in ("api", "webhooks", "beat", "flower", "gorgias_simulator", "claude_simulator", "slack_simulator")
}


@dataclass(frozen=True)
class Running:
    """A running system, as a test sees it."""

    system: LocalSystem
    supervisor: Supervisor
    database: Database

    @property
    def desk(self) -> JobDesk:
        return JobDesk(self.database)

    @property
    def jobs(self) -> JobStore:
        return JobStore(self.database)

    def open_ticket(self, number: int) -> int:
        ticket = {
            "customer": {"name": f"Customer {number}", "email": f"c{number:04}@example.com"},
            "message": f"Where is my order {number}?",
            "channel": "email",
        }
        reply = requests.post(f"{self.system.gorgias}/_simulator/tickets", json=ticket, timeout=10)
        reply.raise_for_status()
        return int(reply.json()["ticket_id"])

    def notes(self) -> list[dict[str, Any]]:
        """Every message that our API user made Gorgias store."""
        reply = requests.get(f"{self.system.gorgias}/_simulator/effects", timeout=30)
        return [effect for effect in reply.json() if effect["kind"] == "message"]

    def kill(self, name: str) -> None:
        """SIGKILL, as a machine would lose power; the supervisor starts it again."""
        os.kill(self.supervisor.pid(name), signal.SIGKILL)


def wait_until(condition: Callable[[], object], *, within_s: float, what: str) -> None:
    """Return once the condition holds; fail, saying what was waited for, when it does not within `within_s` seconds."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {within_s} s in vain: {what}")
        time.sleep(0.1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The system with a small shop's orders, its Gorgias without a rate limit, with leases that end soon."""
    tmp_path.chmod(0o711)
    quick = {"gorgias_timeout_s": 4, "lease_s": 8, "relay_interval_s": 0.2, "draft_concurrency": 20}
    settings = Settings.model_validate({"gorgias_rate_limit": "", **quick, **FREE_PORTS})
    with local_system(settings, tmp_path / "system", keep_data=False) as (system, supervisor):
        told = settings_of(system)
        migrate(told.database_url)
        database = Database(told.database_url, size=2)
        database.open()
        keep_shop(database, a_shop())
        StoredDiscovery(told.database_url, currency="GBP", country="GB").discover(as_of=None)
        start_services(system, supervisor, Console(quiet=True))
        yield Running(system, supervisor, database)
        database.close()
