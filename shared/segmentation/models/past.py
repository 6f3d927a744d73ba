"""Learning from the past: which earlier days are looked from, and what each horizon's model makes of them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from shared.segmentation.models.members import Members, fit_members
from shared.segmentation.models.repurchase import Repurchase, learn
from shared.segmentation.models.sampling import some_customers
from shared.segmentation.models.snapshots import (
    Snapshot,
    evenly_weighted,
    recent_days,
    season_day,
    season_weight,
    take_snapshot,
)
from shared.segmentation.purchases import Purchases

#: Models of repeat buying have four parameters: for a snapshot they are fitted to this many customers.
FIT_MEMBERS_TO = 4_000
#: Customers of one snapshot, at most.
LOOK_AT = 20_000


class Past:
    """The earlier days of one shop, with the models of repeat buying that could be fitted on them."""

    def __init__(self, purchases: Purchases, today: int, horizons: Sequence[int], k: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self._today, self._k, self._seed = today, k, seed
        self._looked_at = some_customers(purchases, LOOK_AT, rng)
        self._fitted_to = some_customers(purchases, FIT_MEMBERS_TO, rng)
        self._members: dict[int, Members] = {}
        for day in self._fitting_days(horizons):
            self._fit(day)

    def learn(self, horizon: int) -> Repurchase | None:
        """What the past teaches of buying within `horizon` days, or None when it is too short or too quiet."""
        days = recent_days(self._looked_at, self._today, horizon)
        taken = [self._snapshot(day, horizon) for day in days]
        recent = evenly_weighted([snapshot for snapshot in taken if snapshot is not None])
        season = self._season(recent, horizon)
        return learn(recent if season is None else (*recent, season), horizon, self._seed)

    def _season(self, recent: Sequence[Snapshot], horizon: int) -> Snapshot | None:
        day, weight = season_day(self._looked_at, self._today, horizon), season_weight(recent)
        if day is None or not weight:
            return None
        if day not in self._members:
            self._fit(day)
        snapshot = self._snapshot(day, horizon)
        return replace(snapshot, weight=weight) if snapshot is not None else None

    def _snapshot(self, day: int, horizon: int) -> Snapshot | None:
        fitted = max((then for then in self._members if then <= day), default=None)
        return None if fitted is None else take_snapshot(self._looked_at, day, horizon, self._members[fitted])

    def _fitting_days(self, horizons: Sequence[int]) -> set[int]:
        """All days that the longest horizon is looked from that can be, and the newest of the others.

        A snapshot between two of them takes the models of the older one.
        """
        looked_from = {horizon: recent_days(self._fitted_to, self._today, horizon) for horizon in horizons}
        longest = max((horizon for horizon, days in looked_from.items() if days), default=0)
        return {day for horizon, days in looked_from.items() for day in (days if horizon == longest else days[:1])}

    def _fit(self, day: int) -> None:
        known, _ = self._fitted_to.until(day)
        if known.customers:
            self._members[day] = fit_members(known, day, orders_k=(self._k,))
