"""What one customer has ordered, as it was loaded: also what came since the last discovery."""

from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from shared.domain.facts import OrderedItem, OrderFact

#: The newest orders, and how many there are. What was sent back on its own is no order; what was sent back of an order
#: is no item of it, but is taken off its total.
ORDERS = """
WITH lines AS (
    SELECT order_id, line, ordered_at, coalesce(nullif(product_name, ''), product_id) AS name, quantity,
           quantity * unit_price - discount AS paid
    FROM order_lines WHERE customer_id = %(customer_id)s
), orders AS (
    SELECT order_id, min(ordered_at) AS ordered_at, sum(paid)::float8 AS total,
           json_agg(json_build_array(name, quantity) ORDER BY line) FILTER (WHERE quantity > 0) AS items
    FROM lines GROUP BY order_id HAVING max(quantity) > 0
)
SELECT order_id, ordered_at::date AS ordered_on, items, total, count(*) OVER ()::integer AS of_all,
       (SELECT currency FROM snapshots WHERE is_current) AS currency
FROM orders
ORDER BY orders.ordered_at DESC, order_id DESC
LIMIT %(limit)s
"""


def read_orders(connection: Connection[Any], customer_id: str, *, limit: int) -> tuple[tuple[OrderFact, ...], int]:
    """The customer's newest orders, newest first, and how many there are in all."""
    cursor = connection.cursor(row_factory=dict_row)
    rows = cursor.execute(ORDERS, {"customer_id": customer_id, "limit": limit}).fetchall()
    orders = tuple(
        OrderFact(
            order_id=row["order_id"],
            ordered_on=row["ordered_on"],
            items=tuple(OrderedItem(name, quantity) for name, quantity in row["items"]),
            total=round(row["total"], 2),
            currency=row["currency"] or "",
        )
        for row in rows
    )
    return orders, rows[0]["of_all"] if rows else 0
