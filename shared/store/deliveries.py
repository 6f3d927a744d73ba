"""The door's rows: a delivery and its job, many requests in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import orjson
import psycopg
from psycopg import AsyncConnection

from shared.domain.deliveries import message_key
from shared.errors import NotFound, Retryable
from shared.ports import Announced, Delivery
from shared.store.database import Database

#: A delivery that came before inserts nothing and returns nothing. A delivery's job has the delivery's own id. The
#: door rings by itself, so the job counts as announced; for others the relay rings.
RECORD = """
WITH incoming AS (
    SELECT * FROM json_to_recordset(%(rows)s::json)
    AS row (source text, external_id text, hint jsonb, kind text, queue text)
), recorded AS (
    INSERT INTO deliveries (source, external_id, hint)
    SELECT source, external_id, hint FROM incoming
    ON CONFLICT (source, external_id) DO NOTHING
    RETURNING id, source, external_id
), queued AS (
    INSERT INTO jobs (id, kind, queue, arguments, rings, ring_at)
    SELECT DISTINCT ON (id) id, kind, queue, jsonb_build_object('delivery_id', id),
           %(rings)s::integer, now() + interval '2 seconds' * %(rings)s::integer
    FROM incoming JOIN recorded USING (source, external_id)
)
SELECT source, external_id, id::text FROM recorded
"""

#: The ids under which repeated deliveries were first recorded.
FIRST_IDS = """
SELECT d.source, d.external_id, d.id::text
FROM json_to_recordset(%(rows)s::json) AS asked (source text, external_id text)
JOIN deliveries d USING (source, external_id)
"""

GET = "SELECT id, source, hint FROM deliveries WHERE id = %(id)s"


#: Source and external id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """What the door has verified and wants to keep."""

    source: str
    #: Equal for two deliveries of the same event.
    external_id: str
    #: Of the helpdesk ids only: where to look, never what a customer wrote. Of Slack all that it sent, which is
    #: taken out again when the job is done.
    hint: dict[str, Any]
    kind: str
    queue: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a delivery was kept."""

    #: The id of the row and of its job, which for a duplicate are the first one's.
    id: str
    is_new: bool


async def record(connection: AsyncConnection[Any], batch: Sequence[NewDelivery]) -> list[Recorded]:
    """One answer for each delivery of the batch, in its order, after one COMMIT.

    `connection` must be in autocommit, so that the statement is its own transaction. Raises Retryable when the rows
    could not be made durable, or when that cannot be known.
    """
    # One JSON document: psycopg takes three times as long to write seven arrays.
    rows = {"rows": orjson.dumps(batch).decode(), "rings": 1}
    try:
        new = await _ids(connection, RECORD, rows)
        known = dict(new) if len(new) == len(batch) else new | await _ids(connection, FIRST_IDS, rows)
    except psycopg.Error as error:
        raise Retryable("the delivery could not be recorded") from error
    answers = []
    for row in batch:
        key = (row.source, row.external_id)
        # Of several that came together only the first is new.
        answers.append(Recorded(known[key], new.pop(key, None) is not None))
    return answers


async def _ids(connection: AsyncConnection[Any], statement: LiteralString, rows: dict[str, Any]) -> dict[Key, str]:
    cursor = await connection.execute(statement, rows)
    return {(source, external_id): known for source, external_id, known in await cursor.fetchall()}


class DeliveryStore:
    """Keeps what `shared.ports.Deliveries` promises in Postgres."""

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

    def record(self, delivery: NewDelivery) -> Recorded:
        """How the delivery was kept, after COMMIT; Retryable when it was not made durable, or that cannot be known.

        Whoever records it rings for it.
        """
        rows = {"rows": orjson.dumps([delivery]).decode(), "rings": 1}
        try:
            with self._database.connection() as connection:
                new = connection.execute(RECORD, rows).fetchone()
                row = new or connection.execute(FIRST_IDS, rows).fetchone()
        except psycopg.Error as error:
            raise Retryable("the delivery could not be recorded") from error
        if row is None:
            raise Retryable("the delivery was recorded and is gone")
        return Recorded(row[2], is_new=new is not None)

    def record_missing(self, announced: Sequence[Announced], *, source: str, kind: str, queue: str) -> int:
        """Make a delivery, and a job of this kind, of each message that no webhook told of; how many there were."""
        batch = [
            NewDelivery(source, message_key(one.ticket_id, one.message_id), _found(one), kind, queue)
            for one in announced
        ]
        with self._database.connection() as connection:
            return connection.execute(RECORD, {"rows": orjson.dumps(batch).decode(), "rings": 0}).rowcount


def _found(announced: Announced) -> dict[str, Any]:
    return {"ticket_id": announced.ticket_id, "message_id": announced.message_id, "event": "feed"}
