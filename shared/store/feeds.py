"""How far the helpdesk's own list of events was read: one row a helpdesk."""

from datetime import datetime

from shared.store.database import Database

READ_UNTIL = "SELECT read_until FROM feeds WHERE source = %(source)s"

#: Of two readers the one that came further counts.
ADVANCE = """
INSERT INTO feeds (source, read_until) VALUES (%(source)s, %(moment)s)
ON CONFLICT (source) DO UPDATE SET read_until = greatest(feeds.read_until, excluded.read_until)
"""


class FeedStore:
    """Keeps what `shared.ports.Feeds` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read_until(self, source: str) -> datetime | None:
        """See Feeds."""
        with self._database.connection() as connection:
            row = connection.execute(READ_UNTIL, {"source": source}).fetchone()
        return row[0] if row else None

    def advance(self, source: str, moment: datetime) -> None:
        """See Feeds."""
        with self._database.connection() as connection:
            connection.execute(ADVANCE, {"source": source, "moment": moment})
