"""The relay and the sweeper: ring for jobs that are due, take back jobs whose worker has gone.

Two relays at once are harmless: each row is rung by one of them, and a bell too many is dropped by the claim.
"""

import logging

from shared.jobs.job import Queue
from shared.jobs.ring import Bell, messages_by_queue
from shared.store.bell import Bell as RedisBell
from shared.store.jobs import JobStore, Swept

log = logging.getLogger(__name__)

#: Jobs rung or swept in one statement; a round goes on until there are no more, up to LONGEST_ROUND statements.
BATCH = 1_000
LONGEST_ROUND = 20


class Relay:
    """One round of ringing and sweeping at a time."""

    def __init__(self, jobs: JobStore, bell: RedisBell, *, max_attempts: int) -> None:
        self._jobs = jobs
        self._bell = bell
        self._max_attempts = max_attempts

    def round(self) -> int:
        """How many jobs were rung for.

        Raises Retryable when a store is away: the rows stay due, and a later round rings for them.
        """
        self.sweep()
        idle = self._bell.idle(queue.value for queue in Queue)
        rung = 0
        for _ in range(LONGEST_ROUND):
            due = self._jobs.ring(BATCH, idle=idle)
            if due:
                self._bell.push(messages_by_queue(Bell(str(job.id), job.kind, job.queue) for job in due))
                log.info("relay.rang", extra={"jobs": len(due)})
            rung += len(due)
            if len(due) < BATCH:
                break
        return rung

    def sweep(self) -> Swept:
        """Take back the jobs of workers that were lost."""
        swept = self._jobs.sweep(max_attempts=self._max_attempts, limit=BATCH)
        if swept.readied or swept.buried:
            log.warning("relay.swept", extra={"readied": swept.readied, "buried": swept.buried})
        return swept
