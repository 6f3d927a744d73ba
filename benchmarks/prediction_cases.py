"""Shops and days on which predictions are judged, and where their orders come from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from shared.errors import Permanent
from shared.order_files.purchase_log import read_purchase_log
from shared.segmentation.purchases import Purchases, purchases_of

#: Later than all the orders.
NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
QUARTER, NINE_MONTHS, YEAR = 91, 273, 364
OPENED = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Case:
    """One backtest."""

    #: Names the shop, and the cutoff where there are several.
    name: str
    shop: str
    cutoff: date
    horizon: int


CASES = (
    Case("cdnow_sample", "cdnow_sample", date(1997, 9, 30), QUARTER),
    Case("cdnow_full", "cdnow_full", date(1997, 9, 30), QUARTER),
    Case("cdnow_sample", "cdnow_sample", date(1997, 9, 30), NINE_MONTHS),
    Case("cdnow_full", "cdnow_full", date(1997, 9, 30), NINE_MONTHS),
    Case("online_retail_march", "online_retail", date(2011, 3, 9), QUARTER),
    Case("online_retail_june", "online_retail", date(2011, 6, 9), QUARTER),
    Case("online_retail_september", "online_retail", date(2011, 9, 9), QUARTER),
    Case("regular_buyers", "regular_buyers", date(2024, 12, 30), QUARTER),
    Case("regular_buyers", "regular_buyers", date(2024, 12, 30), YEAR),
)


def cdnow(file: str) -> Purchases:
    """CDNOW's customers, as the package lifetimes hands them out; Permanent when it is not installed."""
    package = find_spec("lifetimes")
    if package is None or not package.submodule_search_locations:
        raise Permanent("CDNOW comes with lifetimes: run `pip install -r requirements/bench.txt`")
    return _read(Path(package.submodule_search_locations[0]) / "datasets" / file)


def online_retail() -> Purchases:
    """The year of a British gift shop that the project brings."""
    return _read(Path("data") / "online_retail_2010_2011.parquet")


def regular_buyers(customers: int = 1500, *, seed: int = 1) -> Purchases:
    """A grocer's customers, made up: they come in the first quarter, buy at gaps that hardly vary, and leave one day.

    Gaps are Erlang-3 around a mean of the customer's own, and after each purchase the customer may be gone: what
    MBG/CNBD-k assumes and BG/NBD does not. Two years.
    """
    rng = np.random.default_rng(seed)
    rows = [
        (number, OPENED.toordinal() + day)
        for number in range(customers)
        for day in sorted(set(_a_grocers_customer(rng)))
    ]
    customer, day = np.array(rows, dtype=np.int64).T
    return purchases_of(customer, day, rng.gamma(6.0, 5.0, len(rows)), customers)


def _a_grocers_customer(rng: np.random.Generator) -> list[int]:
    gap, leaves = 45.0 / rng.gamma(1.5, 1.0), rng.beta(1.0, 9.0)
    days = [float(rng.integers(QUARTER))]
    while rng.random() >= leaves and (then := days[-1] + rng.gamma(3.0, gap / 3.0)) < 2 * YEAR + 2:
        days.append(then)
    return [int(day) for day in days]


SHOPS: dict[str, Callable[[], Purchases]] = {
    "cdnow_sample": lambda: cdnow("CDNOW_sample.txt"),
    "cdnow_full": lambda: cdnow("CDNOW_master.txt"),
    "online_retail": online_retail,
    "regular_buyers": regular_buyers,
}


def _read(path: Path) -> Purchases:
    return read_purchase_log(path, newest=NEWEST, currency="GBP").purchases
