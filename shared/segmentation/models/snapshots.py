"""The past as it looked: what was known on an earlier day, and what customers then did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, logit

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.members import NAMES, SUREST, Members
from shared.segmentation.models.rhythm import Singles, rhythm_of, shop_rhythm, signs
from shared.segmentation.purchases import Purchases, summarise

#: How far back the snapshots lie, in horizons before the newest possible one.
BACK = (0.0, 0.5, 1.0, 1.5)
#: A snapshot is of use when the shop had been open for half the horizon, or 45 days where that is less.
LEAST_AGE_SHARE, LEAST_AGE_DAYS = 0.5, 45
#: Customers a snapshot needs.
LEAST_CUSTOMERS = 50
YEAR_DAYS = 365
#: The same season a year ago is looked at when the shop had then been open for this many days.
LEAST_AGE_FOR_SEASON = 90
#: Between these spreads of the recent surprises (log-odds), the season's weight grows from none to its most, where
#: all recent snapshots together have the weight 1. Chance alone spreads those of a shop of thousands by less than
#: the first.
CALM, RESTLESS, MOST_SEASON = 0.2, 0.4, 2.0
#: No more surprising than this can a snapshot be, in log-odds.
MOST_SURPRISE = 10.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows are the customers known at the end of `day`."""

    day: int
    #: What to learn from: the models' log-odds, then the signs of the customers' rhythm.
    known: Singles
    #: Whether they bought within the horizon.
    bought: NDArray[np.bool_]
    #: How much each row counts.
    weight: float = 1.0

    @property
    def surprise(self) -> float:
        """By how much more customers bought than the models of repeat buying had foreseen, in log-odds."""
        return surprise(self.known[:, : len(NAMES)].mean(axis=1, dtype=np.float64), float(self.bought.mean()))


def surprise(odds: Floats, share: float) -> float:
    """What must be added to the log-odds of customers for them to buy in this `share` on average."""
    wanted = float(np.clip(share, SUREST, 1.0 - SUREST))
    found: float = brentq(
        lambda more: float(expit(odds + more).mean()) - wanted,
        float(logit(wanted) - odds.max()) - 1.0,
        float(logit(wanted) - odds.min()) + 1.0,
    )
    return float(np.clip(found, -MOST_SURPRISE, MOST_SURPRISE))


def recent_days(purchases: Purchases, today: int, horizon: int) -> tuple[int, ...]:
    """The days to look from, newest first, whose horizon is over by `today`; none when the history is too short."""
    opened = int(purchases.day.min())
    least = min(round(LEAST_AGE_SHARE * horizon), LEAST_AGE_DAYS)
    days = (today - horizon - round(back * horizon) for back in BACK)
    return tuple(dict.fromkeys(day for day in days if day - opened >= least))


def season_day(purchases: Purchases, today: int, horizon: int) -> int | None:
    """The day a year before `today`, if its horizon is over and the shop had been open for long enough."""
    day = today - YEAR_DAYS
    return day if horizon <= YEAR_DAYS and day - int(purchases.day.min()) >= LEAST_AGE_FOR_SEASON else None


def season_weight(recent: Sequence[Snapshot]) -> float:
    """How much last year's season counts: nothing while the recent snapshots surprise alike."""
    if len(recent) < len(BACK):
        return 0.0
    spread = float(np.std([snapshot.surprise for snapshot in recent]))
    return MOST_SEASON * float(np.clip((spread - CALM) / (RESTLESS - CALM), 0.0, 1.0))


def evenly_weighted(recent: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The snapshots with weights that sum to 1: they overlap, and together tell about as much as one."""
    return tuple(replace(snapshot, weight=1.0 / len(recent)) for snapshot in recent)


def take_snapshot(purchases: Purchases, day: int, horizon: int, members: Members) -> Snapshot | None:
    """How `day` looked and what followed within `horizon` days, or None when hardly anybody had bought by then.

    `members` are fitted to what was known on that day or before: a snapshot must not know what came after it.
    """
    then, old = purchases.until(day)
    if then.customers < LEAST_CUSTOMERS:
        return None
    odds = members.log_odds(summarise(then, day), horizon)
    rhythm = rhythm_of(then, day, shop_rhythm(then))
    later = purchases.customer[(purchases.day > day) & (purchases.day <= day + horizon)]
    return Snapshot(
        day=day,
        known=columns(odds, signs(then, day, horizon, rhythm)),
        bought=np.bincount(later, minlength=purchases.customers)[old] > 0,
    )


def columns(odds: Floats, signs: Singles) -> Singles:
    """What is learned from and predicted with: the models' log-odds, then the signs of the customers' rhythm."""
    return np.hstack([odds.astype(np.float32), signs])
