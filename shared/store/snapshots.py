"""Snapshots: one for each discovery, of which the newest day's answers; the others are history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from psycopg import Connection
from psycopg.errors import ForeignKeyViolation, UndefinedTable
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.domain.customers import Archetype
from shared.errors import Permanent, Retryable
from shared.segmentation.discovery import AxisModel
from shared.segmentation.models.predict import NotPredictable
from shared.store.database import Database
from shared.store.engines import NO_TABLES
from shared.store.findings import Findings
from shared.store.model_json import axes_json, axis_models, model_json
from shared.store.place_rows import place_rows, segment_rows
from shared.store.prediction_json import prediction_json
from shared.store.profile_table import replace_profiles
from shared.store.pruning import prune
from shared.store.shop_figures import ShopFigures, replace_shop_figures

#: Reading or writing every customer of a large shop takes longer than other statements may; waiting for a reader's
#: or a load's lock does not.
PATIENCE = "SET LOCAL statement_timeout = '10min'; SET LOCAL lock_timeout = '60s'"

#: Two discoveries that end at once are kept one after the other; any constant will do.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(5317230917)"

NEWEST_ORDER_ON = "SELECT (max(ordered_at) AT TIME ZONE 'UTC')::date FROM order_lines WHERE quantity > 0"

HAS_ORDERS = "SELECT EXISTS (SELECT FROM order_lines)"

SAVE_SNAPSHOT = """
INSERT INTO snapshots (as_of, seed, currency, customers, axes, left_out, model, agreement, prediction,
                       unpredictable_because)
VALUES (%(as_of)s, %(seed)s, %(currency)s, %(customers)s, %(axes)s, %(left_out)s, %(model)s, %(agreement)s,
        %(prediction)s, %(unpredictable_because)s)
RETURNING id, as_of, customers
"""

COPY_ARCHETYPES = """
COPY archetypes (snapshot_id, position, archetype_id, name, signature, traits, member_count, population_share,
                 average_clv, total_revenue)
FROM STDIN
"""

COPY_SEGMENTS = """
COPY segments (snapshot_id, axis, segment, position, weak, moderate, strong, average_clv, total_revenue) FROM STDIN
"""

COPY_PLACES = "COPY places (customer_id, snapshot_id, archetype, segments, historic_clv) FROM STDIN (FORMAT csv)"

CURRENT = "SELECT id, as_of, customers FROM snapshots WHERE is_current"

#: Whether the snapshot is of the day of the current one or later, or the first to answer.
IS_NEWEST = "SELECT coalesce(bool_and(as_of <= %(as_of)s), true) FROM snapshots WHERE is_current"

#: In two steps, since there can never be two.
NO_LONGER_CURRENT = "UPDATE snapshots SET is_current = false WHERE is_current"
MAKE_CURRENT = "UPDATE snapshots SET is_current = true WHERE id = %(id)s"

#: The model of the newest earlier day, of its last run.
MODEL_BEFORE = "SELECT model FROM snapshots WHERE as_of < %(as_of)s ORDER BY as_of DESC, id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A discovery that is kept."""

    id: int
    as_of: date
    customers: int


class SnapshotStore:
    """Keeps what was discovered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest_order_on(self) -> date | None:
        """The day of the newest order, UTC; None when nobody has bought anything."""
        with _patient(self._database) as connection:
            row = connection.execute(NEWEST_ORDER_ON).fetchone()
        return row[0] if row else None

    def has_orders(self) -> bool:
        """Whether anything is stored, be it returns only."""
        with self._database.connection() as connection:
            return bool(connection.execute(HAS_ORDERS).fetchall()[0][0])

    def current(self) -> Snapshot | None:
        """The snapshot that answers, or None before the first discovery."""
        with self._database.connection() as connection:
            return connection.cursor(row_factory=class_row(Snapshot)).execute(CURRENT).fetchone()

    def would_answer(self, as_of: date) -> bool:
        """Whether a snapshot of that day would be the newest."""
        with self._database.connection() as connection:
            return bool(connection.execute(IS_NEWEST, {"as_of": as_of}).fetchall()[0][0])

    def models_before(self, as_of: date) -> tuple[AxisModel, ...]:
        """The axes of the newest snapshot of an earlier day; none when there is none."""
        with self._database.connection() as connection:
            row = connection.execute(MODEL_BEFORE, {"as_of": as_of}).fetchone()
        return axis_models(row[0]) if row else ()

    def save(self, findings: Findings, shop: ShopFigures | None = None) -> Snapshot:
        """Keep the findings, all of them or nothing.

        With the figures of the shop, the snapshot becomes the current one, unless there is one of a later day by now;
        without, it is history: counts, and where each customer stood. Raises Retryable when the database is away, or
        a customer was erased since the orders were read.
        """
        try:
            with _patient(self._database) as connection:
                connection.execute(ONE_AT_A_TIME)
                snapshot = _keep(connection, findings)
                prune(connection)
                if shop and connection.execute(IS_NEWEST, {"as_of": snapshot.as_of}).fetchall()[0][0]:
                    replace_shop_figures(connection, shop)
                    # Last: whoever looks a customer up waits from here to the commit.
                    replace_profiles(connection, findings)
                    connection.execute(NO_LONGER_CURRENT)
                    connection.execute(MAKE_CURRENT, {"id": snapshot.id})
                return snapshot
        except ForeignKeyViolation as error:
            raise Retryable("a customer was erased while segments were being discovered") from error


@contextmanager
def _patient(database: Database) -> Iterator[Connection[Any]]:
    try:
        with database.connection() as connection, connection.transaction():
            connection.execute(PATIENCE)
            yield connection
    except UndefinedTable as error:
        raise Permanent(NO_TABLES) from error


def _keep(connection: Connection[Any], findings: Findings) -> Snapshot:
    found, predictions = findings.discovery, findings.predictions
    values = {
        "as_of": found.as_of,
        "seed": found.seed,
        "currency": found.currency,
        "customers": len(found),
        "axes": axes_json(found),
        "left_out": Jsonb({left_out.axis: left_out.reason for left_out in found.left_out}),
        "model": model_json(found),
        "agreement": found.agreement,
        "prediction": None if isinstance(predictions, NotPredictable) else prediction_json(predictions),
        "unpredictable_because": predictions.reason if isinstance(predictions, NotPredictable) else None,
    }
    cursor = connection.cursor(row_factory=class_row(Snapshot))
    snapshot = cursor.execute(SAVE_SNAPSHOT, values).fetchall()[0]
    with cursor.copy(COPY_ARCHETYPES) as copy:
        for position, archetype in enumerate(found.archetypes):
            copy.write_row((snapshot.id, position, *_archetype_row(archetype)))
    with cursor.copy(COPY_SEGMENTS) as copy:
        for row in segment_rows(found, snapshot.id):
            copy.write_row(row)
    with cursor.copy(COPY_PLACES) as copy:
        for rows in place_rows(found, snapshot.id):
            copy.write(rows)
    return snapshot


def _archetype_row(archetype: Archetype) -> tuple[object, ...]:
    return (
        archetype.id,
        archetype.name,
        Jsonb([asdict(trait) for trait in archetype.signature]),
        Jsonb([asdict(trait) for trait in archetype.traits]),
        archetype.member_count,
        archetype.population_share,
        archetype.average_clv,
        archetype.total_revenue,
    )
