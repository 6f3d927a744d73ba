"""Orders and their customers in PostgreSQL, replaced order by order from a file, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg import Connection, errors

from shared.domain.orders import OrderLine
from shared.errors import Permanent, Retryable
from shared.store import orders_sql as sql

CONNECT_TIMEOUT_S = 10
#: How the server treats a load, whose COPY is one statement and lasts as long as the file does.
SERVER_OPTIONS = "-c statement_timeout=4h -c lock_timeout=30s -c work_mem=64MB -c timezone=UTC"
#: Customers that are given invented names at a time.
NAMED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An order that is no purchase, according to the file, and must not stay stored."""

    order_id: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, once its rows are told apart."""

    orders: int
    lines: int
    customers: int
    first_order_at: datetime | None
    last_order_at: datetime | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a load does to the store."""

    new_orders: int
    changed_orders: int
    withdrawn_orders: int
    new_customers: int
    changed_customers: int
    invented_names: int

    @property
    def is_empty(self) -> bool:
        """Whether the store already held everything."""
        return not (
            self.new_orders
            or self.changed_orders
            or self.withdrawn_orders
            or self.new_customers
            or self.changed_customers
            or self.invented_names
        )


class OrderStore:
    """Where orders are kept."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    @contextmanager
    def load(self) -> Iterator["OrderLoad"]:
        """One transaction: committed when the block ends, as if it had never been when the block fails.

        Raises Retryable when the database is away or another load is running, and Permanent when it has no tables or
        does not take the rows.
        """
        try:
            with psycopg.connect(
                self._url,
                connect_timeout=CONNECT_TIMEOUT_S,
                # A server that vanishes in the middle of COPY is noticed after a minute.
                keepalives_idle=30,
                keepalives_interval=10,
                keepalives_count=3,
                application_name="selvage load",
                options=SERVER_OPTIONS,
            ) as connection:
                row = connection.execute(sql.BE_THE_ONLY_LOAD).fetchone()
                if row != (True,):
                    raise Retryable("another load is running: wait until it has ended, then load again")
                connection.execute(sql.STAGE)
                yield OrderLoad(connection)
        except errors.UndefinedTable as error:
            raise Permanent("the database has no tables yet: run `selvage migrate` first") from error
        except psycopg.OperationalError as error:
            raise Retryable(
                f"the database is away or too slow ({_first_line(error)}): load again when it is back"
            ) from error
        except psycopg.Error as error:
            raise Permanent(f"the database refused the load, and nothing was stored: {_first_line(error)}") from error


class OrderLoad:
    """A load that is under way. Its steps come in the order in which they stand here."""

    def __init__(self, connection: Connection[Any]) -> None:
        """`connection` is in a transaction, and holds the staging table."""
        self._connection = connection

    def stage(self, lines: Iterable[tuple[int, OrderLine | Withdrawn]]) -> None:
        """Send what the file holds, each with its line there, without touching what is stored."""
        with self._connection.cursor() as cursor, cursor.copy(sql.COPY) as copy:
            for number, line in lines:
                if isinstance(line, Withdrawn):
                    copy.write_row((number, line.order_id, *[None] * 11))
                else:
                    copy.write_row(
                        (
                            number,
                            line.order_id,
                            line.customer_id,
                            # psycopg writes a datetime four times as slowly as text.
                            line.ordered_at.isoformat(),
                            line.product_id,
                            line.product_name,
                            line.category,
                            line.quantity,
                            line.unit_price,
                            line.discount,
                            line.coupon,
                            line.name or None,
                            line.email or None,
                        )
                    )

    def drop_contradictions(self) -> Iterator[tuple[int, str]]:
        """The file's lines, in order, that give an order to a second customer, each with the order's id.

        They are no longer staged: an order belongs to the customer of its first line.
        """
        with self._connection.cursor() as cursor:
            yield from cursor.stream(sql.DROP_CONTRADICTIONS)

    def drop_erased(self) -> int:
        """How many customers of the file were erased before; their lines are no longer staged."""
        return int(self._row(sql.DROP_ERASED)[0])

    def contents(self) -> Contents:
        """What is staged."""
        self._connection.execute(sql.ANALYZE)
        return Contents(*self._row(sql.CONTENTS))

    def replace(self, invent: Callable[[str], tuple[str, str]] | None = None) -> Changes:
        """Store every staged order in place of what was stored of it, and what its customers are called.

        A name or an e-mail address that the file has wins over the stored one; one that it has not, does not. With
        `invent`, customers who are left without a name get the name and e-mail address that it makes of their id.
        """
        self._connection.execute(sql.NUMBER_LINES)
        self._connection.execute(sql.FIND_CHANGED)
        new_orders, changed_orders, withdrawn_orders = self._row(sql.COUNT_CHANGED)
        new_customers, changed_customers = self._row(sql.UPSERT_CUSTOMERS)
        self._connection.execute(sql.DELETE_CHANGED)
        self._connection.execute(sql.INSERT_CHANGED)
        invented = self._invent_names(invent) if invent else 0
        return Changes(
            new_orders=new_orders,
            changed_orders=changed_orders,
            withdrawn_orders=withdrawn_orders,
            new_customers=new_customers,
            changed_customers=changed_customers,
            invented_names=invented,
        )

    def record(self, contents: Contents, *, file_name: str, file_sha256: str, shape: str, refused: int) -> None:
        """Keep that the file was loaded."""
        self._connection.execute(
            sql.RECORD,
            {
                "file_name": file_name,
                "file_sha256": file_sha256,
                "shape": shape,
                "orders": contents.orders,
                "lines": contents.lines,
                "customers": contents.customers,
                "refused": refused,
            },
        )

    def _invent_names(self, invent: Callable[[str], tuple[str, str]]) -> int:
        named = 0
        with self._connection.cursor(name="nameless") as nameless:
            nameless.execute(sql.NAMELESS)
            while batch := nameless.fetchmany(NAMED_AT_ONCE):
                invented = [(customer_id, *invent(customer_id)) for (customer_id,) in batch]
                ids, names, emails = zip(*invented, strict=True)
                self._connection.execute(sql.NAME, {"ids": list(ids), "names": list(names), "emails": list(emails)})
                named += len(batch)
        return named

    def _row(self, query: str) -> tuple[Any, ...]:
        """The one row of an aggregate."""
        return tuple(self._connection.execute(query).fetchall()[0])


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
