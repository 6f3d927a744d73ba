"""Where customers stood before: how many moved from one group to another, and where one of them has been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString

from psycopg import Connection
from psycopg.rows import class_row

from shared.domain.trends import PastPlace, Shift
from shared.errors import NotFound
from shared.store.search_sql import is_storable

#: Two snapshots of a large shop are joined in memory, in half the time.
MORE_MEMORY = "SET LOCAL work_mem = '64MB'"

NOW = "SELECT id, as_of, axes FROM snapshots WHERE is_current"

#: The newest day by then, and before the current one, whose customers are still kept one by one.
THEN = """
SELECT id, as_of, axes FROM snapshots
WHERE has_places AND as_of <= %(since)s AND as_of < %(now)s
ORDER BY as_of DESC, id DESC LIMIT 1
"""

ARCHETYPE_SHIFTS = """
WITH moves AS (
    SELECT b.archetype AS before, a.archetype AS after, count(*) AS customers
    FROM places b JOIN places a USING (customer_id)
    WHERE b.snapshot_id = %(then)s AND a.snapshot_id = %(now)s
    GROUP BY 1, 2
)
SELECT b.archetype_id AS before, a.archetype_id AS after, customers
FROM moves
JOIN archetypes b ON b.snapshot_id = %(then)s AND b.position = before
JOIN archetypes a ON a.snapshot_id = %(now)s AND a.position = after
ORDER BY customers DESC, before, after
"""

#: Arrays count from 1, segments from 0.
SEGMENT_SHIFTS = """
WITH moves AS (
    SELECT b.segments[%(then_at)s] AS before, a.segments[%(now_at)s] AS after, count(*) AS customers
    FROM places b JOIN places a USING (customer_id)
    WHERE b.snapshot_id = %(then)s AND a.snapshot_id = %(now)s
    GROUP BY 1, 2
)
SELECT b.segment AS before, a.segment AS after, customers
FROM moves
JOIN segments b ON b.snapshot_id = %(then)s AND b.axis = %(axis)s AND b.position = before
JOIN segments a ON a.snapshot_id = %(now)s AND a.axis = %(axis)s AND a.position = after
ORDER BY customers DESC, before, after
"""

PLACES = """
SELECT s.as_of, a.archetype_id, p.segments, s.axes, p.historic_clv
FROM places p
JOIN snapshots s ON s.id = p.snapshot_id
LEFT JOIN archetypes a ON a.snapshot_id = p.snapshot_id AND a.position = p.archetype
WHERE p.customer_id = %(customer_id)s
ORDER BY s.as_of, s.id
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A snapshot whose customers are kept one by one."""

    id: int
    as_of: date
    #: Each axis with its segments.
    axes: list[tuple[str, Sequence[str]]]

    def place_of(self, axis: str) -> int:
        """Where arrays hold the axis, from 1; NotFound when it was left out."""
        names = [name for name, _ in self.axes]
        if axis not in names:
            raise NotFound(f"the customers were not placed on an axis {axis!r} as of {self.as_of}")
        return names.index(axis) + 1


def shifts(connection: Connection[Any], axis: str | None, *, since: date) -> tuple[Shift, ...]:
    """How many customers moved between archetypes, or segments of `axis`, since the newest snapshot by `since`."""
    now = _moment(connection, NOW, {})
    then = _moment(connection, THEN, {"since": since, "now": now.as_of}) if now else None
    if now is None or then is None:
        raise NotFound(f"no discovery by {since} is kept; `selvage discover --backfill 12` makes up for it")
    values: dict[str, object] = {"then": then.id, "now": now.id}
    statement: LiteralString = ARCHETYPE_SHIFTS
    if axis is not None:
        statement = SEGMENT_SHIFTS
        values |= {"axis": axis, "then_at": then.place_of(axis), "now_at": now.place_of(axis)}
    with connection.transaction():
        connection.execute(MORE_MEMORY)
        return tuple(connection.cursor(row_factory=class_row(Shift)).execute(statement, values).fetchall())


def places_of(connection: Connection[Any], customer_id: str) -> tuple[PastPlace, ...]:
    """Where the customer stood in each snapshot whose customers are kept one by one, oldest first."""
    if not is_storable(customer_id):
        return ()
    rows = connection.execute(PLACES, {"customer_id": customer_id}).fetchall()
    return tuple(
        PastPlace(
            as_of=as_of,
            archetype_id=archetype_id,
            segments={axis: names[position] for (axis, names), position in zip(axes, segments, strict=True)},
            historic_clv=historic_clv,
        )
        for as_of, archetype_id, segments, axes, historic_clv in rows
    )


def _moment(connection: Connection[Any], statement: LiteralString, values: dict[str, object]) -> Moment | None:
    return connection.cursor(row_factory=class_row(Moment)).execute(statement, values).fetchone()
