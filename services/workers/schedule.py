"""What happens by the clock. A due slot becomes a job row under its slot's name, so two beats enqueue it once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from shared.jobs.job import DiscoverSegments, Job, ReadFeed, RefreshHomes, TidySlack, arguments_of
from shared.store.slots import SlotStore


@dataclass(frozen=True, slots=True)
class Daily:
    """A job at the same time every day, UTC."""

    job: Job
    at: time

    def slots(self, now: datetime) -> Iterator[datetime]:
        """The slots that began within CATCH_UP before `now`."""
        for day in (now.date(), now.date() - timedelta(days=1)):
            slot = datetime.combine(day, self.at, tzinfo=now.tzinfo)
            if now - CATCH_UP <= slot <= now:
                yield slot


@dataclass(frozen=True, slots=True)
class Every:
    """A job every so many minutes, counted from midnight, UTC: a slot that is over is not made up for.

    While one waits to be done no other is enqueued, and the rows of those that have ended are forgotten after a day.
    """

    job: Job
    minutes: int

    def slots(self, now: datetime) -> Iterator[datetime]:
        """The slot that `now` lies in."""
        minute = now.hour * 60 + now.minute
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        yield midnight + timedelta(minutes=minute - minute % self.minutes)


Entry = Daily | Every

SCHEDULE: tuple[Entry, ...] = (
    Daily(DiscoverSegments(), at=time(3, 0)),
    Every(ReadFeed(), minutes=1),
)

#: What is done besides where there is a workspace.
SLACK_SCHEDULE: tuple[Entry, ...] = (
    Every(RefreshHomes(), minutes=60),
    Daily(TidySlack(), at=time(4, 0)),
)

#: A beat that was away this long does not make up for the slots that it missed.
CATCH_UP = timedelta(hours=6)
#: How long the rows of frequent slots are kept, to be looked at.
KEPT = timedelta(days=1)


def due(schedule: Sequence[Entry], now: datetime) -> list[tuple[str, Entry]]:
    """The slots that are due, by name; enqueueing one twice is harmless."""
    return [(_name(entry.job, slot), entry) for entry in schedule for slot in entry.slots(now)]


def enqueue_due(slots: SlotStore, now: datetime, schedule: Sequence[Entry] = SCHEDULE) -> int:
    """How many jobs were new."""
    return sum(_enqueue(slots, name, entry, now) for name, entry in due(schedule, now))


@dataclass(frozen=True, slots=True)
class Timetable:
    """A schedule for a beat to go by."""

    slots: SlotStore
    schedule: Sequence[Entry] = SCHEDULE

    def enqueue_due(self, now: datetime) -> int:
        """How many jobs were new; Retryable when the store is away."""
        return enqueue_due(self.slots, now, self.schedule)


def _enqueue(slots: SlotStore, name: str, entry: Entry, now: datetime) -> bool:
    job, is_frequent = entry.job, isinstance(entry, Every)
    is_new = slots.enqueue(job.kind, job.queue.value, arguments_of(job), slot=name, even_behind=not is_frequent)
    if is_new and is_frequent:
        slots.forget(job.kind, first=f"{job.kind}@", before=_name(job, now - KEPT))
    return is_new


def _name(job: Job, slot: datetime) -> str:
    return f"{job.kind}@{slot:%Y-%m-%dT%H:%M}"
