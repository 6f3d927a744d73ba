"""Moves between archetypes and between the segments of an axis."""

from datetime import date

import pytest

from shared.domain.shifts import NetChange
from shared.domain.trends import Shift
from shared.errors import InvalidPayload, NotFound
from shared.tools.archetypes.shifts import profile_shifts
from tests.factories_shop import AS_OF, a_snapshot
from tests.fakes.segments import FakeSegments

MOVES = (
    Shift("loyal", "loyal", 50),
    Shift("loyal", "lapsed", 20),
    Shift("new", "loyal", 15),
    Shift("new", "new", 10),
    Shift("lapsed", "loyal", 5),
)
SEGMENTS = FakeSegments(
    a_snapshot(),
    shifts={None: MOVES, "purchase_frequency": (Shift("regular", "frequent", 3),)},
    shifts_from=date(2026, 1, 1),
)


def test_moves_are_told_largest_first_with_what_each_group_won_and_lost() -> None:
    told = profile_shifts(SEGMENTS)

    assert told.since == date(2026, 4, 1)
    assert SEGMENTS.asked_since[-1] == told.since
    assert [(move.before, move.after, move.customers) for move in told.moves] == [
        ("loyal", "lapsed", 20),
        ("new", "loyal", 15),
        ("lapsed", "loyal", 5),
    ]
    assert (told.moved, told.stayed, told.moved_share) == (40, 60, 0.4)
    assert told.groups == (
        NetChange("lapsed", arrived=20, left=5, stayed=0),
        NetChange("loyal", arrived=20, left=20, stayed=50),
        NetChange("new", arrived=0, left=15, stayed=10),
    )
    assert (told.axis, told.because, told.as_of) == (None, None, AS_OF)


def test_the_moves_on_an_axis_can_be_asked_for() -> None:
    told = profile_shifts(SEGMENTS, axis_name="Purchase frequency", since=date(2026, 2, 1))

    assert (told.axis, told.moved, told.moved_share) == ("purchase_frequency", 3, 1.0)


def test_the_limit_shortens_the_list_and_not_the_sums() -> None:
    told = profile_shifts(SEGMENTS, limit=1)

    assert (len(told.moves), told.total, told.moved) == (1, 3, 40)


def test_when_no_profiles_are_kept_from_then_it_says_so() -> None:
    told = profile_shifts(SEGMENTS, since=date(2025, 12, 31))

    assert (told.moves, told.groups, told.moved_share) == ((), (), None)
    assert told.because == "no profiles are kept from then"


@pytest.mark.parametrize("since", [AS_OF, date(2030, 1, 1)])
def test_a_day_that_is_not_past_is_refused(since: date) -> None:
    with pytest.raises(InvalidPayload, match="since must be before 2026-06-30"):
        profile_shifts(SEGMENTS, since=since)


def test_an_unknown_axis_is_refused() -> None:
    with pytest.raises(NotFound, match="no such axis"):
        profile_shifts(SEGMENTS, axis_name="loyalty")
