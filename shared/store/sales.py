"""What the shop sold, as of the current snapshot."""

from typing import LiteralString, TypeVar

from psycopg.rows import class_row

from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales
from shared.store.database import Database
from shared.store.search_sql import is_storable

Kind = TypeVar("Kind")

MONTHS = "SELECT * FROM month_sales ORDER BY month"

PRODUCTS = """
SELECT * FROM product_sales
WHERE strpos(lower(product_id), lower(%(text)s)) > 0 OR strpos(lower(name), lower(%(text)s)) > 0
ORDER BY revenue DESC, product_id LIMIT %(limit)s
"""

RISING = """
SELECT * FROM product_sales
WHERE revenue_last_90 > revenue_previous_90
ORDER BY revenue_last_90 - revenue_previous_90 DESC, product_id LIMIT %(limit)s
"""

FALLING = """
SELECT * FROM product_sales
WHERE revenue_last_90 < revenue_previous_90
ORDER BY revenue_last_90 - revenue_previous_90, product_id LIMIT %(limit)s
"""

CATEGORY_MONTHS = "SELECT * FROM category_months ORDER BY month, category"

PAIRS = """
SELECT * FROM product_pairs
WHERE %(product_id)s::text IS NULL OR %(product_id)s IN (product_a, product_b)
ORDER BY least_lift DESC, product_a, product_b LIMIT %(limit)s
"""

EVENTS = """
SELECT * FROM event_sales
WHERE %(event)s::text IS NULL OR event = %(event)s
ORDER BY starts_on, event
"""

EVENT_CUSTOMERS = """
SELECT * FROM event_customers WHERE event = %(event)s ORDER BY spent DESC, customer_id LIMIT %(limit)s
"""


class SalesStore:
    """Keeps what `shared.store_ports.Sales` promises in Postgres. Each table has the columns of its dataclass."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def months(self) -> tuple[MonthSales, ...]:
        """Every month, oldest first."""
        return self._all(MonthSales, MONTHS)

    def products(self, text: str = "", *, limit: int = 20) -> tuple[ProductSales, ...]:
        """Products with `text` in their id or name in any case, most revenue first."""
        return self._all(ProductSales, PRODUCTS, text=text, limit=limit)

    def movers(self, *, rising: bool, limit: int = 20) -> tuple[ProductSales, ...]:
        """Products whose revenue of 90 days rose (or fell) the most over the 90 days before."""
        return self._all(ProductSales, RISING if rising else FALLING, limit=limit)

    def category_months(self) -> tuple[CategoryMonth, ...]:
        """Every category in every month, oldest month first."""
        return self._all(CategoryMonth, CATEGORY_MONTHS)

    def pairs(self, product_id: str | None = None, *, limit: int = 20) -> tuple[ProductPair, ...]:
        """Products bought together, surest first; only those with `product_id` when one is given."""
        return self._all(ProductPair, PAIRS, product_id=product_id, limit=limit)

    def events(self, event: str | None = None) -> tuple[EventSales, ...]:
        """Every event in every year that the orders reach, oldest first."""
        return self._all(EventSales, EVENTS, event=event)

    def event_customers(self, event: str, *, limit: int = 20) -> tuple[EventCustomer, ...]:
        """Who bought for the event, most spent first."""
        return self._all(EventCustomer, EVENT_CUSTOMERS, event=event, limit=limit)

    def _all(self, kind: type[Kind], statement: LiteralString, **asked: str | int | None) -> tuple[Kind, ...]:
        """The rows as dataclasses; none when a text was asked for that Postgres cannot hold."""
        if not all(is_storable(value) for value in asked.values() if isinstance(value, str)):
            return ()
        with self._database.connection() as connection:
            return tuple(connection.cursor(row_factory=class_row(kind)).execute(statement, asked).fetchall())
