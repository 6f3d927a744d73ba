"""What a scenario acts on: a world, the customers who write, and the oracle that watches."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from threading import Event
from typing import Any, LiteralString, Protocol, TypeVar

from shared.embedded.postgres import EmbeddedPostgres
from shared.store.database import Database
from shared.store.migrate import migrate
from tests.faults.oracle import Judgement, Oracle
from tests.faults.sender import Answer, Letter, Sender
from tests.faults.stage import Stage
from tests.faults.waiting import wait_for
from tests.faults.world import Wire, World
from tests.simulators.process import running_simulator

__all__ = ["Scene", "Wire", "new_scene"]

T = TypeVar("T")

LOOK_FOR_THE_END_S = 0.2
DATABASE = "faults"
UNFINISHED = "SELECT 1 FROM jobs WHERE queue IN ('drafts', 'slack') AND state IN ('ready', 'running') LIMIT 1"


class Witness(Protocol):
    """Somebody who watches what else the door has taken, besides the customers' messages."""

    def acknowledged(self) -> int:
        """How much was acknowledged."""

    def judge(self) -> Judgement:
        """What has become of it by now."""


class Scene(World):
    """One scenario's world, with what its customers do and what is seen of it."""

    def __init__(
        self,
        stage: Stage,
        stack: ExitStack,
        *,
        seed: str,
        within_s: float,
        folder: Path,
        postgres: EmbeddedPostgres | None = None,
    ) -> None:
        """`within_s` bounds each wait for the end."""
        super().__init__(stage, stack, postgres=postgres or stage.postgres, folder=folder)
        self.random = Random(seed)
        self.within_s = within_s
        self.sender = Sender(f"http://127.0.0.1:{self.entrance.port}/webhooks/gorgias", self.secret)
        self.oracle = Oracle(self.database, self.gorgias)
        self.written: list[Letter] = []
        self.witnesses: list[Witness] = []
        #: What was measured besides, in words.
        self.notes_taken: list[str] = []
        self.recovered_s: float | None = None
        self._fault_ended_at: float | None = None

    @contextmanager
    def on_postgres(self, postgres: EmbeddedPostgres) -> Iterator[None]:
        """Another PostgreSQL inside the block, for whatever is started in it; it must be the first thing that is."""
        migrate(postgres.cluster.ensure_database(DATABASE))
        self.postgres, self.database_url = postgres, postgres.cluster.url(DATABASE)
        self.database = Database(self.database_url, size=4)
        self.database.open()
        self.oracle = Oracle(self.database, self.gorgias)
        try:
            yield
        finally:
            self.database.close()

    def open_account(self, rate_limit: str) -> None:
        """Another Gorgias account, with this limit, for whatever is started from now on."""
        self.gorgias = self.stack.enter_context(running_simulator("gorgias", rate_limit=rate_limit))
        self.oracle = Oracle(self.database, self.gorgias)

    def write(self, number: int = 1, message: str = "Where is my order?", **more: Any) -> list[Letter]:
        """So many customers have each opened a ticket at Gorgias; nobody has told us yet."""
        letters = []
        for _ in range(number):
            customer = {"name": "Ada Weaver", "email": f"ada{self.random.randrange(10**9)}@example.com"}
            letters.append(Letter(*self.gorgias.open_ticket(message, **({"customer": customer} | more))))
        self.written += letters
        return letters

    def write_again(self, letter: Letter, message: str = "And when will it come?") -> Letter:
        """The customer has written once more on the ticket."""
        again = Letter(letter.ticket_id, self.gorgias.add_message(letter.ticket_id, message))
        self.written.append(again)
        return again

    def send(self, number: int = 1, **more: Any) -> list[Letter]:
        """So many customers have written, and the door has taken every webhook."""
        letters = self.write(number, **more)
        answers = self.sender.send_all(letters)
        assert all(answer.is_kept for answer in answers), f"the door did not take every webhook: {answers}"
        return letters

    @contextmanager
    def sending(self, letters: Sequence[Letter]) -> Iterator[list[Answer]]:
        """All the webhooks are on their way inside the block; after it, the list holds their answers."""
        answers: list[Answer] = []
        with ThreadPoolExecutor(1) as elsewhere:
            under_way = elsewhere.submit(self.sender.send_all, letters, at_once=len(letters))
            yield answers
            answers += under_way.result()

    @contextmanager
    def under_load(self, *, per_s: float) -> Iterator[None]:
        """Customers write all the while; what the door does not take is sent again until it does."""
        stop = Event()

        def write_and_send() -> None:
            refused: list[Letter] = []
            while not stop.wait(1 / per_s):
                [letter] = self.write()
                if not self.sender.send(letter).is_kept:
                    refused.append(letter)
            self.sender.send_until_kept(refused, within_s=self.within_s)

        with ThreadPoolExecutor(1) as elsewhere:
            load = elsewhere.submit(write_and_send)
            try:
                yield
            finally:
                stop.set()
            load.result()

    def sql(self, query: LiteralString, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of the query; none when it is no question."""
        with self.database.connection() as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def notes(self) -> list[dict[str, Any]]:
        """What our workers have posted."""
        return self.oracle.notes()

    def wait(self, look: Callable[[], T], what: str, *, within_s: float = 30) -> T:
        """What `look` returns once that is something; fails, saying what was waited for, when it does not in time."""
        return wait_for(look, what, within_s=within_s)

    def note(self, words: str) -> None:
        """Something that was measured, to be told with the result."""
        self.notes_taken.append(words)

    def fault_ends(self) -> None:
        """Nothing is broken from now on: recovery is counted from here."""
        self._fault_ended_at = time.monotonic()

    def settle(self) -> None:
        """Return once every acknowledged message has ended; the longest such wait after a fault is the recovery."""
        what = "every acknowledged message to end"
        wait_for(self._is_settled, what, within_s=self.within_s, look_s=LOOK_FOR_THE_END_S)
        if self._fault_ended_at is not None:
            self.recovered_s = max(time.monotonic() - self._fault_ended_at, self.recovered_s or 0)
            self._fault_ended_at = None

    def acknowledged(self) -> int:
        """How much the door has acknowledged."""
        return len(self.sender.acknowledged) + sum(witness.acknowledged() for witness in self.witnesses)

    def judge(self) -> Judgement:
        """The judgement of the oracle and of all other witnesses as of now."""
        judgement = self.oracle.judge(self.sender.acknowledged, self.written)
        for witness in self.witnesses:
            judgement += witness.judge()
        return judgement

    def _is_settled(self) -> bool:
        if self.sql(UNFINISHED):
            return False
        judgement = self.judge()
        return not (judgement.unfinished or judgement.lost)


@contextmanager
def new_scene(
    stage: Stage, *, seed: str, within_s: float, name: str, postgres: EmbeddedPostgres | None = None
) -> Iterator[Scene]:
    """A scene; all its processes are killed and its stores removed at the end."""
    folder = stage.folder / name
    folder.mkdir()
    folder.chmod(0o711)
    with ExitStack() as stack:
        yield Scene(stage, stack, seed=seed, within_s=within_s, folder=folder, postgres=postgres)
