"""The door's rows: a delivery and its job, many requests in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import psycopg
from psycopg import AsyncConnection

from shared.errors import NotFound, Retryable
from shared.ports import Delivery
from shared.store.database import Database

#: A delivery that came before inserts nothing; its first row's id is returned instead. The door rings by itself,
#: so the relay need not for the first two seconds.
RECORD = """
WITH incoming AS (
    SELECT * FROM json_to_recordset(%(rows)s::json)
    AS row (id uuid, job_id uuid, source text, external_id text, hint jsonb, kind text, queue text)
), recorded AS (
    INSERT INTO deliveries (id, source, external_id, hint)
    SELECT id, source, external_id, hint FROM incoming
    ON CONFLICT (source, external_id) DO NOTHING
    RETURNING id
), queued AS (
    INSERT INTO jobs (id, kind, queue, arguments, ring_at)
    SELECT job_id, kind, queue, jsonb_build_object('delivery_id', id), now() + interval '2 seconds'
    FROM incoming JOIN recorded USING (id)
)
SELECT id FROM recorded
"""

#: The ids under which repeated deliveries were first recorded.
FIRST_IDS = """
SELECT d.source, d.external_id, d.id
FROM json_to_recordset(%(rows)s::json) AS asked (source text, external_id text)
JOIN deliveries d USING (source, external_id)
"""

GET = "SELECT id, source, hint FROM deliveries WHERE id = %(id)s"


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """What the door has verified and wants to keep."""

    id: UUID
    job_id: UUID
    source: str
    #: Equal for two deliveries of the same event.
    external_id: str
    #: Ids only: where to look, never what a customer wrote.
    hint: dict[str, Any]
    kind: str
    queue: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a delivery was kept."""

    #: The id of the row, which for a duplicate is the first one's.
    id: UUID
    is_new: bool


async def record(connection: AsyncConnection[Any], batch: Sequence[NewDelivery]) -> list[Recorded]:
    """One answer for each delivery of the batch, in its order, after one COMMIT.

    `connection` must be in autocommit, so that the statement is its own transaction. Raises Retryable when the rows
    could not be made durable, or when that cannot be known.
    """
    # One JSON document: psycopg takes three times as long to write seven arrays.
    rows = {"rows": orjson.dumps(batch).decode()}
    try:
        cursor = await connection.execute(RECORD, rows)
        new = {row[0] for row in await cursor.fetchall()}
        ids = {(row.source, row.external_id): row.id for row in batch if row.id in new}
        if len(new) < len(batch):
            cursor = await connection.execute(FIRST_IDS, rows)
            ids |= {(source, external_id): known for source, external_id, known in await cursor.fetchall()}
    except psycopg.Error as error:
        raise Retryable("the delivery could not be recorded") from error
    return [Recorded(ids[row.source, row.external_id], row.id in new) for row in batch]


class DeliveryStore:
    """Reads deliveries for the workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, delivery_id: UUID) -> Delivery:
        """The delivery; NotFound when there is none."""
        with self._database.connection() as connection:
            row = connection.execute(GET, {"id": delivery_id}).fetchone()
        if row is None:
            raise NotFound(f"there is no delivery {delivery_id}")
        known, source, hint = row
        return Delivery(known, source, ticket_id=hint["ticket_id"], message_id=hint.get("message_id"))
