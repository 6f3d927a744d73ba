from datetime import UTC, datetime, time

from services.workers.schedule import Daily, due
from shared.jobs.job import DiscoverSegments

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
