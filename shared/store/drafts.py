"""The drafts: one row for each customer message that we answer, from before the POST until after it."""

from uuid import UUID

from shared.domain.drafts import DraftRecord
from shared.store.database import Database

IS_OUR_NOTE = "SELECT 1 FROM drafts WHERE ticket_id = %(ticket_id)s AND note_id = %(note_id)s"

#: The first job to come holds the message; the same job may come again.
RESERVE = """
INSERT INTO drafts (key, ticket_id, message_id, job_id)
VALUES (%(key)s, %(ticket_id)s, %(message_id)s, %(job_id)s)
ON CONFLICT (key) DO UPDATE SET key = drafts.key WHERE drafts.job_id = EXCLUDED.job_id
RETURNING key
"""

#: From here on the note may exist on the ticket. RETURNING old.state says whether it might have before.
ABOUT_TO_POST = """
UPDATE drafts SET state = CASE state WHEN 'posted' THEN state ELSE 'posting' END
WHERE key = %(key)s
RETURNING old.state <> 'reserved'
"""

RECORD = """
UPDATE drafts
SET state = 'posted', note_id = %(note_id)s, posted_at = now(), customer_id = %(customer_id)s,
    category = %(category)s, engine = %(engine)s, fell_back_because = %(because)s,
    prompt_version = %(prompt_version)s, model = %(model)s, input_tokens = %(input_tokens)s,
    output_tokens = %(output_tokens)s, latency_s = %(latency_s)s
WHERE key = %(key)s
"""

#: The note was found on the ticket although nothing of its making is known here.
FOUND = "UPDATE drafts SET state = 'posted', note_id = %(note_id)s, posted_at = now() WHERE key = %(key)s"


class DraftStore:
    """Keeps what `shared.ports.Drafts` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_our_note(self, ticket_id: int, message_id: int) -> bool:
        """Whether the message is a note that we posted."""
        with self._database.connection() as connection:
            row = connection.execute(IS_OUR_NOTE, {"ticket_id": ticket_id, "note_id": message_id}).fetchone()
        return row is not None

    def reserve(self, key: str, *, ticket_id: int, message_id: int, job_id: UUID) -> bool:
        """Whether `key` is now this job's to answer; False when another job holds it."""
        values = {"key": key, "ticket_id": ticket_id, "message_id": message_id, "job_id": job_id}
        with self._database.connection() as connection:
            return connection.execute(RESERVE, values).fetchone() is not None

    def about_to_post(self, key: str) -> bool:
        """Note that a POST is about to be sent; whether one was sent before with an unknown end."""
        with self._database.connection() as connection:
            row = connection.execute(ABOUT_TO_POST, {"key": key}).fetchone()
        return bool(row and row[0])

    def found(self, key: str, *, note_id: int) -> None:
        """Keep that the note stands on the ticket."""
        with self._database.connection() as connection:
            connection.execute(FOUND, {"key": key, "note_id": note_id})

    def record(self, key: str, record: DraftRecord, *, note_id: int) -> None:
        """Keep what was posted."""
        draft, completion = record.draft, record.draft.completion
        values = {
            "key": key,
            "note_id": note_id,
            "customer_id": record.customer_id,
            "category": record.category,
            "engine": draft.engine,
            "because": draft.fell_back_because,
            "prompt_version": draft.prompt_version,
            "model": completion.model if completion else None,
            "input_tokens": completion.input_tokens if completion else None,
            "output_tokens": completion.output_tokens if completion else None,
            "latency_s": completion.latency_s if completion else None,
        }
        with self._database.connection() as connection:
            connection.execute(RECORD, values)
