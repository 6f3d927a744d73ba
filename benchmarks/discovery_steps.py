"""`python -m benchmarks.discovery_steps STEP ORDERS UNTIL`: one step on one file of orders, timed in this process."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import ibis
import numpy as np
import pandas as pd

from shared.segmentation.discover import discover
from shared.segmentation.features.columns import Features, Floats
from shared.segmentation.features.measure import measure
from shared.segmentation.features.purchases import collect_purchases, purchases_table
from shared.segmentation.fuzzy import fit, memberships_in_blocks
from shared.segmentation.models.predict import predict
from shared.store.order_export import MEMORY_LIMIT, THREADS

SEED = 1
SEGMENTS = 4
LEARN_FROM, STARTS = 20_000, 4


@contextmanager
def order_lines(path: str) -> Iterator[ibis.Table]:
    """The file as a table of DuckDB, under the limits that discovery runs with."""
    with tempfile.TemporaryDirectory() as folder:
        options: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY_LIMIT,
            "threads": THREADS,
            "temp_directory": folder,
            "preserve_insertion_order": False,
        }
        connection = duckdb.connect(config=options)
        connection.execute("SET TimeZone = 'UTC'")
        yield ibis.duckdb.from_connection(connection).read_parquet(path)
        connection.close()


def our_features(path: str, until: date) -> Features:
    """Order lines to columns."""
    with order_lines(path) as lines:
        return measure(lines, None, as_of=until)


def our_discovery(path: str, until: date) -> None:
    """Order lines to archetypes."""
    discover(our_features(path, until), as_of=until, currency="USD", seed=SEED)


def our_predictions(path: str, until: date) -> None:
    """Order lines to a prediction for every customer."""
    with order_lines(path) as lines:
        purchases = collect_purchases(purchases_table(lines, as_of=until))
    predict(purchases, today=until.toordinal(), seed=SEED)


def _frequency(path: str, until: date) -> Floats:
    found = our_features(path, until)
    points = np.column_stack([np.log(found.orders), np.log(found.orders / np.maximum(found.tenure_days, 180))])
    scaled: Floats = (points - points.mean(axis=0)) / points.std(axis=0)
    return scaled


def our_axis(points: Floats) -> None:
    """Centres from a sample, memberships of all."""
    rng = np.random.default_rng(SEED)
    some = points[rng.choice(len(points), min(LEARN_FROM, len(points)), replace=False)]
    memberships_in_blocks(points, fit(some, SEGMENTS, rng, starts=STARTS))


def our_axis_from_all(points: Floats) -> None:
    """The same, with the centres learned from all points, as the peers do."""
    memberships_in_blocks(points, fit(points, SEGMENTS, np.random.default_rng(SEED), starts=STARTS))


def scikit_fuzzy(points: Floats) -> None:
    """Fuzzy c-means with the same fuzzifier, on all points."""
    from skfuzzy import cmeans  # noqa: PLC0415  a benchmark requirement

    cmeans(points.T, SEGMENTS, 2, error=1e-4, maxiter=300, seed=SEED)


def gaussian_mixture(points: Floats) -> None:
    """The soft clustering that scikit-learn has, with full covariances."""
    from sklearn.mixture import GaussianMixture  # noqa: PLC0415  takes seconds to import

    GaussianMixture(SEGMENTS, random_state=SEED).fit(points).predict_proba(points)


def pandas_groupby(path: str, until: date) -> None:
    """Thirty of the features by groupby."""
    lines = pd.read_parquet(path, columns=list(ORDER_COLUMNS))
    lines["day"] = lines["ordered_at"].dt.tz_localize(None).dt.normalize()
    lines["gross"] = lines["quantity"] * lines["unit_price"]
    lines["paid"] = lines["gross"] - lines["discount"]
    bought = lines[lines["quantity"] > 0]
    customers = bought.groupby("customer_id")
    orders = bought.groupby(["customer_id", "order_id"]).agg(
        day=("day", "min"),
        units=("quantity", "sum"),
        products=("product_id", "nunique"),
        discount=("discount", "sum"),
        coupon=("coupon", "max"),
    )
    by_customer = orders.groupby("customer_id")
    days = orders.reset_index()[["customer_id", "day"]].drop_duplicates().sort_values(["customer_id", "day"])
    days["gap"] = days.groupby("customer_id")["day"].diff().dt.days
    gaps = days.groupby("customer_id")["gap"]
    today = pd.Timestamp(until)
    recent = orders[orders["day"] > today - pd.Timedelta(days=90)].groupby("customer_id")
    earlier = orders[
        (orders["day"] <= today - pd.Timedelta(days=90)) & (orders["day"] > today - pd.Timedelta(days=180))
    ].groupby("customer_id")
    months = pd.crosstab(orders.index.get_level_values(0), orders["day"].dt.month, normalize="index")
    bought_products = bought.groupby(["customer_id", "product_id"])["order_id"].nunique().groupby("customer_id")
    bought_categories = bought.groupby(["customer_id", "category"])["paid"].sum().groupby("customer_id")
    pd.DataFrame(
        {
            "orders": by_customer.size(),
            "order_days": days.groupby("customer_id").size(),
            "first_order_on": by_customer["day"].min(),
            "last_order_on": by_customer["day"].max(),
            "mean_gap_days": gaps.mean(),
            "gap_variation": gaps.std() / gaps.mean(),
            "gross_spent": customers["paid"].sum(),
            "spent": lines.groupby("customer_id")["paid"].sum(),
            "returned": -lines[lines["quantity"] < 0].groupby("customer_id")["paid"].sum(),
            "units_per_order": by_customer["units"].mean(),
            "lines_per_order": by_customer["products"].mean(),
            "median_line_units": customers["quantity"].median(),
            "products": customers["product_id"].nunique(),
            "categories": customers["category"].nunique(),
            "favourite_category": bought_categories.idxmax(),
            "most_orders_of_a_product": bought_products.max(),
            "discount_share": customers["discount"].sum() / customers["gross"].sum(),
            "orders_last_90": recent.size(),
            "orders_previous_90": earlier.size(),
        }
    ).join(months)


ORDER_COLUMNS = (
    "order_id",
    "customer_id",
    "ordered_at",
    "product_id",
    "category",
    "quantity",
    "unit_price",
    "discount",
    "coupon",
)
ON_ORDERS: Mapping[str, Callable[[str, date], object]] = {
    "features": our_features,
    "discovery": our_discovery,
    "predictions": our_predictions,
    "pandas_groupby": pandas_groupby,
}
ON_POINTS: Mapping[str, Callable[[Floats], None]] = {
    "one_axis": our_axis,
    "one_axis_from_all": our_axis_from_all,
    "scikit_fuzzy": scikit_fuzzy,
    "sklearn_gaussian_mixture": gaussian_mixture,
}


def main(step: str, path: str, until: str) -> None:
    """Run the step and print how long it took and how much memory the process has had at most."""
    day = date.fromisoformat(until)
    if step in ON_ORDERS:
        started = time.perf_counter()
        ON_ORDERS[step](path, day)
    else:
        points = _frequency(path, day)
        started = time.perf_counter()
        ON_POINTS[step](points)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib()}))


def peak_mib() -> float:
    """The most memory that this process has had. `ru_maxrss` will not do: it starts at what the parent had."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status does not tell VmHWM")


if __name__ == "__main__":
    main(*sys.argv[1:])
