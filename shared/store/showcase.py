"""Customers worth showing: one query for all roles, over the current snapshot."""

from dataclasses import dataclass
from enum import StrEnum

from psycopg.rows import class_row

from shared.domain.churn import AT_RISK, ChurnLevel
from shared.store.database import Database


class Role(StrEnum):
    """What makes a customer worth showing."""

    VIP_AT_RISK = "VIP at risk"
    LOYAL_VIP = "loyal VIP"
    REGULAR = "regular buyer"
    BUILDING = "building a relationship"
    FIRST_TIME = "first-time buyer"
    GONE_QUIET = "bought once, long ago"


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Who fits a role; both ends are included."""

    clv: tuple[float, float]
    orders: tuple[int, int]
    #: Days since the last order.
    silence: tuple[int, int]
    levels: tuple[ChurnLevel, ...] = tuple(ChurnLevel)


_EVER, _ANY_VALUE = 100_000, 1e12

_BOUNDS = {
    Role.VIP_AT_RISK: _Bounds((5000, _ANY_VALUE), (2, _EVER), (0, _EVER), AT_RISK),
    Role.LOYAL_VIP: _Bounds((5000, _ANY_VALUE), (12, _EVER), (0, 20), (ChurnLevel.LOW, ChurnLevel.MEDIUM)),
    Role.REGULAR: _Bounds((2000, 5000), (10, 30), (5, 50)),
    Role.BUILDING: _Bounds((500, 2000), (3, 5), (20, 80)),
    Role.FIRST_TIME: _Bounds((100, 1000), (1, 1), (3, 25)),
    Role.GONE_QUIET: _Bounds((100, 1000), (1, 1), (180, _EVER)),
}

#: The customers with the highest value first, and what they bought last.
CANDIDATES = """
SELECT p.customer_id, c.name, c.email, latest.order_id, latest.product_name
FROM profiles p
JOIN customers c USING (customer_id)
CROSS JOIN LATERAL (
    SELECT order_id, product_name FROM order_lines o
    WHERE o.customer_id = p.customer_id AND quantity > 0 AND length(product_name) > 8
    ORDER BY ordered_at DESC, quantity * unit_price DESC LIMIT 1
) latest
WHERE historic_clv BETWEEN %(least_clv)s AND %(most_clv)s
  AND historic_number_of_orders BETWEEN %(fewest_orders)s AND %(most_orders)s
  AND days_since_last_order BETWEEN %(shortest_silence)s AND %(longest_silence)s
  AND churn_level = ANY(%(levels)s)
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
        bounds = _BOUNDS[role]
        values = {
            "least_clv": bounds.clv[0],
            "most_clv": bounds.clv[1],
            "fewest_orders": bounds.orders[0],
            "most_orders": bounds.orders[1],
            "shortest_silence": bounds.silence[0],
            "longest_silence": bounds.silence[1],
            "levels": list(bounds.levels),
        }
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Candidate)) as cursor:
            return cursor.execute(CANDIDATES, values).fetchall()
