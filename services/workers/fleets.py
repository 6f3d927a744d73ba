"""How the workers of each queue are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from shared.gorgias.lanes import Lane
from shared.jobs.job import Queue
from shared.settings import Settings

#: Jobs of one process that may wait for their first turn of the account at once. A few keep the account busy; more
#: would only hold rows while they wait.
NEWCOMERS = 4
#: A discovery renews its lease from step to step, and a step of a large shop's takes minutes.
LONGEST_STEP = timedelta(minutes=15)
#: Upkeep may wait, and more of it at once would only crowd the account's budget.
UPKEEP_PLACES = 4


@dataclass(frozen=True, slots=True)
class Fleet:
    """One queue's workers."""

    #: Threads, for what waits for others; else processes, for what works the processor.
    is_threaded: bool
    #: Jobs in one worker process at once.
    places: Callable[[Settings], int]
    #: How long a job may be held without renewing.
    lease: Callable[[Settings], timedelta]
    #: When it gets a turn of the Gorgias account.
    lane: Lane
    #: Jobs that may wait for their first turn at once; None for any number.
    newcomers: int | None = None


def _lease(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.lease_s)


FLEETS: Mapping[Queue, Fleet] = {
    Queue.DRAFTS: Fleet(
        is_threaded=True,
        places=lambda settings: settings.draft_concurrency,
        lease=_lease,
        lane=Lane.LIVE,
        newcomers=NEWCOMERS,
    ),
    Queue.INSIGHT: Fleet(is_threaded=False, places=lambda _: 1, lease=lambda _: LONGEST_STEP, lane=Lane.UPKEEP),
    Queue.UPKEEP: Fleet(is_threaded=True, places=lambda _: UPKEEP_PLACES, lease=_lease, lane=Lane.UPKEEP),
}
