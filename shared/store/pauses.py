"""The pauses: kinds of job that nobody begins for now. What is under way is finished; rows and bells wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from shared.store.database import Database

#: A pause that is under way goes on from when it began, with what is said now.
PAUSE = """
INSERT INTO pauses AS old (kind, reason, until) VALUES (%(kind)s, %(reason)s, now() + %(lasts)s::interval)
ON CONFLICT (kind) DO UPDATE
SET reason = EXCLUDED.reason, until = EXCLUDED.until,
    since = CASE WHEN old.until <= now() THEN now() ELSE old.since END
RETURNING kind, reason, since, until
"""

#: Jobs whose bells were let go during the pause are rung for at once.
RESUME = """
WITH ended AS (
    DELETE FROM pauses WHERE kind = %(kind)s RETURNING until
), rung AS (
    UPDATE jobs SET rings = 0, ring_at = now()
    WHERE kind = %(kind)s AND state = 'ready' AND next_attempt_at <= now() AND ring_at > now()
)
SELECT EXISTS (SELECT FROM ended WHERE until IS NULL OR until > now())
"""

UNDER_WAY = """
SELECT kind, reason, since, until FROM pauses WHERE until IS NULL OR until > now() ORDER BY kind
"""


@dataclass(frozen=True, slots=True)
class Pause:
    """Nobody begins jobs of this kind."""

    kind: str
    reason: str
    since: datetime
    #: When it ends by itself, by the database's clock; None when somebody has to end it.
    until: datetime | None


class PauseStore:
    """Pauses and resumes kinds of job. The claim looks at the rows (shared/store/jobs.py)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pause(self, kind: str, *, reason: str, lasts: timedelta | None) -> Pause:
        """The pause that holds from now on, for so long, or until somebody resumes."""
        values = {"kind": kind, "reason": reason, "lasts": lasts}
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Pause)) as cursor:
            [pause] = cursor.execute(PAUSE, values).fetchall()
        return pause

    def resume(self, kind: str) -> bool:
        """Whether the kind was paused; it is not any more, and the relay rings for what waits."""
        with self._database.connection() as connection:
            row = connection.execute(RESUME, {"kind": kind}).fetchone()
        return bool(row and row[0])

    def under_way(self) -> Sequence[Pause]:
        """The pauses that hold now."""
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Pause)) as cursor:
            return cursor.execute(UNDER_WAY).fetchall()
