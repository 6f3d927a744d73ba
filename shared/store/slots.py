"""Jobs by the clock: one row a slot, under the slot's name, so that two beats enqueue it once."""

from typing import Any

from psycopg.types.json import Jsonb

from shared.store.database import Database

ENQUEUE = """
INSERT INTO jobs (kind, queue, arguments, dedupe_key)
VALUES (%(kind)s, %(queue)s, %(arguments)s, %(slot)s)
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
RETURNING id
"""

#: As above, but while a job of the kind waits to be done, another would only wait behind it.
ENQUEUE_UNLESS_WAITING = """
INSERT INTO jobs (kind, queue, arguments, dedupe_key)
SELECT %(kind)s, %(queue)s, %(arguments)s, %(slot)s
WHERE NOT EXISTS (SELECT FROM jobs WHERE kind = %(kind)s AND state = 'ready')
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
RETURNING id
"""

#: Names of slots sort by time. The bounds let the index on names find them among millions of jobs.
FORGET = """
DELETE FROM jobs
WHERE dedupe_key >= %(first)s AND dedupe_key < %(before)s AND kind = %(kind)s AND state NOT IN ('ready', 'running')
"""


class SlotStore:
    """What the schedule does with job rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, kind: str, queue: str, arguments: dict[str, Any], *, slot: str, even_behind: bool) -> bool:
        """Whether the slot's job is new; the relay announces it.

        Without `even_behind` there is none while another job of the kind waits.
        """
        row = {"kind": kind, "queue": queue, "arguments": Jsonb(arguments), "slot": slot}
        with self._database.connection() as connection:
            return connection.execute(ENQUEUE if even_behind else ENQUEUE_UNLESS_WAITING, row).fetchone() is not None

    def forget(self, kind: str, *, first: str, before: str) -> int:
        """Forget the jobs that have ended of the slots from `first` to just before `before`; how many there were."""
        values = {"kind": kind, "first": first, "before": before}
        with self._database.connection() as connection:
            return connection.execute(FORGET, values).rowcount
