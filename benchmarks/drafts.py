"""Drafts a second from one worker process while Claude takes its time, beside Celery's default pool."""

import sys
from collections.abc import Mapping
from contextlib import ExitStack

from rich.console import Console

from benchmarks.backlog import Progress, make_backlog, watch
from benchmarks.result import FOLDER, Result, figure
from benchmarks.servers import started
from benchmarks.stores import Stores, running_stores
from shared.embedded.valkey import free_port
from tests.simulators.claude.app import API_KEY as CLAUDE_KEY
from tests.simulators.gorgias.app import API_KEY as GORGIAS_KEY
from tests.simulators.gorgias.app import USERNAME
from tests.simulators.process import Simulator, running_simulator

CLAUDE_S = 3.0
TICKETS = 1500
PREFORK_PROCESSES = 8
#: Five rounds of the pool; more would only take longer.
PREFORK_TICKETS = 5 * PREFORK_PROCESSES
DEADLINE_S = 240.0

OURS = (sys.executable, "-m", "services.workers", "drafts")
PREFORK = (sys.executable, "-m", "benchmarks.peers.prefork_worker", str(PREFORK_PROCESSES))
BEAT = (sys.executable, "-m", "services.workers.beat")

NOTES = (
    f"One worker process with its default concurrency; {TICKETS} tickets waiting; {CLAUDE_S:g} s for each reply.",
    "The whole way: claim, ticket read, prompt, Claude, guard, note posted and read back, row ended.",
    "Gorgias and Claude are the simulators, over HTTP, on the same processors as the worker.",
    "Gorgias' rate limit is lifted: with it the account is the ceiling, at less than one draft a second.",
    "The analytics API is not running, so drafts are written without insight.",
    f"vs_prefork: same worker on Celery's default pool, {PREFORK_PROCESSES} processes, {PREFORK_TICKETS} tickets.",
)


def told(stores: Stores, gorgias: Simulator, claude: Simulator) -> Mapping[str, str]:
    """The settings of processes that work with these neighbours."""
    return {
        "DATABASE_URL": stores.database_url,
        "REDIS_URL": stores.redis_url,
        "GORGIAS_BASE_URL": gorgias.url,
        "GORGIAS_USERNAME": USERNAME,
        "GORGIAS_API_KEY": GORGIAS_KEY,
        "GORGIAS_RATE_LIMIT": "",
        "ANTHROPIC_BASE_URL": claude.url,
        "ANTHROPIC_API_KEY": CLAUDE_KEY,
        "ANALYTICS_API_URL": f"http://127.0.0.1:{free_port()}",
        "BEAT_PORT": str(free_port()),
    }


def result_of(ours: Progress, prefork: Progress) -> Result:
    """The figures that both runs come down to."""
    measured: dict[str, float] = {
        "drafts_per_second": round(ours.drafts_per_second, 1),
        "in_flight": ours.in_flight,
        "steady_drafts_per_second": round(ours.steady_per_second, 1),
        "drafts": ours.drafts,
        "seconds": round(ours.seconds, 1),
        "prefork_drafts_per_second": round(prefork.drafts_per_second, 2),
        "prefork_in_flight": prefork.in_flight,
        "prefork_drafts": prefork.drafts,
    }
    measured |= {f"jobs_{state}": number for state, number in sorted(ours.ends.items())}
    ratio = ours.drafts_per_second / prefork.drafts_per_second
    return Result("drafts", measured, {"vs_prefork": round(ratio, 1)}, NOTES)


def measure() -> Result:
    """Work two backlogs off; about a minute."""
    console = Console()
    with ExitStack() as stack:
        stores = stack.enter_context(running_stores(FOLDER / "stores"))
        gorgias = stack.enter_context(running_simulator("gorgias", rate_limit="none"))
        claude = stack.enter_context(running_simulator("claude", delay_s=CLAUDE_S))
        environment = told(stores, gorgias, claude)
        stack.enter_context(started("beat", BEAT, environment, FOLDER))

        def work(name: str, command: tuple[str, ...], tickets: int) -> Progress:
            make_backlog(stores.database_url, gorgias, tickets)
            with started(name, command, environment, FOLDER):
                progress = watch(stores.database_url, deadline_s=DEADLINE_S)
            console.print(
                f"  {name:<14} {figure(progress.drafts_per_second):>7} drafts a second"
                f"   {progress.in_flight} in flight",
                highlight=False,
            )
            return progress

        return result_of(work("worker-drafts", OURS, TICKETS), work("prefork", PREFORK, PREFORK_TICKETS))
