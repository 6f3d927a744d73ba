"""Messages that we send once: a row is kept before each is sent, and where it stands afterwards."""

from datetime import datetime

from shared.domain.slack import Place, Post
from shared.store.database import Database

#: Of several attempts the first keeps its row; the others learn what is known of it.
BEGIN = """
INSERT INTO slack_posts AS p (key, channel, thread_ts) VALUES (%(key)s, %(channel)s, %(thread_ts)s)
ON CONFLICT (key) DO UPDATE SET channel = p.channel
RETURNING ts, begun_at, xmax <> 0 AS was_begun
"""

POSTED = "UPDATE slack_posts SET ts = %(ts)s, posted_at = now() WHERE key = %(key)s"

WITHDRAWN = "DELETE FROM slack_posts WHERE key = %(key)s AND ts IS NULL"

FORGET_OLDER = "DELETE FROM slack_posts WHERE begun_at < %(than)s"


class PostStore:
    """Keeps what `shared.slack.ports.Posts` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: str, place: Place) -> Post:
        """See Posts."""
        row = {"key": key, "channel": place.channel, "thread_ts": place.thread_ts}
        with self._database.connection() as connection:
            ts, begun_at, was_begun = connection.execute(BEGIN, row).fetchall()[0]
        return Post(ts, begun_at if was_begun and ts is None else None)

    def posted(self, key: str, ts: str) -> None:
        """See Posts."""
        with self._database.connection() as connection:
            connection.execute(POSTED, {"key": key, "ts": ts})

    def withdrawn(self, key: str) -> None:
        """See Posts."""
        with self._database.connection() as connection:
            connection.execute(WITHDRAWN, {"key": key})

    def forget_older(self, than: datetime) -> int:
        """See Posts."""
        with self._database.connection() as connection:
            return connection.execute(FORGET_OLDER, {"than": than}).rowcount
