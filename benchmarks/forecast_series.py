"""Series that forecasts are judged on: two real shops' weeks, public monthly figures, and made-up shops' months."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from statsmodels.datasets import co2, elec_equip, elnino

from benchmarks.prediction_cases import SHOPS
from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import Purchases

#: The shops are known for little more than a year, so that weeks stand in for months.
WEEK, WEEKS = 7, 52
#: Each shop is cut into so many by its customers, and is looked at whole besides.
PARTS = 4
#: Long public series are cut into pieces of so many months.
PIECE = 72
SYNTHETIC, YEARS = 30, 5


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, month by month or week by week."""

    kind: str
    values: Floats


def all_series() -> list[Series]:
    """Every series; Permanent when the packages that bring the data are not installed."""
    return [*shop_weeks("online_retail"), *shop_weeks("cdnow_full"), *public_months(), *made_up_months()]


def shop_weeks(shop: str) -> Iterator[Series]:
    """Revenue and customers of each week, of the whole shop and of each quarter of its customers."""
    purchases = SHOPS[shop]()
    for part in (None, *range(PARTS)):
        chosen = np.ones(len(purchases.day), dtype=bool) if part is None else purchases.customer % PARTS == part
        yield Series(shop, _by_week(purchases, chosen, purchases.value))
        # A purchase is a customer and a day: twice in a week counts twice.
        yield Series(shop, _by_week(purchases, chosen, np.ones(len(purchases.day))))


def _by_week(purchases: Purchases, chosen: np.ndarray, amounts: Floats) -> Floats:
    weeks = (purchases.day[chosen] - purchases.day.min()) // WEEK
    summed = np.bincount(weeks, weights=amounts[chosen], minlength=WEEKS)[:WEEKS]
    return summed.astype(np.float64)


def public_months() -> Iterator[Series]:
    """What statsmodels brings: carbon dioxide in the air, the warmth of the Pacific, output of electrical equipment."""
    carbon = co2.load_pandas().data["co2"].resample("MS").mean().interpolate()
    pacific = elnino.load_pandas().data.drop(columns="YEAR").to_numpy().ravel()
    output = elec_equip.load_pandas().data.iloc[:, -1]
    for series in (carbon.to_numpy(), pacific, output.to_numpy()):
        for start in range(0, len(series) - PIECE + 1, 2 * PIECE):
            yield Series("public_monthly", series[start : start + PIECE].astype(np.float64))


def made_up_months(*, seed: int = 1) -> Iterator[Series]:
    """Shops' revenue: a fading trend, a wandering level, a yearly shape of any size, and noise."""
    rng = np.random.default_rng(seed)
    months = np.arange(12 * YEARS)
    for _ in range(SYNTHETIC):
        trend = rng.normal(0.01, 0.015) * months * np.linspace(1.0, 0.5, len(months))
        level = np.cumsum(rng.normal(0.0, rng.uniform(0.0, 0.06), len(months)))
        shape = np.tile(rng.uniform(0.0, 0.35) * rng.normal(0.0, 1.0, 12), YEARS)
        noise = rng.normal(0.0, rng.uniform(0.04, 0.2), len(months))
        yield Series("made_up_monthly", np.exp(10.0 + trend + level + shape + noise))
