from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workers.schedule import Daily, Every, due
from shared.jobs.job import DiscoverSegments, ReadFeed

AT_THREE = (Daily(DiscoverSegments(), at=time(3, 0)),)


def slots(now: datetime) -> list[str]:
    return [slot for slot, _ in due(AT_THREE, now)]


def test_a_slot_is_due_from_its_minute_on_under_a_name_that_never_changes() -> None:
    at_three = ["discover_segments@2026-11-22T03:00"]
    assert slots(datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) == at_three
    assert slots(datetime(2026, 11, 22, 8, 59, tzinfo=UTC)) == at_three


def test_nothing_is_due_before_the_slot_or_long_after_it() -> None:
    assert slots(datetime(2026, 11, 22, 2, 59, tzinfo=UTC)) == []
    assert slots(datetime(2026, 11, 22, 9, 1, tzinfo=UTC)) == []


def test_a_slot_before_midnight_is_caught_up_after_it() -> None:
    late = (Daily(DiscoverSegments(), at=time(23, 0)),)
    assert [slot for slot, _ in due(late, datetime(2026, 11, 23, 1, 0, tzinfo=UTC))] == [
        "discover_segments@2026-11-22T23:00"
    ]


def frequent(minutes: int, now: datetime) -> list[str]:
    return [slot for slot, _ in due((Every(ReadFeed(), minutes=minutes),), now)]


@pytest.mark.parametrize(
    ("minutes", "second", "slot"),
    [
        (1, "12:00:00", "12:00"),
        (1, "12:00:59", "12:00"),
        (1, "12:01:00", "12:01"),
        (15, "12:14:59", "12:00"),
        (15, "23:59:59", "23:45"),
        (7, "00:06:59", "00:00"),
    ],
)
def test_a_frequent_job_is_due_in_the_slot_that_the_present_lies_in(minutes: int, second: str, slot: str) -> None:
    now = datetime.fromisoformat(f"2026-11-22T{second}+00:00")
    assert frequent(minutes, now) == [f"read_feed@2026-11-22T{slot}"]


@given(st.timedeltas(timedelta(0), timedelta(days=40_000)), st.integers(1, 24 * 60))
def test_a_frequent_slot_has_one_name_and_begins_no_later_than_now(since: timedelta, minutes: int) -> None:
    now = datetime(2000, 1, 1, tzinfo=UTC) + since
    (name,) = frequent(minutes, now)
    began = datetime.fromisoformat(name.partition("@")[2]).replace(tzinfo=UTC)
    assert timedelta(0) <= now - began < timedelta(minutes=minutes)
    assert frequent(minutes, began) == [name]
