"""Where the figures of a whole shop are computed: in a DuckDB copy of the order lines, or in Postgres itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import ibis
import psycopg

from shared.errors import Permanent, Retryable
from shared.settings import FeatureEngine
from shared.store.order_export import exported_lines

CONNECT_TIMEOUT_S = 10
NO_TABLES = "the database has no tables of this version yet: run `selvage migrate` first"
#: Reading every order line of a large shop takes longer than other statements may.
SERVER_OPTIONS = "-c statement_timeout=30min -c timezone=UTC"

#: The lines as features read them, where they are. `ordered_at` becomes a moment without a zone, in UTC.
LINES = """
SELECT order_id, customer_id, ordered_at AT TIME ZONE 'UTC' AS ordered_at, product_id, product_name, category,
       quantity::bigint AS quantity, unit_price::double precision AS unit_price,
       discount::double precision AS discount, coupon
FROM order_lines
"""


@contextmanager
def order_lines(database_url: str, engine: FeatureEngine, *, until: date) -> Iterator[ibis.Table]:
    """The order lines (ORDER_LINES) up to the end of the day `until` or later, bound to what computes on them.

    The same expressions give the same figures on either engine. Raises Retryable when the database is away, and
    Permanent when a copy finds no room.
    """
    try:
        with psycopg.connect(
            database_url,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_S,
            options=SERVER_OPTIONS,
            application_name="selvage discover",
        ) as connection:
            if engine is FeatureEngine.POSTGRES:
                yield ibis.postgres.from_connection(connection).sql(LINES)
                return
            with exported_lines(connection, until=until) as copied:
                connection.close()
                yield ibis.duckdb.from_connection(copied).table("order_lines")
    except psycopg.OperationalError as error:
        raise Retryable("the database is away or too slow") from error
    except psycopg.errors.UndefinedTable as error:
        raise Permanent(NO_TABLES) from error
