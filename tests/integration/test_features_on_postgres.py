"""The features come out the same in PostgreSQL as in DuckDB, to the last bit."""

from io import BytesIO

import ibis
import psycopg
import pyarrow as pa
import pyarrow.csv

from tests.integration.demo_features import assert_alike, demo_lines, families_of, measured, measured_by_duckdb

#: As the store keeps order lines, which is not how DuckDB holds them here.
CREATE = """
CREATE TABLE demo_lines (
    order_id text, customer_id text, ordered_at timestamptz, product_id text, product_name text, category text,
    quantity integer, unit_price numeric(14, 4), discount numeric(14, 4), coupon text
)
"""


def test_postgres_measures_what_duckdb_measures(database_url: str) -> None:
    lines = demo_lines()
    with psycopg.connect(database_url, autocommit=True, options="-c timezone=UTC") as connection:
        connection.execute(CREATE)
        with connection.cursor().copy(
            "COPY demo_lines FROM STDIN (FORMAT csv, FORCE_NOT_NULL (category, coupon))"
        ) as copy:
            copy.write(_as_csv(lines))
        connection.execute("ANALYZE demo_lines")

        found = measured(ibis.postgres.from_connection(connection).table("demo_lines"), families_of(lines))

    assert_alike(found, measured_by_duckdb(lines))


def _as_csv(lines: pa.Table) -> bytes:
    file = BytesIO()
    pyarrow.csv.write_csv(lines, file, pyarrow.csv.WriteOptions(include_header=False))
    return file.getvalue()
