"""The constant: every customer is said to buy as customers did on average before."""

import numpy as np

from shared.segmentation.backtest.forecast import CannotSay, Forecast
from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import Purchases

#: Fewer customers show no rate.
FEWEST_CUSTOMERS = 10


def constant(known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast | CannotSay:  # noqa: ARG001  a Contestant
    """The rate of the window before the cutoff that is as long as the horizon.

    Where hardly anybody had bought before that window, a shorter one stands in, and the chance of a purchase is
    taken to be the same every day.
    """
    window = horizon
    while len(times := _bought_within(known, today, window)) < FEWEST_CUSTOMERS:
        window //= 2
        if not window:
            return CannotSay(f"fewer than {FEWEST_CUSTOMERS} customers had bought before the cutoff day")
    longer = horizon / window
    probability = 1.0 - (1.0 - float((times > 0).mean())) ** longer
    note = f"it is the rate of the last {window} days, drawn out to {horizon}, because the history is short"
    return Forecast(
        probability=np.full(known.customers, probability),
        purchases=np.full(known.customers, float(times.mean()) * longer),
        notes=(note,) if window < horizon else (),
    )


def _bought_within(known: Purchases, today: int, days: int) -> Floats:
    """Purchases within the last `days` days, of each customer who had bought before them."""
    _, earlier = known.until(today - days)
    late = known.customer[known.day > today - days]
    return np.bincount(late, minlength=known.customers)[earlier].astype(np.float64)
