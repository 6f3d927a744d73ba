"""Whole shops to predict, and models of repeat buying that were fitted elsewhere."""

import numpy as np

from shared.segmentation.models.bg_nbd import BgNbd
from shared.segmentation.models.mbg_cnbd_k import MbgCnbdK
from shared.segmentation.models.members import Members
from shared.segmentation.models.pareto_nbd import ParetoNbd
from shared.segmentation.purchases import Purchases, purchases_of
from tests.unit.segmentation.models.processes import TODAY


def a_shop(customers: int, *, seed: int, days: int = 500, rhythm: float = 1.0, later: int = 0) -> Purchases:
    """Customers who came over the first 80 % of `days` before TODAY, buy at a rate of their own, and one day leave.

    Gaps are gamma distributed with the shape `rhythm`: 1 is at random, more is regular. Goes on `later` days.
    """
    rng = np.random.default_rng(seed)
    rows: list[tuple[int, int, float]] = []
    for number in range(customers):
        now = rng.uniform(0, 0.8 * days)
        leaves = min(now + rng.exponential(400), days + later)
        gap, worth = 1 / rng.gamma(1.5, 1 / 60), rng.lognormal(3.5, 0.5)
        # The first purchase always happens, or there would be no customer.
        while True:
            rows.append((number, TODAY - days + 1 + int(now), worth * rng.lognormal(0, 0.4)))
            now += rng.gamma(rhythm, gap / rhythm)
            if now >= leaves:
                break
    columns = np.array(rows)
    return purchases_of(columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), columns[:, 2], customers)


def some_members(*, fitted_on: int = TODAY) -> Members:
    """Models as a shop with a gap of some two months gives them."""
    return Members(
        fitted_on=fitted_on,
        bg_nbd=BgNbd(r=1.0, alpha=60.0, a=0.8, b=2.5, log_likelihood=0.0),
        pareto_nbd=ParetoNbd(r=1.0, alpha=60.0, s=0.7, beta=200.0, log_likelihood=0.0),
        mbg_cnbd_k=MbgCnbdK(r=1.0, alpha=60.0, a=0.8, b=2.5, k=1, log_likelihood=0.0),
    )
