"""The worker: hears of jobs, claims their rows, runs their handlers, writes each end into its row."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from shared.errors import LeaseLost, Retryable, SelvageError
from shared.jobs.job import Job, job_from
from shared.jobs.outcome import Outcome, sentence_of, state_of
from shared.jobs.retry import Abandoned, Dead, Retry, decide, describe
from shared.logs import raised_at
from shared.ports import Clock, Lease
from shared.store.jobs import ClaimedJob, JobStore
from shared.work.room import Room

log = logging.getLogger(__name__)

#: Given a job, everything outside that it may talk to, and the hold on its row.
Handler = Callable[[Any, Any, Lease], Outcome]


class HasClock(Protocol):
    """The neighbours of some fleet; the worker itself needs the present alone."""

    @property
    def clock(self) -> Clock:
        """The present."""


@dataclass(frozen=True, slots=True)
class HeldJob:
    """This worker's lease on a job."""

    claimed: ClaimedJob
    jobs: JobStore
    lease: timedelta

    @property
    def job_id(self) -> UUID:
        """The job that is held."""
        return self.claimed.id

    @property
    def attempt(self) -> int:
        """Which attempt this is, from 1."""
        return self.claimed.attempt

    def renew(self) -> None:
        """Hold the job for one more lease from now; LeaseLost when another worker has taken it."""
        self.jobs.renew(self.claimed.id, self.claimed.attempt, self.lease)


class Worker:
    """Does jobs whose bells it hears."""

    def __init__(
        self,
        jobs: JobStore,
        at: HasClock,
        *,
        lease: timedelta,
        max_attempts: int,
        handlers: Mapping[type[Job], Handler],
        places: int = 1,
        room: Room | None = None,
    ) -> None:
        """With `places` above 1, so many jobs are done at once, by threads; `room` says when one may begin."""
        self._jobs = jobs
        self._at = at
        self._lease = lease
        self._max_attempts = max_attempts
        self._handlers = handlers
        self._room = room or Room(places)
        self._threads = ThreadPoolExecutor(places, thread_name_prefix="job") if places > 1 else None

    def hear(self, *job_ids: UUID) -> None:
        """Do those of the jobs that are due and free, once there is room for them, and return when they have ended.

        Never raises: what cannot be written now, the sweeper finds.
        """
        waiting, begun = list(job_ids), list[Future[None]]()
        while waiting and (places := self._room.take(len(waiting))):
            chosen, waiting = waiting[:places], waiting[places:]
            claimed = list(self._claim(chosen))
            self._room.leave(places - len(claimed))
            # This thread would only wait, so it does the last one itself.
            mine = claimed.pop() if claimed and (self._threads is None or not waiting) else None
            if self._threads is not None:
                begun += [self._threads.submit(self._do_in_place, job) for job in claimed]
            if mine is not None:
                self._do_in_place(mine)
        wait(begun)

    def _claim(self, job_ids: Sequence[UUID]) -> Sequence[ClaimedJob]:
        try:
            return self._jobs.claim_all(job_ids, self._lease)
        except Retryable as error:
            log.warning("job.store_away", extra={"job_ids": [str(job_id) for job_id in job_ids], "error": str(error)})
            return ()

    def _do_in_place(self, claimed: ClaimedJob) -> None:
        self._room.enter()
        try:
            self._do(claimed)
        except Retryable as error:
            log.warning("job.store_away", extra={"job_ids": [str(claimed.id)], "error": str(error)})
        except LeaseLost:
            log.warning("job.lease_lost", extra={"job_id": str(claimed.id)})
        finally:
            self._room.exit()

    def _do(self, claimed: ClaimedJob) -> None:
        ids = {"job_id": str(claimed.id), "kind": claimed.kind, "attempt": claimed.attempt}
        try:
            job = job_from(claimed.kind, claimed.arguments)
            outcome = self._handlers[type(job)](job, self._at, HeldJob(claimed, self._jobs, self._lease))
        except Exception as error:  # noqa: BLE001  the last line of defence: the row keeps the job
            self._fail(claimed, error)
            return
        self._jobs.finish(claimed.id, claimed.attempt, state=state_of(outcome), outcome=sentence_of(outcome))
        log.info("job.ended", extra={**ids, "end": type(outcome).__name__})

    def _fail(self, claimed: ClaimedJob, error: Exception) -> None:
        ids = {"job_id": str(claimed.id), "kind": claimed.kind, "attempt": claimed.attempt, "error": describe(error)}
        if not isinstance(error, SelvageError):
            ids["raised_at"] = raised_at(error)
        now = self._at.clock.now()
        failures = claimed.failures + 1
        match decide(error, failures, now, max_attempts=self._max_attempts):
            case Retry(at, counts):
                log.warning("job.postponed", extra=ids)
                counted = failures if counts else claimed.failures
                told = describe(error)
                self._jobs.postpone(claimed.id, claimed.attempt, failures=counted, wait=at - now, error=told)
            case Dead(reason):
                log.error("job.dead", extra=ids)
                self._jobs.bury(claimed.id, claimed.attempt, error=reason)
            case Abandoned():
                log.warning("job.lease_lost", extra=ids)
