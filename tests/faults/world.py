"""A world of its own for one scenario: a database, a Valkey, our processes, and lines between them that break."""

import secrets
import shutil
import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path

import redis
import requests

from shared.embedded.postgres import EmbeddedPostgres
from shared.embedded.supervisor import Program, Supervisor
from shared.embedded.valkey import EmbeddedValkey, free_port, prepare_valkey
from shared.store.database import Database
from tests.faults.processes import OURS, START_DEADLINE_S, Process
from tests.faults.proxy import Address, Line
from tests.faults.stage import Stage, new_database
from tests.faults.waiting import wait_for
from tests.simulators.claude.app import API_KEY as CLAUDE_KEY
from tests.simulators.gorgias.app import API_KEY as GORGIAS_KEY
from tests.simulators.gorgias.app import USERNAME

#: Leases and pauses that end soon, so that a run takes minutes. The account's budget is on, as in production, and so
#: wide that it is never the reason for a wait.
QUICK = {
    "GORGIAS_TIMEOUT_S": "3",
    "GORGIAS_RATE_LIMIT": "2000/1",
    "LEASE_S": "12",
    "RELAY_INTERVAL_S": "0.25",
    "DRAFT_CONCURRENCY": "20",
    "DRAFT_DEADLINE_S": "6",
    "MAX_ATTEMPTS": "12",
}
#: What Celery says once it listens.
LISTENS = "ready."


class Wire(StrEnum):
    """A neighbour that our processes may be made to reach over a line that breaks."""

    POSTGRES = "postgres"
    REDIS = "redis"
    GORGIAS = "gorgias"
    CLAUDE = "claude"
    SLACK = "slack"


