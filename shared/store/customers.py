"""What the newest snapshot knows of one customer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.rows import class_row

from shared.domain.customers import AxisProfile, Profile, Strength
from shared.store.database import Database

#: The customer with this id in the newest snapshot; when there is none, whoever has it as e-mail address, and
#: among several the one who ordered last.
FIND = """
WITH newest AS (SELECT id, as_of, currency FROM snapshots ORDER BY id DESC LIMIT 1)
SELECT p.customer_id, c.name, c.email, p.archetype_id, a.name AS archetype_name, p.axes,
       p.historic_clv, p.historic_number_of_orders, p.average_order_value, p.average_days_between_orders,
       p.first_order_on, p.last_order_on, newest.as_of, newest.currency
FROM newest
JOIN profiles p ON p.snapshot_id = newest.id
JOIN customers c USING (customer_id)
LEFT JOIN archetypes a ON a.snapshot_id = p.snapshot_id AND a.archetype_id = p.archetype_id
WHERE p.customer_id = coalesce(
    (SELECT customer_id FROM profiles WHERE snapshot_id = (SELECT id FROM newest) AND customer_id = %(key)s),
    (SELECT customer_id FROM customers JOIN profiles USING (customer_id)
     WHERE snapshot_id = (SELECT id FROM newest) AND lower(email) = lower(%(key)s)
     ORDER BY last_order_on DESC, customer_id LIMIT 1)
)
"""


@dataclass(frozen=True, slots=True)
class _Row:
    customer_id: str
    name: str | None
    email: str | None
    archetype_id: str | None
    archetype_name: str | None
    axes: list[dict[str, Any]]
    historic_clv: float
    historic_number_of_orders: int
    average_order_value: float
    average_days_between_orders: float | None
    first_order_on: date
    last_order_on: date
    as_of: date
    currency: str

    def profile(self) -> Profile:
        return Profile(
            customer_id=self.customer_id,
            name=self.name,
            email=self.email,
            archetype_id=self.archetype_id,
            archetype_name=self.archetype_name,
            axes=tuple(
                AxisProfile(place["axis"], place["segment"], Strength(place["strength"]), place["memberships"])
                for place in self.axes
            ),
            historic_clv=self.historic_clv,
            historic_number_of_orders=self.historic_number_of_orders,
            average_order_value=self.average_order_value,
            average_days_between_orders=self.average_days_between_orders,
            first_order_on=self.first_order_on,
            last_order_on=self.last_order_on,
            as_of=self.as_of,
            currency=self.currency,
        )


class CustomerStore:
    """Keeps what `shared.ports.Profiles` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> Profile | None:
        """The profile of the customer whose id, or else e-mail address in any case, is `key`; None without one."""
        if not key or "\x00" in key:  # Postgres cannot hold NUL in text, so no customer can have it
            return None
        with self._database.connection() as connection:
            row = connection.cursor(row_factory=class_row(_Row)).execute(FIND, {"key": key}).fetchone()
        return row.profile() if row else None
