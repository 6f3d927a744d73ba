"""How much work there is, and how much was done: figures that stay cheap however many rows there have ever been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from shared.store.database import Database

#: Jobs that have not ended, and those that were given up; each of the three has an index of its own.
OPEN = """
SELECT queue, kind, state, count(*)::integer AS jobs,
       coalesce(extract(epoch FROM now() - min(next_attempt_at)
                FILTER (WHERE state = 'ready' AND next_attempt_at <= now())), 0)::float8 AS oldest_due_s
FROM jobs WHERE state = 'ready' OR state = 'running' OR state = 'dead'
GROUP BY queue, kind, state ORDER BY queue, kind, state
"""

#: Jobs that ended after one moment, up to another.
ENDED = """
SELECT kind, state, count(*)::integer FROM jobs
WHERE finished_at > %(after)s AND finished_at <= %(until)s
GROUP BY kind, state ORDER BY kind, state
"""

#: Drafts written after one moment, up to another, whether they were posted or not.
DRAFTED = """
SELECT coalesce(engine, 'unknown'), count(*)::integer FROM drafts
WHERE drafted_at > %(after)s AND drafted_at <= %(until)s
GROUP BY 1 ORDER BY 1
"""

NOW = "SELECT now()"


@dataclass(frozen=True, slots=True)
class OpenJobs:
    """Jobs of one kind that are ready, running or dead."""

    queue: str
    kind: str
    state: str
    jobs: int
    #: How long the oldest of them that is due has waited; 0 when none is.
    oldest_due_s: float


class BacklogStore:
    """Counts jobs and drafts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def now(self) -> datetime:
        """The database's time, which all others here are told in."""
        with self._database.connection() as connection:
            [[now]] = connection.execute(NOW).fetchall()
        moment: datetime = now
        return moment

    def open_jobs(self) -> Sequence[OpenJobs]:
        """The jobs that have not ended, and those that were given up."""
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(OpenJobs)) as cursor:
            return cursor.execute(OPEN).fetchall()

    def ended(self, *, after: datetime, until: datetime) -> dict[tuple[str, str], int]:
        """How many jobs ended, by kind and state."""
        with self._database.connection() as connection:
            rows = connection.execute(ENDED, {"after": after, "until": until})
            return {(kind, state): jobs for kind, state, jobs in rows}

    def drafted(self, *, after: datetime, until: datetime) -> dict[str, int]:
        """How many drafts were written, by engine."""
        with self._database.connection() as connection:
            return dict(connection.execute(DRAFTED, {"after": after, "until": until}).fetchall())
