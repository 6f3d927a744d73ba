"""Drafts a second from one and two worker processes while Claude takes its time, beside Celery's default pool."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from rich.console import Console

from benchmarks.backlog import Progress, make_backlog, ring_one_by_one, watch
from benchmarks.result import FOLDER, Result, figure
from benchmarks.servers import started
from benchmarks.stores import Stores, running_stores
from shared.embedded.valkey import free_port
from tests.simulators.claude.app import API_KEY as CLAUDE_KEY
from tests.simulators.gorgias.app import API_KEY as GORGIAS_KEY
from tests.simulators.gorgias.app import USERNAME
from tests.simulators.process import Simulator, running_simulator

CLAUDE_S = 3.0
#: For each process of ours.
TICKETS = 1500
PROCESSES = 2
#: What Celery's default pool has by default, and what one might give it.
PREFORK_PROCESSES = (os.cpu_count() or 1, 8)
#: For each process of the pool; more would only take longer.
PREFORK_ROUNDS = 5
DEADLINE_S = 240.0

OURS = (sys.executable, "-m", "services.workers", "drafts")
PREFORK = (sys.executable, "-m", "benchmarks.peers.prefork_worker")
BEAT = (sys.executable, "-m", "services.workers.beat")

NOTES = (
    f"Worker processes with their default concurrency; {TICKETS} tickets waiting for each; {CLAUDE_S:g} s a reply.",
    "The whole way: claim, ticket read, prompt, Claude, guard, note posted and read back, row ended.",
    "Gorgias and Claude are the simulators, over HTTP; they, PostgreSQL and Valkey share the workers' processors.",
    "Gorgias' rate limit is lifted: with it the account is the ceiling, at less than one draft a second.",
    "The analytics API is not running, so drafts are written without insight.",
    "steady: the middle three fifths, without ramp-up and tail.",
    f"prefork: the same worker on Celery's default pool, one job a bell, {PREFORK_ROUNDS} tickets for each process:",
    f"{PREFORK_PROCESSES[0]} processes are its default here, one a processor. Ratios are those of {PROCESSES} of ours.",
    "Bars: 100 drafts a second from two processes, 30 times the default pool.",
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


def result_of(ours: Mapping[int, Progress], prefork: Mapping[int, Progress]) -> Result:
    """The figures that the runs come down to, each by its number of processes."""
    measured: dict[str, float] = {}
    for processes, progress in ours.items():
        name = f"{processes}_process" if processes == 1 else f"{processes}_processes"
        measured |= {
            f"{name}_drafts_per_second": round(progress.drafts_per_second, 1),
            f"{name}_steady_per_second": round(progress.steady_per_second, 1),
            f"{name}_in_flight": progress.in_flight,
            f"{name}_drafts": progress.drafts,
        }
        measured |= {f"{name}_jobs_{state}": number for state, number in sorted(progress.ends.items())}
    most = ours[max(ours)]
    ratios = {}
    for processes, progress in prefork.items():
        measured[f"prefork_{processes}_drafts_per_second"] = round(progress.drafts_per_second, 2)
        ratios[f"vs_prefork_{processes}"] = round(most.drafts_per_second / progress.drafts_per_second, 1)
    return Result("drafts", measured, ratios, NOTES)


def measure() -> Result:
    """Work four backlogs off; about three minutes."""
    console = Console()
    with ExitStack() as stack:
        stores = stack.enter_context(running_stores(FOLDER / "stores"))
        gorgias = stack.enter_context(running_simulator("gorgias", rate_limit="none"))
        claude = stack.enter_context(running_simulator("claude", delay_s=CLAUDE_S))
        environment = told(stores, gorgias, claude)
        stack.enter_context(started("beat", BEAT, environment, FOLDER))

        def work(name: str, commands: Sequence[tuple[str, ...]], tickets: int, *, one_by_one: bool) -> Progress:
            ids = make_backlog(stores.database_url, gorgias, tickets)
            if one_by_one:
                ring_one_by_one(stores.redis_url, ids)
            with ExitStack() as workers:
                for number, command in enumerate(commands):
                    workers.enter_context(started(f"{name}-{number}", command, environment, FOLDER))
                progress = watch(stores.database_url, deadline_s=DEADLINE_S)
            console.print(
                f"  {name:<14} {figure(progress.drafts_per_second):>7} drafts a second"
                f"   {progress.in_flight} in flight",
                highlight=False,
            )
            stores.forget_redis()
            return progress

        return result_of(
            {
                processes: work(f"ours-{processes}", [OURS] * processes, processes * TICKETS, one_by_one=False)
                for processes in (1, PROCESSES)
            },
            {
                processes: work(
                    f"prefork-{processes}",
                    [(*PREFORK, str(processes))],
                    PREFORK_ROUNDS * processes,
                    one_by_one=True,
                )
                for processes in PREFORK_PROCESSES
            },
        )
