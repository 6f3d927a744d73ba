"""What agents made of the drafts: each answer beside its draft, in figures."""

from dataclasses import asdict

from psycopg.rows import class_row

from shared.domain.answers import LiveDraft, Pairing
from shared.store.database import Database

#: Of the newest note before the answer, and of none that is older: what an agent answers to is what they saw last. The
#: helpdesk counts messages as they arrive.
LIVE_DRAFT = """
SELECT newest.key, newest.note_id
FROM (
    SELECT key, note_id FROM drafts
    WHERE ticket_id = %(ticket_id)s AND note_id < %(before)s
    ORDER BY note_id DESC LIMIT 1
) newest
WHERE NOT EXISTS (SELECT FROM draft_answers a WHERE a.key = newest.key)
"""

#: A name that the helpdesk did not tell this time stays as it was known.
SEEN_AGENT = """
INSERT INTO agents (id, name) VALUES (%(agent_id)s, %(agent_name)s)
ON CONFLICT (id) DO UPDATE SET name = coalesce(nullif(excluded.name, ''), agents.name), seen_at = now()
"""

PAIR = """
INSERT INTO draft_answers (key, message_id, agent_id, answered_at, usage, edit_distance,
                           draft_sentences, kept_sentences, answer_sentences, kept_characters)
VALUES (%(key)s, %(message_id)s, %(agent_id)s, %(answered_at)s, %(usage)s, %(edit_distance)s,
        %(draft_sentences)s, %(kept_sentences)s, %(answer_sentences)s, %(kept_characters)s)
ON CONFLICT (key) DO NOTHING
"""


class AnswerStore:
    """Keeps what `shared.draft_ports.Answers` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def live_draft(self, ticket_id: int, *, before: int) -> LiveDraft | None:
        """See Answers."""
        with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(LiveDraft))
            return cursor.execute(LIVE_DRAFT, {"ticket_id": ticket_id, "before": before}).fetchone()

    def pair(self, key: str, pairing: Pairing) -> None:
        """See Answers."""
        told = asdict(pairing)
        values = {"key": key, **told, **told.pop("comparison")}
        with self._database.connection() as connection, connection.transaction():
            if pairing.agent_id is not None:
                named = {"agent_id": pairing.agent_id, "agent_name": pairing.agent_name or ""}
                connection.execute(SEEN_AGENT, named)
            connection.execute(PAIR, values)
