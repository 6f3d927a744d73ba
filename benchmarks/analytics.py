"""The analytics API at a hundred thousand customers, beside a route that returns a constant, and a dictionary."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console

from benchmarks.analytics_load import AskPlan, ask_once, run_ask
from benchmarks.analytics_mcp import medians
from benchmarks.analytics_requests import ASKED_ABOUT, PROFILE, profile_requests, requests_by_kind, some_customers
from benchmarks.analytics_shop import CUSTOMERS, open_shop, write_profiles
from benchmarks.load.plan import LoadReport
from benchmarks.result import FOLDER, Result, figure
from benchmarks.servers import Server, running
from benchmarks.stores import Stores
from shared.embedded.valkey import free_port
from shared.errors import Permanent

ROUNDS = 3
WARM_UP_S = 2.0
SECONDS = 5.0
CONNECTIONS = 16
PER_SECOND = 200.0
#: What can answer less than this many times as many is asked at half of what it can.
HEADROOM = 1.2
MCP_CALLS = 400
OK = 200

OURS, BARE, DICTIONARY = "ours", "bare_fastapi", "dictionary_store"

NOTES = (
    f"{CUSTOMERS:,} made-up customers, {ASKED_ABOUT:,} of them asked about at random. One process of each server.",
    f"asked_at: {PER_SECOND:.0f} requests a second, each timed from when it was due; half of per_second where it",
    f"cannot keep up. per_second: {CONNECTIONS} connections that ask again at once. Medians of {ROUNDS} rounds of",
    f"{SECONDS:.0f} s, in turn. The load generator, PostgreSQL with fsync on and Valkey run on the same cores.",
    "ours looks the key up, and writes an audit row to disk before it answers about a customer; the peers do neither.",
    "bare_fastapi returns the bytes of one profile to everybody: the ceiling. dictionary_store keeps all in memory.",
    f"MCP and REST: {MCP_CALLS} calls of one tool in turn by Python clients with a connection each, one at a time.",
    "Bars: a profile's p99 below 10 ms at the fixed rate; an MCP call's median at most 2.5 times a REST call's.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of request, and the server that it is sent to."""

    name: str
    server: Server
    requests: Sequence[str]


def measure() -> Result:
    """Fill a shop and ask about it; about eight minutes."""
    console = Console()
    folder = FOLDER / "analytics"
    folder.mkdir(parents=True, exist_ok=True)
    with open_shop(FOLDER / "stores") as (stores, key):
        console.print(f"  a shop of {CUSTOMERS:,} customers is open", highlight=False)
        ours = _ours(stores)
        kinds = [Asked(name, ours, requests) for name, requests in requests_by_kind(key).items()]
        with running(ours, folder):
            for asked in kinds:
                status, body = ask_once(ours.port, asked.requests[0])
                if status != OK:
                    raise Permanent(f"{asked.name} is answered {status}: {body[:300].decode(errors='replace')}")
                (folder / f"{asked.name}.answer.json").write_bytes(body)
            write_profiles(stores, folder / "profiles.jsonl")
            with _peers(folder) as peers:
                found = _contest([*kinds, *peers], folder, console)
            ways = medians(ours.port, key, some_customers(MCP_CALLS))
    return result_of(found, ways)


def result_of(found: Mapping[str, float], ways: Mapping[str, float]) -> Result:
    """The figures of each kind, and the median milliseconds of each way to call one tool; what they come down to."""
    measured = {**found, **{f"{way}_p50_ms": took for way, took in ways.items()}}
    for way in ("mcp_modern", "mcp_legacy"):
        measured[f"{way}_times_rest"] = round(ways[way] / ways["rest"], 2)
    ours = found[f"{PROFILE}_per_second"]
    ratios = {f"vs_{peer}": round(ours / found[f"{peer}_per_second"], 2) for peer in (BARE, DICTIONARY)}
    return Result("analytics", measured, ratios, NOTES)


def _contest(kinds: list[Asked], folder: Path, console: Console) -> dict[str, float]:
    """Medians of all rounds, by kind and figure; each round starts with another kind."""
    rounds: dict[str, list[dict[str, float]]] = {asked.name: [] for asked in kinds}
    for number in range(ROUNDS):
        first = number % len(kinds)
        for asked in kinds[first:] + kinds[:first]:
            seen = _round(asked, folder)
            rounds[asked.name].append(seen)
            told = "   ".join(f"{name} {figure(value)}" for name, value in seen.items())
            console.print(f"  round {number + 1}/{ROUNDS}  {asked.name:<16} {told}", highlight=False, soft_wrap=True)
    return {
        f"{name}_{what}": round(float(np.median([each[what] for each in seen])), 2)
        for name, seen in rounds.items()
        for what in seen[0]
    }


def _round(asked: Asked, folder: Path) -> dict[str, float]:
    file = folder / f"{asked.name}.json"
    file.write_text(json.dumps(list(asked.requests)), encoding="utf-8")
    at_most = _run(asked, AskPlan(asked.server.port, str(file), WARM_UP_S, SECONDS, connections=CONNECTIONS))
    rate = PER_SECOND if at_most.per_second >= PER_SECOND * HEADROOM else max(1.0, at_most.per_second / 2)
    paced = _run(asked, AskPlan(asked.server.port, str(file), WARM_UP_S, SECONDS, per_second=rate))
    return {"per_second": at_most.per_second, "asked_at": rate, "p50_ms": paced.p50_ms, "p99_ms": paced.p99_ms}


def _run(asked: Asked, plan: AskPlan) -> LoadReport:
    report = run_ask(plan)
    if set(report.statuses) != {OK} or report.lost:
        raise Permanent(f"{asked.name} was answered {dict(report.statuses)}, and {report.lost} times not at all")
    return report


def _ours(stores: Stores) -> Server:
    port = free_port()
    environment = {
        "DATABASE_URL": stores.database_url,
        "REDIS_URL": stores.redis_url,
        "API_PORT": str(port),
        "ANALYTICS_API_KEY": "",
        "ANTHROPIC_API_KEY": "",
        "LOG_LEVEL": "WARNING",
    }
    return Server(OURS, (sys.executable, "-m", "services.api"), environment, port)


@contextmanager
def _peers(folder: Path) -> Iterator[list[Asked]]:
    """The peers, each asked for the same profiles."""
    files = {
        "BENCH_ANSWER": str(folder / f"{PROFILE}.answer.json"),
        "BENCH_PROFILES": str(folder / "profiles.jsonl"),
    }
    bare, dictionary = (_uvicorn(name, files) for name in (BARE, DICTIONARY))
    with running(bare, folder), running(dictionary, folder):
        yield [Asked(server.name, server, profile_requests("")) for server in (bare, dictionary)]


def _uvicorn(name: str, environment: Mapping[str, str]) -> Server:
    port = free_port()
    app = f"benchmarks.peers.{name}:app"
    fast = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")
    return Server(name, (sys.executable, "-m", "uvicorn", app, "--port", str(port), *fast), environment, port)
