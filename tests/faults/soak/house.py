"""The product as it runs in production, for the soak: under its supervisor, most of it twice, over lines that break."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from xmlrpc.client import Error

from shared.embedded.supervisor import Program, Supervisor
from shared.embedded.valkey import free_port
from tests.factories_customers import a_profile
from tests.factories_snapshots import keep_snapshot
from tests.faults.processes import OURS
from tests.faults.proxy import Address
from tests.faults.scene import Scene, Wire
from tests.faults.waiting import wait_for
from tests.faults.world import answers

#: Of each pair one is killed again and again; the other lives as long as the soak, and shows what memory does.
VICTIMS = ("door-victim", "worker-victim", "beat-victim", "upkeep-victim")
STEADY = ("door", "worker", "beat", "upkeep", "api")
#: Everything that a process says to the others may be cut.
LINES = (Wire.POSTGRES, Wire.REDIS, Wire.GORGIAS, Wire.CLAUDE)
#: No limit of the account: it would be the only thing that is measured. Leases as in the other scenarios.
TOLD = {"GORGIAS_RATE_LIMIT": "", "DRAFT_CONCURRENCY": "40"}
KNOWN_CUSTOMERS = 50
READY_S = 60


class House:
    """All processes of the soak."""

    def __init__(self, scene: Scene) -> None:
        """Everything is up when this returns; it ends with the scene."""
        self._scene = scene
        keep_snapshot(scene.database, *(a_profile(f"c{number}") for number in range(KNOWN_CUSTOMERS)))
        doors = {name: free_port() for name in ("door", "door-victim")}
        api = free_port()
        told = OURS | scene.told(*LINES) | TOLD
        told |= {"ANALYTICS_API_URL": f"http://127.0.0.1:{api}", "ANALYTICS_API_KEY": "soak"}
        programs = [
            Program("api", _python("services.api"), {"API_PORT": str(api)}),
            *(Program(name, _python("services.webhooks"), {"WEBHOOKS_PORT": str(doors[name])}) for name in doors),
            *(Program(name, _python("services.workers", "drafts")) for name in ("worker", "worker-victim")),
            *(Program(name, _python("services.workers", "upkeep")) for name in ("upkeep", "upkeep-victim")),
            *(_beat(name) for name in ("beat", "beat-victim")),
        ]
        self._supervisor = scene.stack.enter_context(Supervisor(programs, folder=scene.folder, environment=told))
        self._supervisor.start(*(program.name for program in programs))
        for port in (api, *doors.values()):
            wait_for(lambda: answers(f"http://127.0.0.1:{port}/health/live"), "a service to answer", within_s=READY_S)  # noqa: B023  waited for at once
        scene.entrance.move(*map(Address, doors.values()))

    def pids(self) -> Mapping[str, int]:
        """All processes by name, Valkey among them; 0 for one that is down."""
        found = {"valkey": self._scene.valkey_pid}
        for name in (*STEADY, *VICTIMS):
            with suppress(OSError, Error):
                found[name] = self._supervisor.pid(name)
        return found


def _python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *arguments)


def _beat(name: str) -> Program:
    return Program(name, _python("services.workers.beat"), {"BEAT_PORT": str(free_port())})
