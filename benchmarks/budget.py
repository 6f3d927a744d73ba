"""What two worker processes make of an account's real limit while a backlog of tickets waits."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import psycopg
from rich.console import Console

from benchmarks.backlog import make_backlog
from benchmarks.drafts import BEAT, OURS, told
from benchmarks.result import FOLDER, Result
from benchmarks.servers import started
from benchmarks.stores import running_stores
from shared.errors import Permanent
from tests.simulators.process import Simulator, running_simulator

REQUESTS, SECONDS = 40, 20
LIMIT = f"{REQUESTS}/{SECONDS}"
CLAUDE_S = 3.0
TICKETS = 400
WORKERS = 2
#: From the first request on.
WATCHED_S = 180.0
START_S = 30.0
POLL_S = 0.05

#: Which place each ticket that is done has by age, in the order in which they were done; and all claims so far.
PLACES_IN_ORDER = """
SELECT place FROM (
    SELECT state, finished_at, row_number() OVER (ORDER BY id) AS place FROM jobs WHERE kind = 'draft_reply'
) AS aged
WHERE state = 'done' ORDER BY finished_at
"""
CLAIMS = "SELECT sum(attempt)::integer FROM jobs WHERE kind = 'draft_reply'"

NOTES = (
    f"{WORKERS} worker processes with their default concurrency, {TICKETS} tickets waiting, {CLAUDE_S:g} s a reply.",
    f"The simulated account allows {LIMIT} and counts what it answers and what it refuses; watched {WATCHED_S:g} s",
    "from the first request. allowed: what its bucket holds, and what leaks from it in that time.",
    "A ticket costs three requests: it is read, the note is posted and read back.",
    "claims_per_note: how often a row was claimed for each note made; what is under way at the end counts.",
    "overtaken_by: the most tickets that were done before an older one.",
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen while the backlog was worked on."""

    seconds: float
    #: That Gorgias answered, and that it refused with 429.
    requests: int
    refused: int
    claims: int
    #: The place by age of each ticket that has its note, in the order in which the notes were made.
    done: Sequence[int]

    @property
    def allowed(self) -> float:
        """Requests that the account would have answered in that time."""
        return REQUESTS + self.seconds * REQUESTS / SECONDS


def result_of(watched: Watched) -> Result:
    """The figures that the run comes down to."""
    measured = {
        "allowed": round(watched.allowed),
        "answered": watched.requests,
        "used_of_allowed": round(watched.requests / watched.allowed, 3),
        "refused_429": watched.refused,
        "notes": len(watched.done),
        "requests_per_note": round(watched.requests / max(1, len(watched.done)), 2),
        "claims_per_note": round(watched.claims / max(1, len(watched.done)), 2),
        "overtaken_by": overtaken_by(watched.done),
        "seconds": round(watched.seconds, 1),
    }
    return Result("budget", measured, {}, NOTES)


def overtaken_by(done: Sequence[int]) -> int:
    """The most tickets that were done before one that is older than they."""
    return max((sum(other > place for other in done[:at]) for at, place in enumerate(done)), default=0)


def measure() -> Result:
    """Work on a backlog at the account's pace; about three and a half minutes."""
    console = Console()
    with ExitStack() as stack:
        stores = stack.enter_context(running_stores(FOLDER / "stores"))
        gorgias = stack.enter_context(running_simulator("gorgias", rate_limit=LIMIT))
        claude = stack.enter_context(running_simulator("claude", delay_s=CLAUDE_S))
        environment = {**told(stores, gorgias, claude), "GORGIAS_RATE_LIMIT": LIMIT}
        stack.enter_context(started("beat", BEAT, environment, FOLDER))
        make_backlog(stores.database_url, gorgias, TICKETS)
        with ExitStack() as workers:
            for number in range(WORKERS):
                workers.enter_context(started(f"worker-drafts-{number}", OURS, environment, FOLDER))
            watched = _watch(stores.database_url, gorgias)
        # What Claude was asked last is thought to its end.
        time.sleep(CLAUDE_S)
    console.print(f"  {watched.requests} of {watched.allowed:.0f} requests, {watched.refused} refused", highlight=False)
    return result_of(watched)


def _watch(database_url: str, gorgias: Simulator) -> Watched:
    give_up_at = time.monotonic() + START_S
    while not gorgias.usage()["requests"]:
        if time.monotonic() > give_up_at:
            raise Permanent(f"no worker asked Gorgias for anything within {START_S:.0f} s; see {FOLDER}")
        time.sleep(POLL_S)
    began = time.monotonic()
    time.sleep(WATCHED_S)
    usage, seconds = gorgias.usage(), time.monotonic() - began
    with psycopg.connect(database_url, autocommit=True, connect_timeout=10) as connection:
        done = [int(place) for (place,) in connection.execute(PLACES_IN_ORDER)]
        claims = connection.execute(CLAIMS).fetchone()
    return Watched(seconds, usage["requests"], usage["refused"], claims[0] if claims else 0, done)
