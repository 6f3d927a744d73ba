"""Order lines out of Postgres, as the file of a DuckDB database: a fast copy to compute on, gone afterwards."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from psycopg import Connection

from shared.errors import Permanent

#: Every line up to the end of a day, UTC. The columns are those of ORDER_LINES, in their order.
EXPORT = """
COPY (
    SELECT order_id, customer_id, ordered_at AT TIME ZONE 'UTC', product_id, product_name, category, quantity,
           unit_price, discount, coupon
    FROM order_lines
    WHERE ordered_at < (%(until)s::date + 1)::timestamp AT TIME ZONE 'UTC'
) TO STDOUT (FORMAT csv)
"""

#: Read it. Named types, so that an id of digits stays text; a quoted nothing is an empty text, never null.
READ = """
CREATE TABLE order_lines AS
SELECT * FROM read_csv(
    $file, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
    allow_quoted_nulls = false, max_line_size = 16777216,
    columns = {
        'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'ordered_at': 'TIMESTAMP', 'product_id': 'VARCHAR',
        'product_name': 'VARCHAR', 'category': 'VARCHAR', 'quantity': 'BIGINT', 'unit_price': 'DOUBLE',
        'discount': 'DOUBLE', 'coupon': 'VARCHAR'
    }
)
"""

#: What DuckDB may take, so that a worker beside the stores stays small; what does not fit goes to the folder.
MEMORY_LIMIT = "1500MB"
THREADS = 2


@contextmanager
def exported_lines(connection: Connection[Any], *, until: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with the table `order_lines`, all until the end of the day `until`; its folder is always removed.

    Raises Permanent when there is no room for it, or for what is computed on it.
    """
    with TemporaryDirectory(prefix="selvage-orders-") as folder:
        try:
            with closing(_open(Path(folder))) as engine:
                _copy(connection, engine, Path(folder) / "order_lines.csv", until)
                yield engine
        except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
            reason = str(error).partition("\n")[0]
            raise Permanent(f"there is no room to compute on a copy of the order lines: {reason}") from error


def _open(folder: Path) -> duckdb.DuckDBPyConnection:
    options: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "threads": THREADS,
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": False,
        # Nothing is ever fetched from the network.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(str(folder / "orders.duckdb"), config=options)


def _copy(connection: Connection[Any], engine: duckdb.DuckDBPyConnection, path: Path, until: date) -> None:
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(EXPORT, {"until": until}) as copy:
        for block in copy:
            file.write(block)
    engine.execute(READ, {"file": str(path)})
    path.unlink()
