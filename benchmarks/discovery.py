"""Features and discovery at 10 thousand, 100 thousand and a million customers, beside what others do of it.

Every figure is taken in a process of its own, so that its memory is its own too.
"""

import json
import math
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet

from benchmarks.result import FOLDER, Result
from shared.errors import Permanent
from shared.simulated_shop.orders import SCHEMA, Simulation

SIZES = (10_000, 100_000, 1_000_000)
#: A peer that needs longer at one size is not asked at larger ones.
STEP_DEADLINE_S = 900.0
UNTIL = date(2026, 10, 31)
OURS = ("features", "discovery", "predictions")
#: Each with the step of ours that it is held against.
PEERS = {
    "pandas_groupby": "features",
    "scikit_fuzzy": "one_axis_from_all",
    "sklearn_gaussian_mixture": "one_axis_from_all",
}
#: Steps that measure the features first: the memory is theirs.
ON_POINTS = ("one_axis", "one_axis_from_all", "scikit_fuzzy", "sklearn_gaussian_mixture")

NOTES = (
    "Orders are simulated: 10 a customer on average over two years, one line each.",
    "features: order lines in Parquet to columns, by DuckDB within the limits that a worker gives it.",
    "discovery: features, all axes, archetypes and RFM; predictions: purchases, models fitted, all predicted.",
    "one_axis: four fuzzy segments on frequency, learned from 20,000 customers as discovery does, memberships of all;",
    "one_axis_from_all: the same learned from all customers, as scikit-fuzzy and the Gaussian mixture do.",
    "pandas_groupby computes 31 of the same features, without the corrections for the number of orders.",
    "Peaks are of the whole process. Bars at a million: 300 s and 4,096 MiB for discovery; growth up to n log n.",
)


def measure() -> Result:
    """Seconds and peak memory of every step at every size."""
    measured: dict[str, float] = {}
    slow: set[str] = set()
    for customers in SIZES:
        orders = _orders(customers)
        measured[f"order_lines_{customers}"] = pyarrow.parquet.read_metadata(orders).num_rows
        for step in (*OURS, "one_axis", "one_axis_from_all", *PEERS):
            if step in slow:
                continue
            found = _run(step, orders)
            if found is None:
                slow.add(step)
                continue
            measured[f"{step}_{customers}_s"] = found["seconds"]
            if step not in ON_POINTS:
                measured[f"{step}_{customers}_peak_mib"] = found["peak_mib"]
    return Result(name="discovery", measured=measured, ratios=_ratios(measured), notes=NOTES)


def _ratios(measured: dict[str, float]) -> dict[str, float]:
    ratios = {}
    for peer, step in PEERS.items():
        for customers in SIZES:
            ours, theirs = measured.get(f"{step}_{customers}_s"), measured.get(f"{peer}_{customers}_s")
            if ours and theirs:
                ratios[f"{step}_{customers}_vs_{peer}"] = theirs / ours
    for step in OURS:
        small, large = (measured.get(f"{step}_{customers}_s") for customers in SIZES[1:])
        if small and large:
            # n log n from 100 thousand to a million is a factor of 12.
            allowed = SIZES[2] * math.log(SIZES[2]) / (SIZES[1] * math.log(SIZES[1]))
            ratios[f"{step}_n_log_n_allowance_over_growth"] = allowed / (large / small)
    return ratios


def _orders(customers: int) -> Path:
    path = FOLDER / "orders" / f"{customers}.parquet"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    simulation = Simulation(
        customers=customers, until=UNTIL, days=730, orders_per_customer=10, lines_per_order=1, seed=1
    )
    with pyarrow.parquet.ParquetWriter(str(partial), SCHEMA) as writer:
        for batch in simulation.batches():
            writer.write_table(batch)
    return partial.rename(path)


def _run(step: str, orders: Path) -> dict[str, float] | None:
    command = [sys.executable, "-m", "benchmarks.discovery_steps", step, str(orders), UNTIL.isoformat()]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=STEP_DEADLINE_S, check=False)
    except subprocess.TimeoutExpired:
        return None
    if ended.returncode:
        raise Permanent(f"the step {step} failed on {orders.name}: {ended.stderr.strip()[-500:]}")
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found
