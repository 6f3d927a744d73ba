"""All that is kept of one customer: taken out, or erased for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row

from shared.errors import NotFound, Retryable
from shared.store.database import Database
from shared.store.orders_sql import BE_THE_ONLY_LOAD
from shared.store.search_sql import is_storable

#: The customer with this id, else the one with this e-mail address; whether discovered yet or not.
FIND = """
SELECT customer_id FROM customers
WHERE customer_id = %(key)s OR lower(email) = lower(%(key)s)
ORDER BY customer_id = %(key)s DESC, customer_id LIMIT 1
"""

#: Everything that names the customer, under the name that it has in an export.
PARTS: Mapping[str, LiteralString] = {
    "customer": "SELECT customer_id, name, email FROM customers WHERE customer_id = %(id)s",
    "order_lines": """
SELECT order_id, line, ordered_at, product_id, product_name, category, quantity, unit_price, discount, coupon
FROM order_lines WHERE customer_id = %(id)s ORDER BY ordered_at, order_id, line
""",
    "profile": """
SELECT s.as_of, s.currency, to_jsonb(p) - 'customer_id' AS figures
FROM profiles p JOIN snapshots s ON s.is_current WHERE p.customer_id = %(id)s
""",
    "places": """
SELECT s.as_of, p.historic_clv, a.name AS archetype
FROM places p
JOIN snapshots s ON s.id = p.snapshot_id
LEFT JOIN archetypes a ON a.snapshot_id = p.snapshot_id AND a.position = p.archetype
WHERE p.customer_id = %(id)s ORDER BY s.as_of, s.id
""",
    "events": "SELECT * FROM event_customers WHERE customer_id = %(id)s ORDER BY event",
    # Who answered is a colleague, and no part of what is kept of the customer.
    "drafts": """
SELECT d.ticket_id, d.message_id, d.note_id, d.helpdesk_customer_id, d.category, d.language, d.engine, d.facts,
       d.posted_at, d.superseded_at, a.usage, a.edit_distance, a.answered_at
FROM drafts d LEFT JOIN draft_answers a ON a.key = d.key
WHERE d.customer_id = %(id)s OR (d.customer_id IS NULL AND d.helpdesk_customer_id IN (
    SELECT helpdesk_customer_id FROM drafts WHERE customer_id = %(id)s
))
ORDER BY d.reserved_at
""",
    # Who asked is a colleague, too.
    "slack_answers": """
SELECT query_type, answered_at FROM slack_answers WHERE slots->>'customer' = %(id)s ORDER BY answered_at, id
""",
    "slack_reports": """
SELECT query_type, rhythm, created_at, ended_at FROM subscriptions
WHERE slots->>'customer' = %(id)s ORDER BY created_at, id
""",
    "reads": """
SELECT at, role, door, action FROM customer_reads WHERE customers @> ARRAY[pseudonym(%(id)s)] ORDER BY id
""",
}

#: In this order, since orders hang on their customer; the rest goes with the customer.
ERASE: tuple[LiteralString, ...] = (
    # What was drafted before the shop knew this customer of the helpdesk, or while the analytics were down, is theirs
    # too. The figures stay: they name nobody.
    """
UPDATE drafts SET customer_id = NULL, helpdesk_customer_id = NULL, facts = NULL
WHERE customer_id = %(id)s OR (customer_id IS NULL AND helpdesk_customer_id IN (
    SELECT helpdesk_customer_id FROM drafts WHERE customer_id = %(id)s
))
""",
    # How many answers there were, and what people thought of them, stays; reports about nobody end.
    "UPDATE slack_answers SET slots = slots - 'customer' WHERE slots->>'customer' = %(id)s",
    """
UPDATE subscriptions SET slots = slots - 'customer', ended_at = coalesce(ended_at, now())
WHERE slots->>'customer' = %(id)s
""",
    "DELETE FROM order_lines WHERE customer_id = %(id)s",
    # A ticket may name the customer by address alone, and must still be known as that of somebody who was erased.
    """
