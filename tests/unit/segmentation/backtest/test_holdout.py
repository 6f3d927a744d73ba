import numpy as np

from shared.segmentation.backtest.holdout import holdout_of
from tests.unit.segmentation.backtest.shop import OPENED_ON, purchases_on


def test_the_holdout_begins_the_day_after_the_cutoff_and_ends_with_the_horizon() -> None:
    purchases = purchases_on([0, 10], [0, 11], [0, 20], [0, 21], [15])
    cutoff = OPENED_ON + 10
    _, known = purchases.until(cutoff)

    holdout = holdout_of(purchases, known, cutoff, 10)

    # On the cutoff day; the day after; on the last day; too late. The fifth was not known yet.
    assert holdout.bought.tolist() == [False, True, True, False]
    assert holdout.days.tolist() == [10, 1, 10, 10]


def test_days_and_money_of_the_holdout_are_added_up() -> None:
    purchases = purchases_on([0, 12, 14, 30], [1], value=7.0)

    holdout = holdout_of(purchases, np.array([0, 1], dtype=np.int32), OPENED_ON + 10, 10)

    assert holdout.purchases.tolist() == [2.0, 0.0]
    assert holdout.revenue.tolist() == [14.0, 0.0]
    assert holdout.days.tolist() == [2, 10]
