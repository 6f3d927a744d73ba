"""What the current snapshot found, and what those before it had found."""

from collections.abc import Sequence
from datetime import date
from typing import Any, LiteralString

from psycopg.rows import class_row, dict_row

from shared.domain.customers import Archetype, Distinction, Strength, Trait
from shared.domain.trends import GroupPoint, PastPlace, Shift
from shared.errors import NotFound
from shared.store import history
from shared.store.customers import NOT_DISCOVERED
from shared.store.database import Database
from shared.store_ports import SnapshotFacts

CURRENT = "SELECT as_of, currency, customers, axes, left_out, agreement FROM snapshots WHERE is_current"

ARCHETYPES = """
SELECT archetype_id, name, signature, traits, member_count, population_share, average_clv, total_revenue
FROM archetypes JOIN snapshots s ON s.id = snapshot_id
WHERE s.is_current
ORDER BY position
"""

#: Of several runs on one day the last tells what was so.
SEGMENT_HISTORY = """
WITH days AS (SELECT DISTINCT ON (as_of) id, as_of, customers FROM snapshots ORDER BY as_of, id DESC)
SELECT as_of, members, members::float8 / greatest(customers, 1) AS share, average_clv, total_revenue
FROM days JOIN segments ON snapshot_id = id
WHERE axis = %(axis)s AND segment = %(segment)s
ORDER BY as_of
"""

ARCHETYPE_HISTORY = """
WITH days AS (SELECT DISTINCT ON (as_of) id, as_of FROM snapshots ORDER BY as_of, id DESC)
SELECT as_of, coalesce(member_count, 0) AS members, coalesce(population_share, 0) AS share,
       coalesce(average_clv, 0) AS average_clv, coalesce(total_revenue, 0) AS total_revenue
FROM days LEFT JOIN archetypes ON snapshot_id = id AND archetype_id = %(archetype_id)s
ORDER BY as_of
"""


class SegmentStore:
    """Keeps what `shared.store_ports.Segments` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> SnapshotFacts:
        """The current snapshot; NotFound before the first discovery."""
        rows = self._rows(CURRENT, {})
        if not rows:
            raise NotFound(NOT_DISCOVERED)
        facts = rows[0]
        return SnapshotFacts(
            as_of=facts["as_of"],
            currency=facts["currency"],
            customers=facts["customers"],
            axes={axis: tuple(segments) for axis, segments in facts["axes"]},
            left_out=facts["left_out"],
            agreement=facts["agreement"],
        )

    def archetypes(self) -> tuple[Archetype, ...]:
        """The current archetypes, largest first."""
        return tuple(_archetype(row) for row in self._rows(ARCHETYPES, {}))

    def segment_history(self, axis: str, segment: str) -> tuple[GroupPoint, ...]:
        """The segment in every snapshot that has it, oldest first, the newest run of each day."""
        return self._points(SEGMENT_HISTORY, {"axis": axis, "segment": segment})

    def archetype_history(self, archetype_id: str) -> tuple[GroupPoint, ...]:
        """The archetype in every snapshot, oldest first; no members where it did not occur."""
        return self._points(ARCHETYPE_HISTORY, {"archetype_id": archetype_id})

    def shifts(self, axis: str | None, *, since: date) -> tuple[Shift, ...]:
        """How many customers moved between archetypes (or segments of `axis`) since the newest snapshot by `since`.

        Most first, those who stayed included; customers who are in one of the two only are left out. NotFound when no
        profiles are kept from then.
        """
        with self._database.connection() as connection:
            return history.shifts(connection, axis, since=since)

    def places_of(self, customer_id: str) -> tuple[PastPlace, ...]:
        """Where the customer stood in each snapshot whose profiles are kept, oldest first."""
        with self._database.connection() as connection:
            return history.places_of(connection, customer_id)

    def _points(self, statement: LiteralString, values: dict[str, str]) -> tuple[GroupPoint, ...]:
        with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(GroupPoint))
            return tuple(cursor.execute(statement, values).fetchall())

    def _rows(self, statement: LiteralString, values: dict[str, Any]) -> Sequence[dict[str, Any]]:
        with self._database.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(statement, values).fetchall()


def _archetype(row: dict[str, Any]) -> Archetype:
    return Archetype(
        id=row["archetype_id"],
        name=row["name"],
        signature=tuple(
            Trait(trait["axis"], trait["segment"], Strength(trait["strength"])) for trait in row["signature"]
        ),
        member_count=row["member_count"],
        population_share=row["population_share"],
        average_clv=row["average_clv"],
        total_revenue=row["total_revenue"],
        traits=tuple(Distinction(**trait) for trait in row["traits"]),
    )
