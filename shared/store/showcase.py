"""Customers worth showing: one query a role, over the newest snapshot."""

from dataclasses import dataclass
from enum import StrEnum

from psycopg.rows import class_row

from shared.store.database import Database


class Role(StrEnum):
    """What makes a customer worth showing."""

    VIP_AT_RISK = "VIP at risk"
    LOYAL_VIP = "loyal VIP"
    REGULAR = "regular buyer"
    BUILDING = "building a relationship"
    FIRST_TIME = "first-time buyer"
    GONE_QUIET = "bought once, long ago"


#: The smallest and largest lifetime value, number of orders, and days since the last order.
_BOUNDS: dict[Role, tuple[float, float, int, int, int, int]] = {
    Role.VIP_AT_RISK: (5000, 1e9, 2, 10_000, 91, 10_000),
    Role.LOYAL_VIP: (5000, 1e9, 12, 10_000, 0, 20),
    Role.REGULAR: (2000, 5000, 10, 30, 5, 50),
    Role.BUILDING: (500, 2000, 3, 5, 20, 80),
    Role.FIRST_TIME: (100, 1000, 1, 1, 3, 25),
    Role.GONE_QUIET: (100, 1000, 1, 1, 180, 10_000),
}

#: The customers with the highest value first, and what they bought last.
CANDIDATES = """
SELECT p.customer_id, c.name, c.email, latest.order_id, latest.product_name
FROM profiles p
JOIN snapshots s ON s.id = p.snapshot_id
JOIN customers c USING (customer_id)
CROSS JOIN LATERAL (
    SELECT order_id, product_name FROM order_lines o
    WHERE o.customer_id = p.customer_id AND quantity > 0 AND length(product_name) > 8
    ORDER BY ordered_at DESC, quantity * unit_price DESC LIMIT 1
) latest
WHERE s.id = (SELECT max(id) FROM snapshots)
  AND historic_clv BETWEEN %(least_clv)s AND %(most_clv)s
  AND historic_number_of_orders BETWEEN %(fewest_orders)s AND %(most_orders)s
  AND s.as_of - last_order_on BETWEEN %(shortest_silence)s AND %(longest_silence)s
  AND c.name IS NOT NULL
ORDER BY historic_clv DESC, p.customer_id LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer, and the newest order to write about."""

    customer_id: str
    name: str
    email: str | None
    order_id: str
    product_name: str


class Showcase:
    """Finds customers for a demonstration."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def candidates(self, role: Role) -> list[Candidate]:
        """Up to 20 customers in the role, the most valuable first."""
        names = ("least_clv", "most_clv", "fewest_orders", "most_orders", "shortest_silence", "longest_silence")
        bounds = dict(zip(names, _BOUNDS[role], strict=True))
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Candidate)) as cursor:
            return cursor.execute(CANDIDATES, bounds).fetchall()
