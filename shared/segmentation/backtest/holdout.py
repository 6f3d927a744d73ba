"""What the customers did after the cutoff day, to judge forecasts by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import Integers, Purchases


@dataclass(frozen=True, slots=True)
class Holdout:
    """One entry for each customer who had bought by the cutoff day."""

    horizon: int
    bought: NDArray[np.bool_]
    #: Days with a purchase.
    purchases: Floats
    #: Money of those days.
    revenue: Floats
    #: Days from the cutoff to the first purchase, from 1; the horizon where there was none.
    days: NDArray[np.int64]


def holdout_of(purchases: Purchases, customers: Integers, cutoff: int, horizon: int) -> Holdout:
    """What `customers`, by their numbers in `purchases`, did from the day after the cutoff to the horizon's end."""
    inside = (purchases.day > cutoff) & (purchases.day <= cutoff + horizon)
    customer, days = purchases.customer[inside], purchases.day[inside].astype(np.int64) - cutoff
    times = np.bincount(customer, minlength=purchases.customers)
    revenue = np.bincount(customer, weights=purchases.value[inside], minlength=purchases.customers)
    first = np.full(purchases.customers, horizon, dtype=np.int64)
    np.minimum.at(first, customer, days)
    return Holdout(
        horizon=horizon,
        bought=times[customers] > 0,
        purchases=times[customers].astype(np.float64),
        revenue=revenue[customers].astype(np.float64),
        days=first[customers],
    )