INSERT INTO erasures (customer, key_id)
SELECT pseudonym(lower(email)), %(key_id)s FROM customers WHERE customer_id = %(id)s AND email IS NOT NULL
ON CONFLICT (customer) DO UPDATE SET erased_at = now(), key_id = excluded.key_id
""",
    "DELETE FROM customers WHERE customer_id = %(id)s",
    """
INSERT INTO erasures (customer, key_id) VALUES (pseudonym(%(id)s), %(key_id)s)
ON CONFLICT (customer) DO UPDATE SET erased_at = now(), key_id = excluded.key_id
""",
    # Where the customer was shown in the helpdesk's sidebar, that is taken back. Jobs that would still show them forget
    # whom.
    """
WITH shown AS (
    UPDATE jobs SET arguments = arguments - 'customer_id' - 'helpdesk_customer_id'
    WHERE kind = 'act_on_ticket' AND arguments->>'customer_id' = %(id)s
    RETURNING old.arguments->'helpdesk_customer_id' AS helpdesk_customer_id
)
INSERT INTO jobs (kind, queue, arguments)
SELECT DISTINCT 'forget_in_helpdesk', 'upkeep', jsonb_build_object('helpdesk_customer_id', helpdesk_customer_id)
FROM shown WHERE jsonb_typeof(helpdesk_customer_id) = 'number'
""",
)
COUNT_ORDERS = "SELECT count(DISTINCT order_id) FROM order_lines WHERE customer_id = %(id)s"
ERASED_AT = "SELECT erased_at FROM erasures WHERE customer = pseudonym(%(id)s)"
#: A load or a discovery that holds these rows is waited for so long.
PATIENCE = "SET LOCAL lock_timeout = '2s'"

NOBODY = "no customer has this id or e-mail address"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    customer_id: str
    orders: int
    erased_at: datetime


class PersonalData:
    """What the law gives a customer a right to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, key: str) -> dict[str, Any]:
        """All that is kept of the customer whose id or e-mail address is `key`: part to its rows.

        NotFound when there is nobody.
        """
        with self._database.connection() as connection, connection.transaction():
            # One moment for all parts, whatever is loaded meanwhile.
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            customer_id = _found(connection, key)
            cursor = connection.cursor(row_factory=dict_row)
            return {name: cursor.execute(part, {"id": customer_id}).fetchall() for name, part in PARTS.items()}

    def erase(self, key: str, *, key_id: str) -> Erased:
        """Forget the customer whose id or e-mail address is `key`, whatever is loaded later; all or nothing.

        Sums over many customers stay as they are until the next discovery. The audit keeps the pseudonym. NotFound
        when there is nobody, Retryable while orders are being loaded or segments being kept.
        """
        with self._database.connection() as connection:
            try:
                with connection.transaction():
                    connection.execute(PATIENCE)
                    if connection.execute(BE_THE_ONLY_LOAD).fetchone() != (True,):
                        raise Retryable("orders are being loaded: ask again when that has ended", retry_after=30)
                    customer_id = _found(connection, key)
                    return _erase(connection, {"id": customer_id, "key_id": key_id})
            except psycopg.errors.LockNotAvailable as error:
                raise Retryable("the store is busy: ask again in a minute", retry_after=60) from error


def _found(connection: psycopg.Connection[Any], key: str) -> str:
    row = connection.execute(FIND, {"key": key}).fetchone() if key and is_storable(key) else None
    if row is None:
        raise NotFound(NOBODY)
    return str(row[0])


def _erase(connection: psycopg.Connection[Any], values: dict[str, str]) -> Erased:
    orders = connection.execute(COUNT_ORDERS, values).fetchall()[0][0]
    for statement in ERASE:
        connection.execute(statement, values)
    return Erased(values["id"], orders, connection.execute(ERASED_AT, values).fetchall()[0][0])
