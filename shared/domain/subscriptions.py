"""Reports by the clock: who is told what, where, and when one is due."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.domain.questions import QueryKind
from shared.thresholds import Condition

#: A schedule that was away this long does not make up for the report that it missed.
CATCH_UP = timedelta(hours=6)
#: Days of the month that not every month has.
SHORTEST_MONTH = 28
#: A month and some days: within so many days every rhythm comes round, whatever the clocks do.
LONGEST_WAIT_DAYS = 40
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Rhythm(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Timing:
    """When reports are due, by the clocks of a time zone."""

    rhythm: Rhythm
    #: Weekly: 1 is Monday and 7 Sunday. Monthly: the day of the month, the last one of months without it. Daily: None.
    day: int | None
    #: To the minute.
    at: time
    #: As the IANA names it.
    time_zone: str

    def falls_on(self, day: date) -> bool:
        """Whether a report is due on the day."""
        match self.rhythm:
            case Rhythm.DAILY:
                return True
            case Rhythm.WEEKLY:
                return day.isoweekday() == (self.day or 1)
            case Rhythm.MONTHLY:
                return day.day == min(self.day or 1, calendar.monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A subscription to be."""

    channel: str
    #: None for reports that begin threads of their own.
    thread_ts: str | None
    #: Whose permissions decide what the report shows; None when nobody in Slack asked for it.
    user: str | None
    query_type: QueryKind
    timing: Timing
    #: What is asked for; see `shared.domain.questions.Slots`; a customer by id alone.
    slots: Mapping[str, object] = field(default_factory=dict)
    #: Of those that the settings ask for; None for all others.
    name: str | None = None
    #: Of an alert; None for a report that is always sent.
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What somebody is told by the clock; fields as in NewSubscription."""

    id: UUID
    name: str | None
    channel: str
    thread_ts: str | None
    user: str | None
    query_type: QueryKind
    slots: Mapping[str, object]
    timing: Timing
    condition: Condition | None
    #: What the alert goes on from; None before its first look.
    last_value: float | None
    #: Nothing is due that fell before.
    created_at: datetime


def slot_due(subscription: Subscription, now: datetime) -> str | None:
    """The newest slot that began within CATCH_UP before `now`, as 2026-11-30T08:00 in its own time zone.

    A time that the clocks skip is due when they have skipped it, and one that they show twice at the first.
    """
    today = now.astimezone(ZoneInfo(subscription.timing.time_zone)).date()
    earliest = max(now - CATCH_UP, subscription.created_at)
    # Where a whole day was skipped, two days' slots fall on one moment.
    for day in (today, today - timedelta(days=1), today - timedelta(days=2)):
        if subscription.timing.falls_on(day) and earliest <= moment_of(day, subscription.timing) <= now:
            return f"{datetime.combine(day, subscription.timing.at):%Y-%m-%dT%H:%M}"
    return None


def next_due(timing: Timing, now: datetime) -> datetime:
    """The first moment after `now` at which a report is due, UTC."""
    today = now.astimezone(ZoneInfo(timing.time_zone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, LONGEST_WAIT_DAYS))
    return next(due for day in days if timing.falls_on(day) and (due := moment_of(day, timing)) > now)


def is_outdated(subscription: Subscription, slot: str, now: datetime) -> bool:
    """Whether the slot has waited so long that a newer one has begun."""
    began = moment_of(datetime.fromisoformat(slot).date(), subscription.timing)
    return next_due(subscription.timing, began) <= now


def moment_of(day: date, timing: Timing) -> datetime:
    """When the report of the day is due, UTC."""
    return datetime.combine(day, timing.at, tzinfo=ZoneInfo(timing.time_zone)).astimezone(UTC)


def timing_in_words(timing: Timing) -> str:
    """As "every Monday at 09:00" or "on the 31st of each month (or its last day) at 08:00", with the time zone."""
    at = f"at {timing.at:%H:%M} ({timing.time_zone})"
    match timing.rhythm:
        case Rhythm.DAILY:
            return f"every day {at}"
        case Rhythm.WEEKLY:
            return f"every {calendar.day_name[(timing.day or 1) - 1]} {at}"
        case Rhythm.MONTHLY:
            day = timing.day or 1
            or_last = " (or its last day)" if day > SHORTEST_MONTH else ""
            return f"on the {day}{ORDINALS.get(day, 'th')} of each month{or_last} {at}"
