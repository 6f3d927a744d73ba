from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import (
    CATCH_UP,
    Rhythm,
    Subscription,
    Timing,
    moment_of,
    next_due,
    slot_due,
    timing_in_words,
)

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def a_subscription(timing: Timing, created_at: datetime = LONG_AGO) -> Subscription:
    return Subscription(UUID(int=1), None, "C1", None, "U1", QueryKind.CHURN_RISK, {}, timing, None, None, created_at)


def daily(at: str, zone: str = "UTC") -> Subscription:
    return a_subscription(Timing(Rhythm.DAILY, None, time.fromisoformat(at), zone))


def monthly(day: int) -> Subscription:
    return a_subscription(Timing(Rhythm.MONTHLY, day, time(8), "UTC"))


def utc(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def slots_sent(subscription: Subscription, first: datetime, last: datetime, every: timedelta) -> list[str]:
    """The slots that a schedule enqueues that looks so often, each name once."""
    sent: dict[str, None] = {}
    now = first
    while now <= last:
        if slot := slot_due(subscription, now):
            sent[slot] = None
        now += every
    return list(sent)


def test_a_report_is_due_at_its_time_by_its_own_clocks() -> None:
    in_london = daily("08:00", "Europe/London")
    assert slot_due(in_london, utc("2026-07-01T06:59")) is None
    assert slot_due(in_london, utc("2026-07-01T07:00")) == "2026-07-01T08:00"
    assert slot_due(in_london, utc("2026-12-01T07:59")) is None
    assert slot_due(in_london, utc("2026-12-01T08:00")) == "2026-12-01T08:00"


def test_a_schedule_that_was_away_makes_up_for_a_report_within_six_hours_and_not_after() -> None:
    assert slot_due(daily("08:00"), utc("2026-07-01T14:00")) == "2026-07-01T08:00"
    assert slot_due(daily("08:00"), utc("2026-07-01T14:01")) is None
    assert slot_due(daily("22:00"), utc("2026-07-02T03:00")) == "2026-07-01T22:00"


def test_nothing_is_due_that_fell_before_somebody_asked() -> None:
    timing = Timing(Rhythm.DAILY, None, time(8), "UTC")
    assert slot_due(a_subscription(timing, created_at=utc("2026-07-01T08:01")), utc("2026-07-01T09:00")) is None
    assert slot_due(a_subscription(timing, created_at=utc("2026-07-01T08:00")), utc("2026-07-01T09:00"))


def test_a_time_that_the_clocks_skip_is_sent_once_when_they_have() -> None:
    # On 28 March 2027 London goes from 00:59 to 02:00.
    skipped = daily("01:30", "Europe/London")
    assert slot_due(skipped, utc("2027-03-28T01:29")) is None
    assert slot_due(skipped, utc("2027-03-28T01:30")) == "2027-03-28T01:30"
    sent = slots_sent(skipped, utc("2027-03-27T00:00"), utc("2027-03-29T23:59"), timedelta(minutes=10))
    assert sent == ["2027-03-27T01:30", "2027-03-28T01:30", "2027-03-29T01:30"]


def test_a_time_that_the_clocks_show_twice_is_sent_once_at_the_first() -> None:
    # On 25 October 2026 London shows 01:30 at 00:30 and at 01:30 UTC.
    twice = daily("01:30", "Europe/London")
    assert slot_due(twice, utc("2026-10-25T00:30")) == "2026-10-25T01:30"
    sent = slots_sent(twice, utc("2026-10-25T00:00"), utc("2026-10-25T23:59"), timedelta(minutes=10))
    assert sent == ["2026-10-25T01:30"]


def test_a_day_that_a_country_skips_costs_no_report_of_the_next() -> None:
    # Samoa went from 29 to 31 December 2011.
    sent = slots_sent(
        daily("08:00", "Pacific/Apia"), utc("2011-12-29T12:00"), utc("2012-01-01T23:00"), timedelta(minutes=30)
    )
    assert sent == [f"{day}T08:00" for day in ("2011-12-29", "2011-12-31", "2012-01-01", "2012-01-02")]


@pytest.mark.parametrize(
    ("day", "month", "slot"),
    [
        (31, "2026-11", "2026-11-30"),
        (31, "2026-12", "2026-12-31"),
        (30, "2027-02", "2027-02-28"),
        (29, "2028-02", "2028-02-29"),
        (1, "2027-02", "2027-02-01"),
    ],
)
def test_a_month_that_is_shorter_than_the_day_is_told_on_its_last(day: int, month: str, slot: str) -> None:
    first = utc(f"{month}-01T00:00")
    assert slots_sent(monthly(day), first, first + timedelta(days=27), timedelta(hours=3))[1:] == []
    assert slot_due(monthly(day), utc(f"{slot}T09:00")) == f"{slot}T08:00"


ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
TIMINGS = st.one_of(
    st.builds(Timing, st.just(Rhythm.DAILY), st.none(), TIMES, ZONES),
    st.builds(Timing, st.just(Rhythm.WEEKLY), st.integers(1, 7), TIMES, ZONES),
    st.builds(Timing, st.just(Rhythm.MONTHLY), st.integers(1, 31), TIMES, ZONES),
)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=7000)).map(lambda since: utc("2020-01-01T00:00") + since)


@given(TIMINGS, MOMENTS)
def test_what_is_due_fell_on_its_day_within_the_last_six_hours(timing: Timing, now: datetime) -> None:
    slot = slot_due(a_subscription(timing), now)
    if slot is not None:
        told = datetime.fromisoformat(slot)
        assert told.time() == timing.at
        assert timing.falls_on(told.date())
        assert timedelta(0) <= now - moment_of(told.date(), timing) <= CATCH_UP


@given(TIMINGS, MOMENTS)
def test_the_next_report_is_due_when_it_was_said_to_be_and_nothing_before(timing: Timing, now: datetime) -> None:
    due = next_due(timing, now)
    subscription = a_subscription(timing, created_at=now + timedelta(seconds=1))
    assert now < due <= now + timedelta(days=33)
    assert slot_due(subscription, due) is not None
    assert slot_due(subscription, due - timedelta(microseconds=1)) is None


@given(DAYS, TIMES, ZONES)
def test_each_day_has_one_report_whatever_the_clocks_do(first: date, at: time, zone: str) -> None:
    subscription = a_subscription(Timing(Rhythm.DAILY, None, at, zone))
    begin = datetime.combine(first, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    sent = slots_sent(subscription, begin, begin + timedelta(days=4), timedelta(hours=5))
    days = Counter(slot[:10] for slot in sent)
    assert set(days.values()) == {1}
    assert len(days) >= 4


@given(TIMINGS)
def test_the_timing_is_told_with_its_time_and_zone(timing: Timing) -> None:
    told = timing_in_words(timing)
    assert f"{timing.at:%H:%M}" in told
    assert timing.time_zone in told


def test_the_timing_is_told_as_people_say_it() -> None:
    assert timing_in_words(Timing(Rhythm.WEEKLY, 1, time(9), "Europe/London")) == (
        "every Monday at 09:00 (Europe/London)"
    )
    assert timing_in_words(Timing(Rhythm.MONTHLY, 31, time(8), "UTC")) == (
        "on the 31st of each month (or its last day) at 08:00 (UTC)"
    )
    assert timing_in_words(Timing(Rhythm.MONTHLY, 12, time(8), "UTC")) == "on the 12th of each month at 08:00 (UTC)"
