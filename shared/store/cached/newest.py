"""Which snapshot landed last: what is kept beside Postgres holds for no other."""

from shared.store.database import Database

#: Ids only grow, and a snapshot that is history changes trends too, so it is the newest id that counts and not the
#: current one. The moment tells it from a snapshot of another database, or of this one before a backup was restored.
NEWEST = """
SELECT id || '-' || (extract(epoch FROM created_at) * 1000000)::bigint FROM snapshots ORDER BY id DESC LIMIT 1
"""

#: The longest that anything is kept: a discovery is due every day.
A_DAY_S = 24 * 60 * 60


def newest_snapshot(database: Database) -> str | None:
    """The name of the snapshot that landed last; None before the first. Raises Retryable when the store is away."""
    with database.connection() as connection:
        row = connection.execute(NEWEST).fetchone()
    return row[0] if row else None
