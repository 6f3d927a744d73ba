"""The door against what people use instead: durable webhooks a second, side by side in one run."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg
from rich.console import Console

from benchmarks.contest import Standing, acknowledged_file, hold
from benchmarks.load.plan import LoadPlan, LoadReport
from benchmarks.peers.install import Missing, fastify_command
from benchmarks.result import FOLDER, Result, figure
from benchmarks.servers import Server
from benchmarks.stores import Stores, running_stores
from shared.embedded.valkey import free_port

ROUNDS = 5
#: More than any server here answers; it only bounds the memory of the prebuilt requests.
MOST_A_SECOND = 40_000
WARM_UP_S = 1.5
SECONDS = 3.0
PLAN = LoadPlan(
    port=0,
    path="/webhooks/gorgias",
    secret="benchmark-secret",
    connections=32,
    warm_up_s=WARM_UP_S,
    seconds=SECONDS,
    first_id=100_000_000,
    requests=int(MOST_A_SECOND * (WARM_UP_S + SECONDS)),
)

ACCEPTED = 202
OURS = "ours"
FASTAPI_DELAY = "fastapi_delay"
FASTIFY_BULLMQ = "fastify_bullmq"
BARE_ASGI = "bare_asgi"

FOUND = "SELECT count(*) FROM deliveries WHERE id = ANY(%(ids)s::uuid[])"

NOTES = (
    f"{PLAN.connections} keep-alive connections, one request in flight on each, sent by a process of its own.",
    f"Medians of {ROUNDS} rounds of {SECONDS:g} s after {WARM_UP_S:g} s of warm-up, the order rotating; ratios too.",
    "One process each, no worker running. Same Valkey with its default snapshots; PostgreSQL with fsync on.",
    "ours answers after COMMIT; every 202 is looked up in PostgreSQL after the door was killed with SIGKILL.",
    "fastapi_delay is not durable: it answers once Redis holds the payload in memory, and lets duplicates in.",
    "fastify_bullmq is not durable either: queue.add() ends in the memory of the same Redis; same duplicates.",
    "bare_asgi reads the body and answers 202: no signature check, nothing kept. It is the ceiling of uvicorn.",
    "Bars: 4 x fastapi_delay, 1 x fastify_bullmq, a p99 below 50 ms.",
)


def _uvicorn(name: str, app: str, environment: Mapping[str, str]) -> Server:
    port = free_port()
    fast = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")
    return Server(name, (sys.executable, "-m", "uvicorn", app, "--port", str(port), *fast), environment, port)


def _ours(stores: Stores) -> Server:
    port = free_port()
    environment = {
        "DATABASE_URL": stores.database_url,
        "REDIS_URL": stores.redis_url,
        "GORGIAS_WEBHOOK_SECRET": PLAN.secret,
        "GORGIAS_WEBHOOK_VERIFIER": "hmac",
        "WEBHOOKS_PORT": str(port),
    }
    return Server(OURS, (sys.executable, "-m", "services.webhooks"), environment, port)


def _peers(stores: Stores, fastify: tuple[str, ...] | Missing) -> list[Server]:
    environment = {"REDIS_URL": stores.redis_url, "GORGIAS_WEBHOOK_SECRET": PLAN.secret}
    peers = [
        _uvicorn(FASTAPI_DELAY, "benchmarks.peers.fastapi_delay:app", environment),
        _uvicorn(BARE_ASGI, "benchmarks.peers.bare_asgi:app", {}),
    ]
    if not isinstance(fastify, Missing):
        port = free_port()
        peers.append(Server(FASTIFY_BULLMQ, fastify, {**environment, "PORT": str(port)}, port))
    return peers


def _acknowledged(folder: Path, ours: Server) -> list[str]:
    files = (acknowledged_file(folder, ours, number) for number in range(ROUNDS))
    return [line for file in files for line in file.read_text(encoding="ascii").split()]


def _found(database_url: str, ids: Sequence[str]) -> int:
    with psycopg.connect(database_url, connect_timeout=10) as connection:
        row = connection.execute(FOUND, {"ids": list(ids)}).fetchone()
    return int(row[0]) if row else 0


def result_of(standings: Mapping[str, Standing], *, acknowledged: int, found: int, notes: Sequence[str]) -> Result:
    """The figures that the standings come down to."""
    ours = standings[OURS]
    peers = {name: standing for name, standing in standings.items() if name != OURS}
    measured: dict[str, float] = {
        "per_second": round(ours.per_second),
        "p50_ms": round(ours.p50_ms, 2),
        "p99_ms": round(ours.p99_ms, 2),
        "acknowledged": acknowledged,
        "found": found,
        "lost_connections": ours.lost,
    }
    measured |= {f"answered_{status}": count for status, count in sorted(ours.statuses.items())}
    for name, standing in peers.items():
        measured[f"{name}_per_second"] = round(standing.per_second)
        measured[f"{name}_p99_ms"] = round(standing.p99_ms, 2)
    unlike = [
        f"{name} also answered {status}, {count} times."
        for name, peer in peers.items()
        for status, count in sorted(peer.statuses.items())
        if status != ACCEPTED
    ]
    return Result(
        name="door",
        measured=measured,
        ratios={f"vs_{name}": round(ours.ratio_to(peer), 2) for name, peer in peers.items()},
        notes=(*notes, *unlike),
    )


def measure() -> Result:
    """Run the contest; about three minutes."""
    console = Console()

    def tell(number: int, server: Server, report: LoadReport) -> None:
        console.print(
            f"  round {number + 1}/{ROUNDS}  {server.name:<15} {figure(report.per_second):>7} a second"
            f"   p99 {report.p99_ms:6.1f} ms",
            highlight=False,
        )

    fastify = fastify_command(FOLDER)
    notes = list(NOTES)
    if isinstance(fastify, Missing):
        notes.append(f"fastify_bullmq was skipped: {fastify.reason}.")
        console.print(f"  {notes[-1]}", highlight=False)
    with running_stores(FOLDER / "stores") as stores:
        ours = _ours(stores)
        standings = hold(
            [ours, *_peers(stores, fastify)],
            PLAN,
            rounds=ROUNDS,
            folder=FOLDER,
            keep_ids_of=ours,
            before_each=stores.forget_redis,
            after_each=tell,
        )
        ids = _acknowledged(FOLDER, ours)
        found = _found(stores.database_url, ids)
    return result_of(standings, acknowledged=len(ids), found=found, notes=notes)
