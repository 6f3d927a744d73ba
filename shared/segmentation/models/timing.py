"""When the next purchase comes: how likely it is soon, and when, if it comes at all."""

from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.ensemble import Forecast
from shared.segmentation.models.rhythm import Singles

#: Dates are given for purchases within this many days; later ones are called none.
WITHIN_DAYS = 90
#: The days at which the chance is asked; between them it is taken to rise evenly.
LADDER = (7, 30, 60, WITHIN_DAYS)
#: The middle and the ends of an interval that holds 80 %.
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class NextPurchase:
    """One row a customer. Days count from today: 1 is tomorrow."""

    #: P(a purchase within 90 days).
    probability: Singles
    #: If there is a purchase within 90 days: half of them come by then, and 80 % from `low` to `high`.
    median_days: Singles
    low_days: Singles
    high_days: Singles
    #: Mean days until the next purchase, with 90 for none by then: what to rank customers by.
    wait_days: Singles


def next_purchase(forecast: Forecast) -> NextPurchase:
    """When the next purchase comes, from a forecast whose horizons hold LADDER."""
    days = np.array([0, *LADDER], dtype=np.float64)
    chance = np.array([np.zeros(forecast.probability.shape[1]), *(forecast.at(rung)[0] for rung in LADDER)])
    within = chance[-1]
    # A purchase by day d has survived until then with the mean of the chances at the ends of each step.
    wait = ((1.0 - (chance[1:] + chance[:-1]) / 2.0) * np.diff(days)[:, np.newaxis]).sum(axis=0)
    low, median, high = (_day_of(share * within, days, chance) for share in (LOW, MIDDLE, HIGH))
    return NextPurchase(
        probability=within.astype(np.float32),
        median_days=median.astype(np.float32),
        low_days=low.astype(np.float32),
        high_days=high.astype(np.float32),
        wait_days=wait.astype(np.float32),
    )


def _day_of(level: Floats, days: Floats, chance: Floats) -> Floats:
    """The day on which each column of `chance`, which rises from row to row, reaches its `level`; at least 1."""
    step = np.clip((chance < level).sum(axis=0), 1, len(days) - 1)
    columns = np.arange(len(level))
    before, after = chance[step - 1, columns], chance[step, columns]
    rise = after - before
    share = np.divide(level - before, rise, out=np.ones_like(level), where=rise > 0)
    reached: Floats = days[step - 1] + np.clip(share, 0.0, 1.0) * (days[step] - days[step - 1])
    return np.maximum(reached, 1.0)
