"""How segments and archetypes have changed: real history only, and a sentence where there is too little."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.group_trends import Direction, direction_of, trend_of
from shared.domain.trends import GroupPoint
from shared.errors import InvalidPayload, NotFound
from shared.segmentation.forecasts.growth import project_members
from shared.tools.archetypes.growth import archetype_growth
from shared.tools.archetypes.segment_trends import calculate_segment_trends
from tests.factories_shop import a_snapshot, an_archetype
from tests.fakes.segments import FakeSegments

MONTHS = (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 30), date(2026, 6, 29))


def points(*members: int, of: int = 1000) -> tuple[GroupPoint, ...]:
    """One snapshot every 30 days."""
    return tuple(
        GroupPoint(day, count, count / of, 100.0, count * 100.0) for day, count in zip(MONTHS, members, strict=False)
    )


def test_growth_is_the_slope_of_the_line_through_all_snapshots() -> None:
    trend = trend_of(points(100, 130, 110, 140))

    # By hand: slope 10 members in 30 days, over a mean of 120, times 30.4375 days.
    assert trend.growth_per_month == pytest.approx(10 / 30 * 30.4375 / 120)
    assert trend.direction is Direction.GROWING
    assert trend.reason == "from 100 to 140 members since 2026-03-31, +8% a month; 10% of all customers then, 14% now"
    assert trend.because is None


def test_a_group_that_grows_with_the_shop_gains_no_share() -> None:
    grown = [GroupPoint(day, 100 * times, 0.1, 1.0, 1.0) for times, day in enumerate(MONTHS, start=1)]

    trend = trend_of(grown)

    assert trend.growth_per_month == pytest.approx(100 / 30 * 30.4375 / 250)
    assert trend.share_growth_per_month == 0


@pytest.mark.parametrize(
    ("growth", "direction"),
    [
        (0.01, Direction.GROWING),
        (0.0099, Direction.STEADY),
        (0.0, Direction.STEADY),
        (-0.0099, Direction.STEADY),
        (-0.01, Direction.SHRINKING),
    ],
)
def test_less_than_a_hundredth_a_month_is_steady(growth: float, direction: Direction) -> None:
    assert direction_of(growth) is direction


@pytest.mark.parametrize(
    ("history", "because"),
    [
        ((), "it has had no members in any snapshot"),
        (points(0, 0), "it has had no members in any snapshot"),
        (points(100), "only one snapshot is kept; `selvage discover --backfill 12` makes up for it"),
        (
            (*points(100), GroupPoint(date(2026, 4, 3), 120, 0.1, 1.0, 1.0)),
            "the snapshots span only 3 days, and 28 are needed",
        ),
    ],
)
def test_too_little_history_gives_a_sentence_and_no_trend(history: tuple[GroupPoint, ...], because: str) -> None:
    trend = trend_of(history)

    assert (trend.growth_per_month, trend.direction, trend.reason, trend.because) == (None, None, "", because)
    assert trend.points == history


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=4), st.integers(2, 100))
def test_a_group_of_any_size_grows_at_the_same_rate(members: list[int], times: int) -> None:
    small, large = trend_of(points(*members)), trend_of(points(*(count * times for count in members)))

    assert small.growth_per_month == pytest.approx(large.growth_per_month, abs=1e-9)


SHOP = FakeSegments(
    a_snapshot(left_out={"discount_sensitivity": "no order has a discount"}),
    an_archetype("steady", 500, share=0.5),
    an_archetype("growing", 140, share=0.14),
    an_archetype("shrinking", 70, share=0.07),
    an_archetype("tiny", 3, share=0.003),
    histories={
        "steady": points(500, 500, 500, 500),
        "growing": points(100, 130, 110, 140),
        "shrinking": points(100, 90, 80, 70),
        "tiny": points(1, 2, 3, 3),
        ("purchase_frequency", "regular"): points(100, 130, 110, 140),
    },
)


def test_a_segment_is_found_however_it_is_written() -> None:
    told = calculate_segment_trends(SHOP, axis_name="Purchase frequency", segment_name="Regular")

    assert [(each.axis, each.segment, each.trend.direction) for each in told.segments] == [
        ("purchase_frequency", "regular", Direction.GROWING)
    ]
    assert told.segments[0].projection == project_members(points(100, 130, 110, 140), months=3)


def test_without_a_segment_the_whole_axis_is_told_in_its_order() -> None:
    told = calculate_segment_trends(SHOP, axis_name="purchase_frequency")

    assert [each.segment for each in told.segments] == ["one_time", "occasional", "regular", "frequent"]


def test_an_axis_that_was_left_out_says_why() -> None:
    with pytest.raises(NotFound, match="discount sensitivity was left out: no order has a discount"):
        calculate_segment_trends(SHOP, axis_name="discount_sensitivity", segment_name="full_price")


def test_archetypes_stand_fastest_growing_first_and_tiny_ones_are_not_ranked() -> None:
    told = archetype_growth(SHOP, months=2)

    assert [each.archetype.id for each in told.archetypes] == ["growing", "steady", "shrinking"]
    assert (told.total, told.because) == (3, None)
    assert told.archetypes[0].projection == project_members(points(100, 130, 110, 140), months=2)


def test_a_direction_keeps_those_that_go_that_way() -> None:
    told = archetype_growth(SHOP, direction=Direction.SHRINKING)

    assert [each.archetype.id for each in told.archetypes] == ["shrinking"]


def test_a_tiny_archetype_is_told_when_it_is_asked_for() -> None:
    told = archetype_growth(SHOP, archetype_id="archetype 4")

    assert [each.archetype.id for each in told.archetypes] == ["tiny"]


def test_with_one_snapshot_the_archetypes_are_told_and_why_they_have_no_trend() -> None:
    segments = FakeSegments(a_snapshot(), an_archetype("a", 50), histories={"a": points(50)})

    told = archetype_growth(segments)

    assert [each.trend.growth_per_month for each in told.archetypes] == [None]
    assert told.because == "only one snapshot is kept; `selvage discover --backfill 12` makes up for it"


def test_an_empty_shop_has_no_archetypes_to_grow() -> None:
    told = archetype_growth(FakeSegments(a_snapshot(0)))

    assert (told.archetypes, told.total) == ((), 0)
    assert told.because == "there are no archetypes with at least 1% of the customers"


@pytest.mark.parametrize(("limit", "months"), [(0, 3), (101, 3), (10, 0), (10, 37)])
def test_bounds_are_kept(limit: int, months: int) -> None:
    with pytest.raises(InvalidPayload):
        archetype_growth(SHOP, limit=limit, months=months)
