"""Snapshots: one row for each discovery, with the profiles and archetypes that it found. The newest is current."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from psycopg import Connection
from psycopg.errors import ForeignKeyViolation
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.domain.customers import Archetype, Profile
from shared.errors import Retryable
from shared.segmentation.discover import AxisModel, Discovery, LeftOut
from shared.segmentation.histories import PurchaseHistory
from shared.store.database import Database

#: Reading every order line of a large shop takes longer than other statements may.
WHOLE_SHOP_TIMEOUT = "SET LOCAL statement_timeout = '10min'"

NEWEST_ORDER_ON = "SELECT (max(ordered_at) AT TIME ZONE 'UTC')::date FROM order_lines WHERE quantity > 0"

#: Orders up to the end of the day, summed up by customer. Returns lower what was spent; an order of nothing but
#: returns is none, and a customer with no other is left out.
HISTORIES = """
WITH orders AS (
    SELECT customer_id,
           (min(ordered_at) AT TIME ZONE 'UTC')::date AS ordered_on,
           bool_or(quantity > 0) AS bought,
           sum(quantity * unit_price - discount) AS spent
    FROM order_lines
    WHERE ordered_at < (%(as_of)s::date + 1)::timestamp AT TIME ZONE 'UTC'
    GROUP BY customer_id, order_id
)
SELECT customer_id,
       count(*) FILTER (WHERE bought) AS orders,
       round(sum(spent), 2)::float8 AS spent,
       min(ordered_on) FILTER (WHERE bought) AS first_order_on,
       max(ordered_on) FILTER (WHERE bought) AS last_order_on,
       count(DISTINCT ordered_on) FILTER (WHERE bought) AS order_days
FROM orders
GROUP BY customer_id
HAVING bool_or(bought)
"""

SAVE_SNAPSHOT = """
INSERT INTO snapshots (as_of, seed, currency, customers, model)
VALUES (%(as_of)s, %(seed)s, %(currency)s, %(customers)s, %(model)s)
RETURNING id, as_of, customers
"""

COPY_ARCHETYPES = """
COPY archetypes (snapshot_id, archetype_id, name, signature, member_count, population_share, average_clv, total_revenue)
FROM STDIN
"""

COPY_PROFILES = """
COPY profiles (snapshot_id, customer_id, archetype_id, axes, historic_clv, historic_number_of_orders,
               average_order_value, average_days_between_orders, first_order_on, last_order_on)
FROM STDIN
"""

CURRENT = "SELECT id, as_of, customers FROM snapshots ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A discovery that is kept."""

    id: int
    as_of: date
    customers: int


class SnapshotStore:
    """Reads purchase histories from the orders and keeps what was discovered in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest_order_on(self) -> date | None:
        """The day of the newest order, UTC; None when there are no orders."""
        with _whole_shop(self._database) as connection:
            row = connection.execute(NEWEST_ORDER_ON).fetchone()
        return row[0] if row else None

    def histories(self, as_of: date) -> list[PurchaseHistory]:
        """Every customer who had ordered by the end of the day `as_of`."""
        with _whole_shop(self._database) as connection:
            cursor = connection.cursor(row_factory=class_row(PurchaseHistory))
            return cursor.execute(HISTORIES, {"as_of": as_of}).fetchall()

    def save(self, discovery: Discovery) -> Snapshot:
        """Keep the discovery, all of it or nothing, and make it the current snapshot.

        Raises Retryable when the database is away, or a customer was erased since the histories were read.
        """
        try:
            with _whole_shop(self._database) as connection:
                return _save(connection, discovery)
        except ForeignKeyViolation as error:
            raise Retryable("a customer was erased while segments were being discovered") from error

    def current(self) -> Snapshot | None:
        """The snapshot that answers, or None before the first discovery."""
        with self._database.connection() as connection:
            return connection.cursor(row_factory=class_row(Snapshot)).execute(CURRENT).fetchone()


@contextmanager
def _whole_shop(database: Database) -> Iterator[Connection[Any]]:
    with database.connection() as connection, connection.transaction():
        connection.execute(WHOLE_SHOP_TIMEOUT)
        yield connection


def _save(connection: Connection[Any], discovery: Discovery) -> Snapshot:
    values = {
        "as_of": discovery.as_of,
        "seed": discovery.seed,
        "currency": discovery.currency,
        "customers": len(discovery.profiles),
        "model": Jsonb({"axes": _as_json(discovery.axes), "left_out": _as_json(discovery.left_out)}),
    }
    cursor = connection.cursor(row_factory=class_row(Snapshot))
    snapshot = cursor.execute(SAVE_SNAPSHOT, values).fetchall()[0]
    with cursor.copy(COPY_ARCHETYPES) as copy:
        for archetype in discovery.archetypes:
            copy.write_row(_archetype_row(snapshot.id, archetype))
    with cursor.copy(COPY_PROFILES) as copy:
        for profile in discovery.profiles:
            copy.write_row(_profile_row(snapshot.id, profile))
    return snapshot


def _as_json(found: tuple[AxisModel, ...] | tuple[LeftOut, ...]) -> list[dict[str, Any]]:
    return [asdict(each) for each in found]


def _archetype_row(snapshot_id: int, archetype: Archetype) -> tuple[object, ...]:
    return (
        snapshot_id,
        archetype.id,
        archetype.name,
        Jsonb([asdict(trait) for trait in archetype.signature]),
        archetype.member_count,
        archetype.population_share,
        archetype.average_clv,
        archetype.total_revenue,
    )


def _profile_row(snapshot_id: int, profile: Profile) -> tuple[object, ...]:
    return (
        snapshot_id,
        profile.customer_id,
        profile.archetype_id,
        Jsonb([asdict(place) for place in profile.axes]),
        profile.historic_clv,
        profile.historic_number_of_orders,
        profile.average_order_value,
        profile.average_days_between_orders,
        profile.first_order_on,
        profile.last_order_on,
    )
