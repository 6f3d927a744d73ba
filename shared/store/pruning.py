"""Which snapshots are kept with all their customers; the counts of segments and archetypes are kept for ever."""

from dataclasses import asdict, dataclass
from typing import Any

from psycopg import Connection


@dataclass(frozen=True, slots=True)
class Keep:
    """How much of the past is kept customer by customer. Of several runs on one day only the last is."""

    #: So many of the newest days.
    newest_days: int = 7
    #: The last day of each calendar month with a snapshot, for so many months before the newest.
    months: int = 24


KEEP = Keep()

PRUNE = """
WITH days AS (
    SELECT DISTINCT ON (as_of) id, as_of FROM snapshots ORDER BY as_of, id DESC
), ranked AS (
    SELECT id, as_of, max(as_of) OVER () AS newest,
           row_number() OVER (ORDER BY as_of DESC) AS age,
           row_number() OVER (PARTITION BY date_trunc('month', as_of) ORDER BY as_of DESC) AS age_in_month
    FROM days
), kept AS (
    SELECT id FROM ranked
    WHERE age <= %(newest_days)s
       OR (age_in_month = 1 AND as_of > newest - make_interval(months => %(months)s))
), thinned AS (
    UPDATE snapshots SET has_places = false
    WHERE has_places AND id NOT IN (SELECT id FROM kept)
    RETURNING id
)
DELETE FROM places USING thinned WHERE places.snapshot_id = thinned.id
"""


def prune(connection: Connection[Any], keep: Keep = KEEP) -> None:
    """Drop the places of customers in snapshots that are no longer kept whole."""
    connection.execute(PRUNE, asdict(keep))
