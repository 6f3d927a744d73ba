"""A pool of connections to Postgres whose failures are told in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

from shared.errors import Retryable

CONNECT_TIMEOUT_S = 5
#: Each statement here touches few rows; one that takes longer is stuck behind something.
STATEMENT_TIMEOUT_MS = 15_000
#: How long a caller waits for a free connection before it is told to come back.
ACQUIRE_TIMEOUT_S = 10


class Database:
    """Connections for many threads. Opens none until asked."""

    def __init__(
        self,
        url: str,
        *,
        size: int = 10,
        statement_timeout_ms: int = STATEMENT_TIMEOUT_MS,
        acquire_timeout_s: float = ACQUIRE_TIMEOUT_S,
        check: bool = True,
    ) -> None:
        """`size` is the largest number of connections at once.

        With `check` a connection that was cut is replaced before it is handed out, at the price of one more round
        trip each time; without, its first user is told that the database is away.
        """
        self._pool = ConnectionPool(
            url,
            min_size=0,
            max_size=size,
            open=False,
            timeout=acquire_timeout_s,
            check=ConnectionPool.check_connection if check else None,
            kwargs={
                "autocommit": True,
                "connect_timeout": CONNECT_TIMEOUT_S,
                "options": f"-c statement_timeout={statement_timeout_ms} -c timezone=UTC",
                "application_name": "selvage",
            },
        )

    def open(self) -> None:
        """Allow connections. Does not fail when the database is away; the first use does."""
        self._pool.open()

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    @contextmanager
    def connection(self) -> Iterator[Connection[Any]]:
        """A connection in autocommit; several statements that belong together need `connection.transaction()`.

        Raises Retryable when the database is away or too slow.
        """
        try:
            with self._pool.connection() as connection:
                yield connection
        except PoolTimeout as error:
            raise Retryable("no database connection became free in time") from error
        except psycopg.OperationalError as error:
            raise Retryable("the database is away or too slow") from error