class World:
    """Stores, processes, lines. All that it starts ends with `stack`."""

    def __init__(self, stage: Stage, stack: ExitStack, *, postgres: EmbeddedPostgres, folder: Path) -> None:
        self.stack = stack
        self.folder = folder
        self.postgres = postgres
        self.gorgias, self.claude = stage.gorgias, stage.claude
        self.gorgias.reset()
        self.claude.reset()
        self.database_url = stack.enter_context(new_database(postgres))
        self.database = Database(self.database_url, size=4)
        self.database.open()
        stack.callback(self.database.close)
        self.valkey = stack.enter_context(EmbeddedValkey(prepare_valkey(folder)))
        self.redis = redis.Redis.from_url(self.valkey.valkey.url, socket_timeout=10, retry=None)
        stack.callback(self.redis.close)
        self.secret = secrets.token_hex(16)
        #: What is told to whatever is started from now on, besides what always is. Nobody listens at this address:
        #: tickets are drafted without insight.
        self.told_too = {"ANALYTICS_API_URL": "http://127.0.0.1:1"}
        self._proxy = stage.proxy
        self._lines: dict[Wire, Line] = {}
        #: Stands before the doors as a balancer would: webhooks go to the door that was opened last.
        self.entrance = stack.enter_context(self._proxy.line(Address()))

    @property
    def valkey_pid(self) -> int:
        """The process id of Valkey."""
        return self.valkey._process.pid if self.valkey._process else 0

    def forget_bells(self) -> None:
        """While Valkey is down: what it had written is gone too, as if it kept no file."""
        shutil.rmtree(self.valkey.valkey.folder)
        self.valkey.valkey.folder.mkdir(mode=0o700)

    def line(self, wire: Wire) -> Line:
        """What processes that are started with `wire` reach that neighbour over."""
        if wire not in self._lines:
            self._lines[wire] = self.stack.enter_context(self._proxy.line(self._server(wire)))
        return self._lines[wire]

    def door(self, *wires: Wire, ahead_s: float = 0, **told: str) -> Process:
        """A door that is open, and takes the webhooks from now on."""
        port = free_port()
        door = self.start("door", "services.webhooks", wires=wires, ahead_s=ahead_s, WEBHOOKS_PORT=str(port), **told)
        address = f"http://127.0.0.1:{port}/health/live"
        wait_for(lambda: answers(address), f"the door to open, see {door.log}", within_s=START_DEADLINE_S)
        self.entrance.move(Address(port))
        return door

    def worker(self, *wires: Wire, ahead_s: float = 0, **told: str) -> Process:
        """A worker that listens for drafts."""
        worker = self.start("worker", "services.workers", "drafts", wires=wires, ahead_s=ahead_s, **told)
        worker.wait_until_it_says(LISTENS)
        return worker

    def supervised_worker(self) -> Supervisor:
        """A worker under the product's own supervisor, which starts it again whenever it dies, as in production."""
        return self.supervised("worker", "services.workers", "drafts")

    def supervised(self, name: str, *arguments: str, wires: tuple[Wire, ...] = (), **told: str) -> Supervisor:
        """The same for any process of the product, whose log is `<folder>/<name>/logs/<name>.log`."""
        program = Program(name, (sys.executable, "-m", *arguments))
        environment = OURS | self.told(*wires) | told
        supervisor = Supervisor([program], folder=self.folder / name, environment=environment)
        self.stack.enter_context(supervisor).start(name)
        return supervisor

    def beat(self, *wires: Wire, ahead_s: float = 0, **told: str) -> Process:
        """A beat that beats."""
        beat = self.start(
            "beat", "services.workers.beat", wires=wires, ahead_s=ahead_s, BEAT_PORT=str(free_port()), **told
        )
        beat.wait_until_it_says("beat.started")
        return beat

    def api(self) -> Process:
        """An analytics API, which is asked by whatever is started from now on."""
        port = free_port()
        self.told_too |= {"ANALYTICS_API_URL": f"http://127.0.0.1:{port}", "ANALYTICS_API_KEY": secrets.token_hex(16)}
        api = self.start("api", "services.api", API_PORT=str(port))
        address = f"http://127.0.0.1:{port}/health/live"
        wait_for(lambda: answers(address), f"the API to answer, see {api.log}", within_s=START_DEADLINE_S)
        return api

    def start(
        self, name: str, *arguments: str, wires: tuple[Wire, ...] = (), ahead_s: float = 0, **told: str
    ) -> Process:
        """A process of the product, as `python -m` with the arguments, told besides what every process is told.

        Its clock is `ahead_s` seconds ahead of everybody else's.
        """
        if ahead_s:
            arguments = ("tests.faults.programs.wrong_clock", str(ahead_s), *arguments)
        number = len(list(self.folder.glob(f"{name}-*.log"))) + 1
        environment = self.told(*wires) | told
        process = Process(name, arguments, environment, self.folder / f"{name}-{number}.log")
        self.stack.callback(process.kill)
        return process

    def told(self, *wires: Wire) -> dict[str, str]:
        """The settings of every process; the neighbours in `wires` are reached over their lines."""
        told = QUICK | {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.valkey.valkey.url,
            "GORGIAS_BASE_URL": self.gorgias.url,
            "GORGIAS_USERNAME": USERNAME,
            "GORGIAS_API_KEY": GORGIAS_KEY,
            "GORGIAS_WEBHOOK_SECRET": self.secret,
            "ANTHROPIC_BASE_URL": self.claude.url,
            "ANTHROPIC_API_KEY": CLAUDE_KEY,
            "HOST": "127.0.0.1",
            # What a killed process cannot remove goes with the scene.
            "TMPDIR": str(self.folder),
            **self.told_too,
        }
        for wire in wires:
            name, address = self._over(wire)
            told[name] = address
        return told

    def _server(self, wire: Wire) -> Address:
        match wire:
            case Wire.POSTGRES:
                return Address(path=str(self.postgres.cluster.sockets / ".s.PGSQL.5432"))
            case Wire.REDIS:
                return Address(self.valkey.valkey.port)
            case Wire.GORGIAS:
                return Address(_port_of(self.gorgias.url))
            case Wire.CLAUDE:
                return Address(_port_of(self.claude.url))
            case Wire.SLACK:
                return Address(_port_of(self.told_too["SLACK_BASE_URL"]))

    def _over(self, wire: Wire) -> tuple[str, str]:
        """The setting, and the address of the line."""
        at = f"127.0.0.1:{self.line(wire).port}"
        database = self.database_url.partition("?")[0].rpartition("/")[2]
        return {
            Wire.POSTGRES: ("DATABASE_URL", f"postgresql://postgres@{at}/{database}"),
            Wire.REDIS: ("REDIS_URL", f"redis://{at}/0"),
            Wire.GORGIAS: ("GORGIAS_BASE_URL", f"http://{at}"),
            Wire.CLAUDE: ("ANTHROPIC_BASE_URL", f"http://{at}"),
            Wire.SLACK: ("SLACK_BASE_URL", f"http://{at}"),
        }[wire]


def _port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).ok
    except requests.RequestException:
        return False
