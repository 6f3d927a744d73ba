"""Where a group of customers is going, from its snapshots."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.periods import later
from shared.domain.trends import GroupPoint, GroupProjection
from shared.segmentation.forecasts.growth import project_members

START = date(2025, 1, 1)


def points_of(*members: int, customers: int = 1000) -> list[GroupPoint]:
    """One on the first of each month."""
    points, day = [], START
    for count in members:
        points.append(GroupPoint(day, count, count / customers, average_clv=50.0, total_revenue=1.0))
        day = later(day, 1)
    return points


def every(days: int, points: list[GroupPoint]) -> list[GroupPoint]:
    return [replace(point, as_of=START + timedelta(days=days * at)) for at, point in enumerate(points)]


def assert_sane(found: GroupProjection) -> None:
    for month in (*found.members, *found.share):
        assert isfinite(month.interval.high)
        assert 0.0 <= month.interval.low <= month.mean <= month.interval.high
    assert all(month.interval.high <= 1.0 for month in found.share)


def test_the_months_follow_the_newest_snapshot() -> None:
    found = project_members(points_of(100, 110, 120), months=3)

    months = [date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)]
    assert [month.month for month in found.members] == months
    assert [month.month for month in found.share] == months
    assert found.no_projection_because is None


def test_a_group_that_grows_goes_on_growing_ever_slower() -> None:
    found = project_members(points_of(100, 110, 121, 133, 146), months=12)

    means = [month.mean for month in found.members]
    gains = [later - earlier for earlier, later in pairwise(means)]
    assert 150 < means[0] < 170
    assert gains[0] > gains[-1] > 0


def test_a_group_that_shrinks_goes_on_shrinking_and_never_below_nobody() -> None:
    found = project_members(points_of(300, 200, 130, 80, 50), months=24)

    assert 0 < found.members[-1].mean < found.members[0].mean < 50
    assert found.members[-1].interval.low >= 0.0


def test_a_group_that_stays_is_expected_to_stay() -> None:
    found = project_members(points_of(200, 200, 200, 200), months=6)

    assert found.members[-1].mean == pytest.approx(200, abs=1)
    assert found.share[-1].mean == pytest.approx(0.2, abs=0.001)


def test_a_shop_that_grows_has_more_members_at_the_same_share() -> None:
    points = [replace(point, share=0.1) for point in points_of(100, 110, 120, 130, 140, 150)]

    found = project_members(points, months=6)

    assert found.share[-1].mean == pytest.approx(0.1, abs=0.002)
    assert found.members[-1].mean > 160


def test_a_leap_of_a_handful_of_customers_is_no_trend() -> None:
    found = project_members(points_of(0, 0, 3), months=24)

    assert found.members[-1].mean < 6


def test_months_further_ahead_are_less_sure() -> None:
    found = project_members(points_of(100, 140, 110, 150), months=12)

    widths = [month.interval.high - month.interval.low for month in found.share]
    assert widths == sorted(widths)


def test_the_reason_tells_from_where_to_where_the_group_came() -> None:
    assert project_members(points_of(100, 110, 121), months=1).reason == (
        "100 customers (10.0%) on 2025-01-01, 121 (12.1%) on 2025-03-01, over 3 snapshots; "
        "the trend is taken to fade by 20% a month"
    )


@pytest.mark.parametrize(
    ("points", "cause"),
    [
        ([], "a trend takes at least 3 snapshots of the last two years, not 0"),
        (points_of(5, 6), "a trend takes at least 3 snapshots of the last two years, not 2"),
        (every(400, points_of(5, 6, 7)), "a trend takes at least 3 snapshots of the last two years, not 2"),
        (every(5, points_of(5, 6, 7)), "a trend takes snapshots over at least 28 days"),
        (points_of(0, 0, 0), "no customer was in this group in any snapshot of the last two years"),
    ],
)
def test_too_little_history_is_a_cause_and_no_projection(points: list[GroupPoint], cause: str) -> None:
    found = project_members(points, months=12)

    assert (found.members, found.share, found.no_projection_because) == ((), (), cause)


def test_the_intervals_hold_about_as_many_truths_as_they_promise() -> None:
    rng = np.random.default_rng(5)
    inside = []
    for _ in range(300):
        odds = -1.5 + np.cumsum(rng.normal(0.0, 0.1, 14))
        members = np.round(20_000 / (1 + np.exp(-odds))).astype(int)
        found = project_members(points_of(*members[:8], customers=20_000), months=6)
        truth = members[8:14] / 20_000
        inside += [
            month.interval.low <= each <= month.interval.high for month, each in zip(found.share, truth, strict=True)
        ]

    assert np.mean(inside) == pytest.approx(0.8, abs=0.06)


@settings(max_examples=60, deadline=None)
@given(
    members=st.lists(st.integers(0, 1000), min_size=3, max_size=8),
    customers=st.lists(st.integers(1000, 10**6), min_size=8, max_size=8),
    days=st.integers(14, 80),
)
def test_any_history_gives_a_finite_projection_in_order(members: list[int], customers: list[int], days: int) -> None:
    points = [
        replace(point, share=point.members / of) for point, of in zip(points_of(*members), customers, strict=False)
    ]

    assert_sane(project_members(every(days, points), months=24))
