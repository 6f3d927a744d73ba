"""What an operator sees of the jobs and may do with them: list, show, replay, discard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row

from shared.errors import NotFound
from shared.store.database import Database

#: The newest jobs, of one state, kind or ticket, or of all.
LIST = """
SELECT * FROM jobs
WHERE (%(state)s::text IS NULL OR state = %(state)s)
  AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND (%(ticket_id)s::bigint IS NULL OR (arguments->>'delivery_id')::uuid IN (
      SELECT id FROM deliveries WHERE (hint->>'ticket_id')::bigint = %(ticket_id)s
  ))
ORDER BY id DESC LIMIT %(limit)s
"""

SHOW = "SELECT * FROM jobs WHERE id = %(id)s"

#: Dead jobs start again under their own id, so that a note that was posted after all is found by its key.
REPLAY = """
UPDATE jobs
SET state = 'ready', failures = 0, rings = 0, next_attempt_at = now(), ring_at = now(), finished_at = NULL
WHERE state = 'dead'
  AND (%(id)s::uuid IS NULL OR id = %(id)s)
  AND (%(since)s::timestamptz IS NULL OR finished_at >= %(since)s)
  AND (%(error)s::text IS NULL OR strpos(last_error, %(error)s) > 0)
RETURNING id
"""

#: What REPLAY would take.
WOULD_REPLAY = """
SELECT id FROM jobs
WHERE state = 'dead'
  AND (%(id)s::uuid IS NULL OR id = %(id)s)
  AND (%(since)s::timestamptz IS NULL OR finished_at >= %(since)s)
  AND (%(error)s::text IS NULL OR strpos(last_error, %(error)s) > 0)
"""

#: Nobody will do this job; it stays visible.
DISCARD = """
UPDATE jobs SET state = 'discarded', finished_at = now()
WHERE id = %(id)s AND state IN ('ready', 'dead')
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job with all that is known of it."""

    id: UUID
    kind: str
    queue: str
    arguments: dict[str, Any]
    dedupe_key: str | None
    state: str
    outcome: str | None
    attempt: int
    failures: int
    next_attempt_at: datetime
    lease_until: datetime | None
    ring_at: datetime
    rings: int
    last_error: str | None
    created_at: datetime
    finished_at: datetime | None


class JobDesk:
    """The operator's hands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(
        self, *, state: str | None = None, kind: str | None = None, ticket_id: int | None = None, limit: int = 20
    ) -> Sequence[JobRow]:
        """The newest jobs first."""
        chosen = {"state": state, "kind": kind, "ticket_id": ticket_id, "limit": limit}
        with (
            self._database.connection() as connection,
            connection.cursor(row_factory=class_row(JobRow)) as cursor,
        ):
            return cursor.execute(LIST, chosen).fetchall()

    def show(self, job_id: UUID) -> JobRow:
        """The job; NotFound when there is none."""
        with (
            self._database.connection() as connection,
            connection.cursor(row_factory=class_row(JobRow)) as cursor,
        ):
            row = cursor.execute(SHOW, {"id": job_id}).fetchone()
        if row is None:
            raise NotFound(f"there is no job {job_id}; `selvage jobs list` shows those that are")
        return row

    def replay(
        self, *, job_id: UUID | None, since: datetime | None, error: str | None, dry_run: bool
    ) -> Sequence[UUID]:
        """The dead jobs that start again, or with `dry_run` would; the relay announces them."""
        statement = WOULD_REPLAY if dry_run else REPLAY
        with self._database.connection() as connection:
            rows = connection.execute(statement, {"id": job_id, "since": since, "error": error}).fetchall()
        return [known for (known,) in rows]

    def discard(self, job_id: UUID) -> None:
        """Give up a waiting or dead job for good; NotFound when there is none to give up."""
        with self._database.connection() as connection:
            if connection.execute(DISCARD, {"id": job_id}).fetchone() is None:
                raise NotFound(f"there is no waiting or dead job {job_id}; running and ended jobs stay as they are")
