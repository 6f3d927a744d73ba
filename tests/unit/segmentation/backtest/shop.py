"""Shops for backtests: purchases made by hand, and customers who behave as BG/NBD says."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from shared.segmentation.purchases import Purchases, purchases_of

OPENED = date(2025, 1, 1)
OPENED_ON = OPENED.toordinal()


def purchases_on(*customers: Sequence[int], value: float = 10.0) -> Purchases:
    """Customers who bought on these days after the shop opened."""
    rows = [(number, OPENED_ON + day) for number, days in enumerate(customers) for day in days]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return purchases_of(columns[:, 0], columns[:, 1], np.full(len(rows), value), len(customers))


def a_shop(customers: int, days: int, *, seed: int = 1) -> Purchases:
    """Customers who come in the first third, buy at random at a rate of their own, and drop out after some purchase."""
    rng = np.random.default_rng(seed)
    return purchases_on(*(_one_life(days, rng) for _ in range(customers)))


def _one_life(days: int, rng: np.random.Generator) -> list[int]:
    gap, leaves = 1 / rng.gamma(1.0, 1 / 40), rng.beta(1.0, 4.0)
    bought = [float(rng.integers(days // 3))]
    while rng.random() >= leaves and (then := bought[-1] + rng.exponential(gap)) < days:
        bought.append(then)
    return sorted({int(day) for day in bought} | ({days - 1} if rng.random() < 0.02 else set()))
