"""The past as it looked: no snapshot knows what came after its day."""

from dataclasses import replace

import numpy as np
import pytest

from shared.segmentation.models.snapshots import (
    MOST_SEASON,
    Snapshot,
    evenly_weighted,
    recent_days,
    season_day,
    season_weight,
    take_snapshot,
)
from tests.unit.segmentation.models.processes import TODAY, purchases_on
from tests.unit.segmentation.models.shops import a_shop, some_members

DAY = TODAY - 90


def _snapshot(shares: float, odds: float, rows: int = 100) -> Snapshot:
    bought = np.arange(rows) < shares * rows
    return Snapshot(day=DAY, known=np.full((rows, 3), odds, dtype=np.float32), bought=bought)


def test_what_happens_after_the_day_changes_nothing_that_is_known_on_it() -> None:
    shop = a_shop(120, seed=1)
    quiet, _ = shop.until(DAY)

    with_future = take_snapshot(shop, DAY, 90, some_members())
    without = take_snapshot(quiet, DAY, 90, some_members())

    assert with_future is not None
    assert without is not None
    assert (with_future.known == without.known).all()
    assert with_future.bought.any()
    assert not without.bought.any()


def test_the_horizon_begins_the_day_after_and_holds_its_last_day() -> None:
    on_the_day, first, last, too_late = [95, 90], [95, 89], [95, 60], [95, 59]
    shop = purchases_on(*(60 * [on_the_day]), first, last, too_late)

    snapshot = take_snapshot(shop, DAY, 30, some_members())

    assert snapshot is not None
    assert snapshot.bought.tolist() == [*(60 * [False]), True, True, False]


def test_a_day_before_the_shop_had_customers_is_no_snapshot() -> None:
    assert take_snapshot(purchases_on(*(49 * [[200]])), DAY, 30, some_members()) is None


def test_the_newest_day_looked_from_is_one_whose_horizon_is_just_over() -> None:
    assert recent_days(a_shop(50, seed=2), TODAY, 60) == (TODAY - 60, TODAY - 90, TODAY - 120, TODAY - 150)


def test_a_history_shorter_than_the_horizon_has_no_day_to_look_from() -> None:
    shop = purchases_on([100], [50, 20])

    assert recent_days(shop, TODAY, 90) == ()
    assert recent_days(shop, TODAY, 30) == (TODAY - 30, TODAY - 45, TODAY - 60, TODAY - 75)


def test_a_year_ago_is_looked_at_only_when_the_shop_was_no_beginner_then() -> None:
    assert season_day(purchases_on([365 + 90]), TODAY, 90) == TODAY - 365
    assert season_day(purchases_on([365 + 89]), TODAY, 90) is None


def test_a_snapshot_surprises_by_the_log_odds_that_it_lies_above_the_models() -> None:
    assert _snapshot(0.5, odds=-1.0).surprise == pytest.approx(1.0, abs=1e-4)
    assert _snapshot(0.5, odds=0.0).surprise == pytest.approx(0.0, abs=1e-4)


def test_last_years_season_counts_only_where_the_recent_past_was_restless() -> None:
    calm = [_snapshot(0.5, odds=0.0)] * 4
    restless = [_snapshot(share, odds=0.0) for share in (0.2, 0.4, 0.6, 0.8)]

    assert season_weight(calm) == 0
    assert season_weight(restless) == MOST_SEASON
    assert season_weight(restless[:3]) == 0


def test_overlapping_snapshots_weigh_as_much_as_one() -> None:
    weighted = evenly_weighted([replace(_snapshot(0.5, 0.0), weight=7.0)] * 4)

    assert sum(snapshot.weight for snapshot in weighted) == pytest.approx(1.0)
