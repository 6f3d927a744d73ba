"""Who has read about whom: rows that are only ever added, with customers as pseudonyms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from shared.domain.access import CustomerRead
from shared.store.database import Database

#: An INSERT for each read: PostgreSQL lets those that arrive together share one write to the disk by itself.
RECORD = """
INSERT INTO customer_reads (key_id, caller, role, door, action, customers)
SELECT %(key_id)s, %(caller)s, %(role)s, %(door)s, %(action)s, array_agg(pseudonym(id))
FROM unnest(%(customer_ids)s::text[]) AS id
"""

#: The newest reads, of one customer, of one key by its id, name or beginning, or of all.
READS = """
SELECT at, key_id, caller, role, door, action, cardinality(customers) AS customers
FROM customer_reads
WHERE (%(customer_id)s::text IS NULL OR customers @> ARRAY[pseudonym(%(customer_id)s)])
  AND (%(key)s::text IS NULL OR %(key)s IN (key_id, caller)
       OR key_id IN (SELECT id::text FROM api_keys WHERE prefix = left(%(key)s, length(prefix))))
  AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
ORDER BY id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class RecordedRead:
    """A read as the audit keeps it."""

    at: datetime
    #: The key's id, or "setting".
    key_id: str
    #: What the key was called.
    caller: str
    role: str
    door: str
    action: str
    #: How many customers were read about.
    customers: int


class AuditStore:
    """Keeps what `shared.door_ports.Audit` promises, and tells what it has kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, read: CustomerRead) -> None:
        """See `shared.door_ports.Audit`."""
        row = {
            "key_id": read.caller.key_id,
            "caller": read.caller.name,
            "role": read.caller.role,
            "door": read.door,
            "action": read.action,
            "customer_ids": list(read.customer_ids),
        }
        with self._database.connection() as connection:
            connection.execute(RECORD, row)

    def reads(
        self,
        *,
        customer_id: str | None = None,
        key: str | None = None,
        since: datetime | None = None,
        limit: int = 50,
    ) -> Sequence[RecordedRead]:
        """The newest reads first: of the customer, by the key with this id, name or beginning, at or after `since`."""
        chosen = {"customer_id": customer_id, "key": key, "since": since, "limit": limit}
        with (
            self._database.connection() as connection,
            connection.cursor(row_factory=class_row(RecordedRead)) as cursor,
        ):
            return cursor.execute(READS, chosen).fetchall()
