"""What is asked of the store while somebody waits: one customer among a million, and searches among all of them."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
import psycopg
from rich.console import Console

from benchmarks.crowd import AS_OF, crowd
from benchmarks.result import FOLDER, Result, figure
from benchmarks.stores import DATABASE, DROP_LAST_RUN, alone
from shared.domain.churn import AT_RISK
from shared.domain.search import (
    AllOf,
    AtChurnLevel,
    Between,
    Condition,
    GroupBy,
    InArchetype,
    InSegment,
    Metric,
    Search,
)
from shared.embedded.postgres import EmbeddedPostgres, prepare_cluster
from shared.segmentation.sales.facts import NOTHING_SOLD
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.findings import Findings
from shared.store.migrate import migrate
from shared.store.segments import SegmentStore
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import SnapshotStore

CUSTOMERS = 1_000_000
LOOKUPS = 5_000
SEARCHES = 1_000
#: Questions that look at all customers.
OVERVIEWS = 5
MS = 1000.0

MAKE_CUSTOMERS = """
INSERT INTO customers
SELECT lpad(number::text, 8, '0'), 'Name ' || number, 'customer-' || number || '@example.com'
FROM generate_series(0, %(customers)s - 1) number
"""

NOTES = (
    f"{CUSTOMERS:,} made-up customers on nine axes, in 64 archetypes; PostgreSQL with fsync on, one connection.",
    f"{LOOKUPS:,} lookups of random customers by id, as many by e-mail address; {SEARCHES:,} searches of each kind,",
    "of a random archetype or segment, the 20 most valuable first, with how many there are in all.",
    "Times are those of the store's own methods, from call to dataclasses, with everything in memory.",
    "Bars: p99 of a lookup below 5 ms, of a search by archetype or segment below 20 ms.",
)


def measure() -> Result:
    """Keep a million customers, and ask for some of them; about five minutes."""
    console = Console()
    findings = crowd(CUSTOMERS)
    with _filled_database(findings, console) as (database, measured):
        customers, segments = CustomerStore(database), SegmentStore(database)
        rng = np.random.default_rng(1)
        ids = [f"{number:08}" for number in rng.integers(0, CUSTOMERS, LOOKUPS)]
        asked: dict[str, list[Callable[[], object]]] = {
            "find_by_id": [partial(customers.find, key) for key in ids],
            "find_by_email": [partial(customers.find, f"customer-{int(key)}@example.com") for key in ids],
            "forecast": [partial(customers.buying_forecast, key) for key in ids],
        }
        for name, conditions in _conditions(findings, rng).items():
            asked[name] = [partial(customers.search, Search(where)) for where in conditions]
        asked["groups"] = [partial(customers.groups, GroupBy.RFM_GROUP)] * OVERVIEWS
        asked["shifts"] = [partial(segments.shifts, None, since=AS_OF)] * OVERVIEWS
        found = dict(measured)
        for name, calls in asked.items():
            found |= _timed(name, calls, console)
    return Result("lookup", found, {}, NOTES)


def _conditions(findings: Findings, rng: np.random.Generator) -> dict[str, list[Condition]]:
    found = findings.discovery
    places = [(each.model.axis, segment) for each in found.axes for segment in each.model.segments]
    archetypes = [
        InArchetype(found.archetypes[number].id) for number in rng.integers(0, len(found.archetypes), SEARCHES)
    ]
    segments = [InSegment(*places[number]) for number in rng.integers(0, len(places), SEARCHES)]
    at_risk = AllOf((AtChurnLevel(AT_RISK), Between(Metric.HISTORIC_CLV, least=1000)))
    return {
        "search_archetype": list(archetypes),
        "search_segment": list(segments),
        "search_mixed": [AllOf((segment, at_risk)) for segment in segments[: SEARCHES // 20]],
    }


def _timed(name: str, calls: list[Callable[[], object]], console: Console) -> dict[str, float]:
    for call in calls[: len(calls) // 5]:  # plans are prepared, and what is asked for is in memory
        call()
    took = []
    for call in calls:
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * MS)
    found = {
        f"{name}_{rank}_ms": round(float(np.quantile(took, share)), 2) for rank, share in (("p50", 0.5), ("p99", 0.99))
    }
    console.print(
        f"  {name:<18} " + "   ".join(f"{key[-6:]} {figure(value)}" for key, value in found.items()), highlight=False
    )
    return found


@contextmanager
def _filled_database(findings: Findings, console: Console) -> Iterator[tuple[Database, dict[str, float]]]:
    """A database with the customers of the current snapshot and of one a month before."""
    folder = FOLDER / "stores"
    with alone(folder), tempfile.TemporaryDirectory(prefix="selvage-") as sockets:
        Path(sockets).chmod(0o711)
        cluster = prepare_cluster(folder, Path(sockets) / "pg")
        with EmbeddedPostgres(cluster):
            with psycopg.connect(cluster.url(), autocommit=True, connect_timeout=10) as connection:
                connection.execute(DROP_LAST_RUN)
            url = cluster.ensure_database(DATABASE)
            migrate(url)
            with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
                connection.execute(MAKE_CUSTOMERS, {"customers": CUSTOMERS})
                connection.execute("VACUUM ANALYZE customers")
            database = Database(url, size=1, statement_timeout_ms=120_000)
            database.open()
            with closing(database):
                yield database, _save(database, findings, console)


def _save(database: Database, findings: Findings, console: Console) -> dict[str, float]:
    snapshots = SnapshotStore(database)
    before = replace(findings.discovery, as_of=AS_OF - timedelta(days=30))
    measured = {}
    for name, what, shop in (
        ("history", replace(findings, discovery=before), None),
        ("current", findings, ShopFigures(NOTHING_SOLD, ())),
    ):
        began = time.perf_counter()
        snapshots.save(what, shop)
        measured[f"save_{name}_s"] = round(time.perf_counter() - began, 1)
        console.print(f"  kept as {name} in {measured[f'save_{name}_s']:.0f} s", highlight=False)
    with database.connection() as connection:
        connection.execute("VACUUM ANALYZE places")
        size = connection.execute("SELECT pg_total_relation_size('profiles')").fetchall()[0][0]
    measured["profiles_mb"] = round(int(size) / 1e6)
    return measured
