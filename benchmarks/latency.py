"""From a customer's message to the note on the ticket, while nothing else happens: what we add to Claude's own time."""

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import psycopg
from rich.console import Console

from benchmarks.analytics_shop import open_shop
from benchmarks.backlog import QUESTION
from benchmarks.drafts import BEAT, OURS, told
from benchmarks.result import FOLDER, Result
from benchmarks.servers import Server, running, started
from benchmarks.stores import Stores
from shared.embedded.valkey import free_port
from shared.errors import Permanent
from tests.simulators.process import Simulator, running_simulator

CLAUDE_S = 0.5
TICKETS = 120
#: Each process makes its connections, and reads its code, with these.
WARM_UP = 20
CUSTOMERS = 1_000
SECRET = "benchmark"
#: Out of the way, and asked all the same.
LIMIT = "40000/20"
LONGEST_S = 20.0
POLL_S = 0.05
SHORTEST_REST_S, LONGEST_REST_S = 0.1, 0.4
MS = 1000.0

RECEIVED = """
SELECT received_at FROM deliveries WHERE (hint->>'ticket_id')::bigint = %(ticket_id)s ORDER BY received_at LIMIT 1
"""

NOTES = (
    f"{TICKETS} tickets, one after another, each while nothing else is done; {WARM_UP} before them do not count.",
    "own: from the message in the simulated Gorgias, which sends the signed webhook, to the note stored in it,",
    f"less the {CLAUDE_S:g} s that the simulated Claude thinks. All else is real: door, PostgreSQL with fsync on,",
    f"Valkey, beat, one worker, the analytics API with {CUSTOMERS:,} customers, the account's budget.",
    "to_door: until the delivery is written. to_claude: from there until Claude is asked, with the ticket read.",
    "to_note: from Claude's answer until the note is stored.",
    "Bar: median of own below 150 ms.",
)


@dataclass(frozen=True, slots=True)
class Way:
    """How long each part of one ticket's way took, in milliseconds."""

    to_door: float
    to_claude: float
    to_note: float

    @property
    def own(self) -> float:
        """All of it but Claude's own time."""
        return self.to_door + self.to_claude + self.to_note


def result_of(ways: Sequence[Way]) -> Result:
    """Medians and 95th percentiles."""
    measured: dict[str, float] = {"tickets": len(ways)}
    for name in ("own", "to_door", "to_claude", "to_note"):
        times = [getattr(way, name) for way in ways]
        measured |= {f"{name}_p50_ms": round(float(np.median(times)), 1)}
        measured |= {f"{name}_p95_ms": round(float(np.percentile(times, 95)), 1)}
    return Result("latency", measured, {}, NOTES)


def measure() -> Result:
    """Answer one ticket after another; about three minutes."""
    with ExitStack() as stack:
        stores, key = stack.enter_context(open_shop(FOLDER / "stores", customers=CUSTOMERS))
        gorgias = stack.enter_context(running_simulator("gorgias", rate_limit=LIMIT))
        claude = stack.enter_context(running_simulator("claude", delay_s=CLAUDE_S))
        stack.enter_context(_everything(stores, key, gorgias, claude))
        with psycopg.connect(stores.database_url, autocommit=True, connect_timeout=10) as connection:
            desk = Desk(gorgias, claude, connection)
            ways = [desk.answer(number) for number in range(WARM_UP + TICKETS)][WARM_UP:]
    result = result_of(ways)
    Console().print(f"  own time {result.measured['own_p50_ms']} ms at the median", highlight=False)
    return result


@contextmanager
def _everything(stores: Stores, key: str, gorgias: Simulator, claude: Simulator) -> Iterator[None]:
    """Every process of the product that a ticket's way leads through."""
    door, api = free_port(), free_port()
    environment: Mapping[str, str] = {
        **told(stores, gorgias, claude),
        "GORGIAS_RATE_LIMIT": LIMIT,
        "GORGIAS_WEBHOOK_SECRET": SECRET,
        "GORGIAS_WEBHOOK_VERIFIER": "hmac",
        "WEBHOOKS_PORT": str(door),
        "API_PORT": str(api),
        "ANALYTICS_API_URL": f"http://127.0.0.1:{api}",
        "ANALYTICS_API_KEY": key,
    }
    gorgias.webhook(url=f"http://127.0.0.1:{door}/webhooks/gorgias", secret=SECRET)
    with (
        running(Server("api", (sys.executable, "-m", "services.api"), environment, api), FOLDER),
        running(Server("webhooks", (sys.executable, "-m", "services.webhooks"), environment, door), FOLDER),
        started("beat", BEAT, environment, FOLDER),
        started("worker-drafts", OURS, environment, FOLDER),
    ):
        yield


class Desk:
    """Opens tickets, and sees what becomes of them."""

    def __init__(self, gorgias: Simulator, claude: Simulator, connection: psycopg.Connection[Any]) -> None:
        self._gorgias, self._claude, self._connection = gorgias, claude, connection
        self._rng = random.Random(1)

    def answer(self, number: int) -> Way:
        """The way of one more ticket; Permanent when it got no note."""
        time.sleep(self._rng.uniform(SHORTEST_REST_S, LONGEST_REST_S))
        customer = {"email": f"customer-{number}@example.com", "external_id": f"{number:08}"}
        asked_before = len(self._claude.effects())
        began = time.time()
        ticket_id, _ = self._gorgias.open_ticket(QUESTION.format(number=number), customer=customer)
        noted = self._time_of_note(ticket_id)
        [answered] = self._claude.effects(after=asked_before)
        received = self._connection.execute(RECEIVED, {"ticket_id": ticket_id}).fetchone()
        at_door = received[0].timestamp() if received else began
        thought = _moment(answered) - CLAUDE_S
        return Way((at_door - began) * MS, (thought - at_door) * MS, (noted - _moment(answered)) * MS)

    def _time_of_note(self, ticket_id: int) -> float:
        give_up_at = time.monotonic() + LONGEST_S
        while time.monotonic() < give_up_at:
            time.sleep(POLL_S)
            notes = [note for note in self._gorgias.effects("message") if note["ticket_id"] == ticket_id]
            if notes:
                return _moment(notes[0])
        raise Permanent(f"ticket {ticket_id} had no note after {LONGEST_S:.0f} s; see the logs in {FOLDER}")


def _moment(effect: Mapping[str, str]) -> float:
    return datetime.fromisoformat(effect["time"]).timestamp()
