"""When simulated customers order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.simulated_shop.people import KINDS

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Nobody visits more often in the simulated time.
MOST_VISITS = 500
#: Customers that the pace is tried out on, how often, and within which bounds.
TRIAL_CUSTOMERS, TRIALS, PACES = 4000, 20, (0.01, 10.0)


@dataclass(frozen=True, slots=True)
class Visits:
    """One row an order, not sorted."""

    customer: Integers
    #: Day from the start of the simulated time.
    day: Integers


def kinds_of(customers: int, rng: np.random.Generator) -> Integers:
    """The number in KINDS of each customer."""
    shares = np.array([kind.share for kind in KINDS])
    return rng.choice(len(KINDS), size=customers, p=shares / shares.sum())


def visits(kind: Integers, *, days: int, months: Integers, pace: float, rng: np.random.Generator) -> Visits:
    """The orders of customers of these kinds over `days` days, whose months (0 is January) are `months`.

    A renewal process with gamma gaps and an exponential lifetime a customer; `pace` stretches every gap. The first
    visit always ends in an order, so that everybody has one.
    """
    customers = len(kind)
    gap = np.array([each.gap_days for each in KINDS])[kind] * rng.gamma(4.0, 0.25, customers) * pace
    shape = np.array([each.regularity for each in KINDS])[kind]
    slowing = np.array([each.slowing for each in KINDS])[kind]
    season = np.array([each.season for each in KINDS])
    at = np.floor(days * np.sqrt(rng.random(customers)) * 0.97)  # the shop grows: more joined lately than long ago
    leaves_at = at + rng.exponential(np.array([each.lifetime_days for each in KINDS])[kind])
    here = np.arange(customers)
    who, when = [here], [at.astype(np.int64)]
    for _ in range(MOST_VISITS):
        at[here] += np.maximum(rng.gamma(shape[here], gap[here] / shape[here]), 0.5)
        gap[here] *= slowing[here]
        here = here[(at[here] < days) & (at[here] <= leaves_at[here])]
        if not len(here):
            break
        day = at[here].astype(np.int64)
        buys = rng.random(len(here)) < season[kind[here], months[day]]
        who.append(here[buys])
        when.append(day[buys])
    return Visits(customer=np.concatenate(who), day=np.concatenate(when))


def pace_for(orders_per_customer: float, *, days: int, months: Integers, seed: int) -> float:
    """The pace at which customers order that often on average, found by bisection on a few of them."""
    slowest, fastest = PACES[1], PACES[0]
    for _ in range(TRIALS):
        pace = float(np.sqrt(slowest * fastest))
        rng = np.random.default_rng(seed)
        kind = kinds_of(TRIAL_CUSTOMERS, rng)
        made = len(visits(kind, days=days, months=months, pace=pace, rng=rng).customer) / TRIAL_CUSTOMERS
        slowest, fastest = (slowest, pace) if made > orders_per_customer else (pace, fastest)
    return pace
