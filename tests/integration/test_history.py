"""The history of segments: what is counted, what is kept customer by customer, and for how long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shared.domain.customers import Profile
from shared.domain.trends import GroupPoint, PastPlace, Shift
from shared.errors import NotFound
from shared.segmentation.discovery import LeftOut
from shared.store.database import Database
from shared.store.pruning import KEEP, Keep, prune
from shared.store.segments import SegmentStore
from shared.store_ports import SnapshotFacts
from tests.factories_customers import a_discovery, a_place, a_profile, keep_customers
from tests.factories_features import AS_OF
from tests.factories_snapshots import findings_of, keep_again, keep_findings, keep_history, keep_snapshot

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 15)


@pytest.fixture
def segments(database: Database) -> SegmentStore:
    return SegmentStore(database)


def a_buyer(customer_id: str, segment: str = "regular", *, clv: float = 100.0) -> Profile:
    return a_profile(customer_id, axes=(a_place("purchase_frequency", segment),), clv=clv)


def without_archetype(profile: Profile) -> Profile:
    return replace(profile, archetype_id=None, archetype_name=None)


def test_before_the_first_discovery_there_is_no_current_snapshot(segments: SegmentStore) -> None:
    with pytest.raises(NotFound, match="selvage discover"):
        segments.current()
    assert segments.archetypes() == ()
    assert segments.archetype_history("regular") == ()
    assert segments.places_of("1") == ()
    with pytest.raises(NotFound):
        segments.shifts(None, since=AS_OF)


def test_the_current_snapshot_tells_its_axes_and_what_was_left_out(database: Database, segments: SegmentStore) -> None:
    keep_customers(database, [a_buyer("1")])
    found = replace(a_discovery([a_buyer("1")]), left_out=(LeftOut("seasonality", "the shop has no season"),))
    keep_findings(database, findings_of(found))

    assert segments.current() == SnapshotFacts(
        as_of=AS_OF,
        currency="GBP",
        customers=1,
        axes={"purchase_frequency": ("regular", "another")},
        left_out={"seasonality": "the shop has no season"},
        agreement=0.95,
    )
    assert segments.archetypes() == found.archetypes


def test_a_segment_s_history_has_a_point_for_every_day_with_a_snapshot(
    database: Database, segments: SegmentStore
) -> None:
    two = [a_buyer("1", clv=100.0), a_buyer("2", "another", clv=300.0)]
    keep_snapshot(database, *two)
    keep_history(database, replace(a_discovery(two[:1]), as_of=MAY))
    keep_again(database, a_buyer("1", clv=150.0), a_buyer("2", clv=350.0))

    assert segments.segment_history("purchase_frequency", "regular") == (
        GroupPoint(MAY, members=1, share=1.0, average_clv=100.0, total_revenue=100.0),
        GroupPoint(AS_OF, members=2, share=1.0, average_clv=250.0, total_revenue=500.0),
    )
    assert segments.segment_history("purchase_frequency", "another")[-1].members == 0
    assert segments.segment_history("no such axis", "regular") == ()


def test_an_archetype_s_history_counts_nobody_where_it_did_not_occur(
    database: Database, segments: SegmentStore
) -> None:
    two = [a_buyer("1", clv=100.0), a_buyer("2", "another", clv=300.0)]
    keep_snapshot(database, *two)
    keep_history(database, replace(a_discovery(two[:1]), as_of=MAY))

    assert segments.archetype_history("another") == (
        GroupPoint(MAY, members=0, share=0.0, average_clv=0.0, total_revenue=0.0),
        GroupPoint(AS_OF, members=1, share=0.5, average_clv=300.0, total_revenue=300.0),
    )


def test_shifts_count_who_moved_and_who_stayed(database: Database, segments: SegmentStore) -> None:
    then = [a_buyer("1"), a_buyer("2"), a_buyer("3"), a_buyer("4", "another"), a_buyer("gone")]
    now = [a_buyer("1"), a_buyer("2"), a_buyer("3", "another"), a_buyer("4", "another"), a_buyer("new", "another")]
    keep_customers(database, [*then, now[-1]])
    keep_history(database, replace(a_discovery(then), as_of=MAY))
    keep_again(database, *now)

    expected = (Shift("regular", "regular", 2), Shift("another", "another", 1), Shift("regular", "another", 1))
    assert segments.shifts(None, since=JUNE) == expected
    assert segments.shifts("purchase_frequency", since=MAY) == expected


def test_who_has_no_archetype_moved_between_none(database: Database, segments: SegmentStore) -> None:
    then = [a_buyer("1"), without_archetype(a_buyer("2"))]
    now = [without_archetype(a_buyer("1")), a_buyer("2")]
    keep_customers(database, then)
    keep_history(database, replace(a_discovery(then), as_of=MAY))
    keep_again(database, *now)

    assert segments.shifts(None, since=JUNE) == ()
    assert segments.shifts("purchase_frequency", since=JUNE) == (Shift("regular", "regular", 2),)


def test_shifts_are_counted_from_the_newest_snapshot_by_then_never_from_the_current_one(
    database: Database, segments: SegmentStore
) -> None:
    keep_customers(database, [a_buyer("1")])
    keep_history(database, replace(a_discovery([a_buyer("1", "another")]), as_of=MAY))
    keep_history(database, replace(a_discovery([a_buyer("1")]), as_of=JUNE))
    keep_again(database, a_buyer("1"))

    assert segments.shifts(None, since=JUNE - timedelta(days=1)) == (Shift("another", "regular", 1),)
    assert segments.shifts(None, since=AS_OF) == (Shift("regular", "regular", 1),)
    with pytest.raises(NotFound, match="2026-05-30"):
        segments.shifts(None, since=MAY - timedelta(days=1))
    with pytest.raises(NotFound, match="no such axis"):
        segments.shifts("no such axis", since=JUNE)


def test_a_customer_s_places_are_told_oldest_first(database: Database, segments: SegmentStore) -> None:
    keep_customers(database, [a_buyer("1")])
    keep_again(database, a_buyer("1", clv=200.0))
    keep_history(database, replace(a_discovery([without_archetype(a_buyer("1", "another"))]), as_of=MAY))

    assert segments.places_of("1") == (
        PastPlace(MAY, None, {"purchase_frequency": "another"}, 100.0),
        PastPlace(AS_OF, "regular", {"purchase_frequency": "regular"}, 200.0),
    )
    assert segments.places_of("nobody") == ()
    assert segments.places_of("a\x00b") == ()


def days_with_places(database: Database) -> list[date]:
    with database.connection() as connection:
        rows = connection.execute(
            "SELECT as_of, has_places, (SELECT count(*) FROM places WHERE snapshot_id = id) FROM snapshots"
            " ORDER BY as_of, id"
        ).fetchall()
    assert all(has_places == (places > 0) for _, has_places, places in rows)
    return [as_of for as_of, has_places, _ in rows if has_places]


def keep_days(database: Database, *days: date) -> None:
    for day in days:
        keep_history(database, replace(a_discovery([a_buyer("1")]), as_of=day))


def test_places_are_kept_of_the_newest_week_and_of_the_last_day_of_each_month(
    database: Database, segments: SegmentStore
) -> None:
    keep_customers(database, [a_buyer("1")])
    days = [AS_OF - timedelta(days=number) for number in range(0, 120, 5)]
    keep_days(database, *reversed(days))

    newest_week = days[:7]
    month_ends = [max(day for day in days if day.month == month) for month in (3, 4, 5)]
    assert days_with_places(database) == sorted({*newest_week, *month_ends})
    assert len(segments.segment_history("purchase_frequency", "regular")) == len(days)


def test_months_are_forgotten_after_two_years(database: Database) -> None:
    keep_customers(database, [a_buyer("1")])
    month_ends = [date(2024 + number // 12, number % 12 + 1, 1) - timedelta(days=1) for number in range(30)]
    keep_days(database, *month_ends)

    newest = month_ends[-1]
    assert newest == date(2026, 5, 31)
    assert days_with_places(database)[0] == date(2024, 6, 30)
    assert len(days_with_places(database)) == KEEP.months


def test_of_several_runs_on_one_day_the_last_is_kept_whatever_the_order_of_days(database: Database) -> None:
    keep_customers(database, [a_buyer("1")])
    keep_days(database, AS_OF, MAY, AS_OF, MAY, AS_OF)

    assert days_with_places(database) == [MAY, AS_OF]


def test_fewer_can_be_kept(database: Database) -> None:
    keep_customers(database, [a_buyer("1")])
    keep_days(database, *(AS_OF - timedelta(days=number) for number in range(5)))

    with database.connection() as connection:
        prune(connection, Keep(newest_days=2, months=0))

    assert days_with_places(database) == [AS_OF - timedelta(days=1), AS_OF]
