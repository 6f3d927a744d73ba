"""The job rows: the truth about what is to be done, who does it, and how it ended.

Leases and times are the database's own, so that a worker whose clock is wrong cannot take a job too early.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.errors import LeaseLost
from shared.store.database import Database

#: A job with the same dedupe key inserts nothing.
ENQUEUE = """
INSERT INTO jobs (kind, queue, arguments, dedupe_key)
VALUES (%(kind)s, %(queue)s, %(arguments)s, %(dedupe_key)s)
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
RETURNING id
"""

#: Take the jobs that are due and of no paused kind; a bell too many finds them taken and returns nothing. Two workers
#: that hear of the same jobs do not wait for each other.
CLAIM = """
UPDATE jobs
SET state = 'running', attempt = attempt + 1, lease_until = now() + %(lease)s
WHERE id IN (
    SELECT id FROM jobs j
    WHERE id = ANY(%(ids)s) AND state = 'ready' AND next_attempt_at <= now()
      AND NOT EXISTS (SELECT FROM pauses p WHERE p.kind = j.kind AND (p.until IS NULL OR p.until > now()))
    FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, arguments, attempt, failures
"""

#: Hold on to a job that is still ours.
RENEW = """
UPDATE jobs SET lease_until = now() + %(lease)s
WHERE id = %(id)s AND state = 'running' AND attempt = %(attempt)s
RETURNING id
"""

#: End a job that is still ours.
FINISH = """
UPDATE jobs
SET state = %(state)s, outcome = %(outcome)s, last_error = NULL, lease_until = NULL, finished_at = now()
WHERE id = %(id)s AND state = 'running' AND attempt = %(attempt)s
RETURNING id
"""

#: Give back a job that is still ours, to be announced when it is due.
POSTPONE = """
UPDATE jobs
SET state = 'ready', failures = %(failures)s, last_error = %(error)s, lease_until = NULL, rings = 0,
    next_attempt_at = now() + %(wait)s, ring_at = now() + %(wait)s
WHERE id = %(id)s AND state = 'running' AND attempt = %(attempt)s
RETURNING id
"""

#: Give up on a job that is still ours.
BURY = """
UPDATE jobs
SET state = 'dead', last_error = %(error)s, lease_until = NULL, finished_at = now()
WHERE id = %(id)s AND state = 'running' AND attempt = %(attempt)s
RETURNING id
"""

#: Jobs that are due and were not announced, or were announced and not heard. While bells wait on a queue its workers
#: are busy, and a bell more would only cost them time: so a job is announced again when its queue is idle, after 2 s,
#: 4 s and so on up to about 4 minutes, and otherwise only long after that, in case its bell was lost among others.
RING = """
UPDATE jobs
SET rings = rings + 1, ring_at = now() + interval '1 second' * power(2, least(rings + 1, 8))
WHERE id IN (
    SELECT id FROM jobs j
    WHERE state = 'ready' AND ring_at <= now() AND next_attempt_at <= now()
      AND NOT EXISTS (SELECT FROM pauses p WHERE p.kind = j.kind AND (p.until IS NULL OR p.until > now()))
      AND (rings = 0 OR queue = ANY(%(idle)s) OR ring_at <= now() - interval '5 minutes')
    ORDER BY ring_at, id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, queue
"""

#: Jobs whose worker has gone: back to ready, or dead when they have cost too many workers.
SWEEP = """
UPDATE jobs
SET state = CASE WHEN failures + 1 >= %(max_attempts)s THEN 'dead' ELSE 'ready' END,
    failures = failures + 1,
    last_error = 'the worker was lost in attempt ' || attempt,
    finished_at = CASE WHEN failures + 1 >= %(max_attempts)s THEN now() END,
    lease_until = NULL, rings = 0, next_attempt_at = now(), ring_at = now()
WHERE id IN (
    SELECT id FROM jobs WHERE state = 'running' AND lease_until < now() LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
RETURNING state
"""

#: How many jobs are in each state; reads every row (shared/store/backlog.py does not).
COUNT = "SELECT kind, state, count(*)::integer FROM jobs GROUP BY kind, state ORDER BY kind, state"


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that this worker holds until its lease ends."""

    #: Grows with time: the older of two jobs has the smaller one.
    id: UUID
    kind: str
    arguments: dict[str, Any]
    #: The fence: grows with every claim.
    attempt: int
    #: How many attempts have failed before this one.
    failures: int


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job to be announced."""

    id: UUID
    kind: str
    queue: str


@dataclass(frozen=True, slots=True)
class Swept:
    """What the sweeper found."""

    readied: int
    buried: int


class JobStore:
    """What workers and the relay do with job rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, kind: str, queue: str, arguments: dict[str, Any], *, dedupe_key: str | None = None) -> bool:
        """Whether the job is new; the relay announces it."""
        row = {
            "kind": kind,
            "queue": queue,
            "arguments": Jsonb(arguments),
            "dedupe_key": dedupe_key,
        }
        with self._database.connection() as connection:
            return connection.execute(ENQUEUE, row).fetchone() is not None

    def claim(self, job_id: UUID, lease: timedelta) -> ClaimedJob | None:
        """The job, now ours, or None when it is not due, is paused, or another has it."""
        return next(iter(self.claim_all([job_id], lease)), None)

    def claim_all(self, job_ids: Sequence[UUID], lease: timedelta) -> Sequence[ClaimedJob]:
        """Those of the jobs that are now ours, oldest first."""
        with (
            self._database.connection() as connection,
            connection.cursor(row_factory=class_row(ClaimedJob)) as cursor,
        ):
            claimed = cursor.execute(CLAIM, {"ids": list(job_ids), "lease": lease}).fetchall()
        return sorted(claimed, key=lambda job: job.id)

    def renew(self, job_id: UUID, attempt: int, lease: timedelta) -> None:
        """Hold the job for one more lease; LeaseLost when it is not ours any more."""
        self._ours(RENEW, {"id": job_id, "attempt": attempt, "lease": lease})

    def finish(self, job_id: UUID, attempt: int, *, state: str, outcome: str) -> None:
        """End the job as done or skipped; LeaseLost when it is not ours any more."""
        self._ours(FINISH, {"id": job_id, "attempt": attempt, "state": state, "outcome": outcome})

    def postpone(self, job_id: UUID, attempt: int, *, failures: int, wait: timedelta, error: str) -> None:
        """Give the job back, due after `wait`, with this many `failures`; LeaseLost when it is not ours any more."""
        values = {"id": job_id, "attempt": attempt, "failures": failures, "wait": wait, "error": error}
        self._ours(POSTPONE, values)

    def bury(self, job_id: UUID, attempt: int, *, error: str) -> None:
        """End the job as dead; LeaseLost when it is not ours any more."""
        self._ours(BURY, {"id": job_id, "attempt": attempt, "error": error})

    def ring(self, limit: int, *, idle: Sequence[str]) -> Sequence[DueJob]:
        """Up to `limit` jobs to announce now, oldest first; each comes up again later unless it is claimed.

        `idle` names the queues on which no bell waits.
        """
        with (
            self._database.connection() as connection,
            connection.cursor(row_factory=class_row(DueJob)) as cursor,
        ):
            due = cursor.execute(RING, {"limit": limit, "idle": list(idle)}).fetchall()
        return sorted(due, key=lambda job: job.id)

    def sweep(self, *, max_attempts: int, limit: int) -> Swept:
        """Take back up to `limit` jobs whose lease has ended."""
        with self._database.connection() as connection:
            rows = connection.execute(SWEEP, {"max_attempts": max_attempts, "limit": limit}).fetchall()
        buried = sum(state == "dead" for (state,) in rows)
        return Swept(readied=len(rows) - buried, buried=buried)

    def count(self) -> dict[tuple[str, str], int]:
        """How many jobs there have ever been, by kind and state."""
        with self._database.connection() as connection:
            return {(kind, state): number for kind, state, number in connection.execute(COUNT).fetchall()}

    def _ours(self, statement: str, values: dict[str, object]) -> None:
        with self._database.connection() as connection:
            if connection.execute(statement, values).fetchone() is None:
                raise LeaseLost
