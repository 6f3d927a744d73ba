"""Customers who buy exactly as the models say they do, drawn from a seed; and summaries made by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import BuyingSummary, Purchases, purchases_of

TODAY = 740_000
WEEK = 7.0


def a_summary(*rows: tuple[float, float, float]) -> BuyingSummary:
    """Customers with so many repeats, and days to the last purchase and until today, after the first."""
    repeats, recency, age = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return BuyingSummary(repeats=repeats, recency=recency, age=age, value=np.ones(len(rows)))


def in_weeks(repeats: float, recency: float, age: float) -> BuyingSummary:
    """One customer as the papers write them."""
    return a_summary((repeats, recency * WEEK, age * WEEK))


def purchases_on(*customers: Sequence[int]) -> Purchases:
    """Customers who bought so many days ago, for 10 each time."""
    rows = [(number, TODAY - ago) for number, days_ago in enumerate(customers) for ago in days_ago]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return purchases_of(columns[:, 0], columns[:, 1], np.full(len(rows), 10.0), len(customers))


@dataclass(frozen=True, slots=True)
class Lives:
    """What customers did until today, and what nobody knew then: how often they bought in the days after."""

    summary: BuyingSummary
    #: The same in whole days.
    purchases: Purchases
    later: Floats


@dataclass(frozen=True, slots=True)
class Kind:
    """How one shop's customers behave: rates of events are gamma(r, alpha), every k-th event is a purchase."""

    r: float
    alpha: float
    k: int = 1
    #: Chances to drop out after a purchase are beta(a, b), if given.
    dropout: tuple[float, float] | None = None
    #: Whether the first purchase may be the last.
    first_may_be_last: bool = False
    #: Rates of dropping out at any time are gamma(s, beta), if given.
    death: tuple[float, float] | None = None


def live(kind: Kind, customers: int, *, seed: int, later: float) -> Lives:
    """The lives of customers who came one to two years ago, and `later` days more."""
    rng = np.random.default_rng(seed)
    ages = rng.integers(365, 730, customers)
    times = [_one_life(kind, float(age) + later, rng) for age in ages]
    known = [[t for t in life if t <= age] for life, age in zip(times, ages, strict=True)]
    return Lives(
        summary=a_summary(
            *((len(life) - 1, life[-1], float(age)) for life, age in zip(known, ages, strict=True)),
        ),
        purchases=purchases_on(*([int(age - t) for t in life] for life, age in zip(known, ages, strict=True))),
        later=np.array([len(life) - len(seen) for life, seen in zip(times, known, strict=True)], dtype=np.float64),
    )


def _one_life(kind: Kind, until: float, rng: np.random.Generator) -> list[float]:
    scale = 1.0 / rng.gamma(kind.r, 1.0 / kind.alpha)
    chance = rng.beta(*kind.dropout) if kind.dropout else 0.0
    end = min(until, rng.exponential(kind.death[1] / rng.gamma(kind.death[0])) if kind.death else until)
    times = [0.0]
    if kind.first_may_be_last and rng.random() < chance:
        return times
    while (then := times[-1] + rng.gamma(kind.k, scale)) <= end:
        times.append(then)
        if rng.random() < chance:
            break
    return times
