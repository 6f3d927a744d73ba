"""What happens by the clock. A due slot becomes a job row under its slot's name, so two beats enqueue it once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from shared.jobs.job import DiscoverSegments, Job, arguments_of
from shared.store.jobs import JobStore


@dataclass(frozen=True, slots=True)
class Daily:
    """A job at the same time every day, UTC."""

    job: Job
    at: time


SCHEDULE = (Daily(DiscoverSegments(), at=time(3, 0)),)

#: A beat that was away this long does not make up for the slots that it missed.
CATCH_UP = timedelta(hours=6)


def due(schedule: tuple[Daily, ...], now: datetime) -> list[tuple[str, Job]]:
    """The slots that began within CATCH_UP before `now`, by name; enqueueing one twice is harmless."""
    slots = []
    for entry in schedule:
        for day in (now.date(), now.date() - timedelta(days=1)):
            slot = datetime.combine(day, entry.at, tzinfo=now.tzinfo)
            if now - CATCH_UP <= slot <= now:
                slots.append((f"{entry.job.kind}@{slot:%Y-%m-%dT%H:%M}", entry.job))
    return slots


def enqueue_due(jobs: JobStore, now: datetime, schedule: tuple[Daily, ...] = SCHEDULE) -> int:
    """How many jobs were new."""
    return sum(
        jobs.enqueue(job.kind, job.queue.value, arguments_of(job), dedupe_key=slot) for slot, job in due(schedule, now)
    )
