"""How questions from Slack were read, to show an answer again, and what people thought of it."""

from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from shared.domain.questions import QuestionAnswer
from shared.domain.slack import KeptAnswer, Place
from shared.errors import NotFound
from shared.store.database import Database

#: An answer that is worked out again after a crash is the same answer.
KEEP = """
INSERT INTO slack_answers (id, user_id, channel, thread_ts, query_type, slots, tool, engine, confidence,
                           asked_back, seconds)
VALUES (%(id)s, %(user_id)s, %(channel)s, %(thread_ts)s, %(query_type)s, %(slots)s, %(tool)s, %(engine)s,
        %(confidence)s, %(asked_back)s, %(seconds)s)
ON CONFLICT (id) DO NOTHING
"""

GET = "SELECT id, user_id, channel, thread_ts, query_type, slots FROM slack_answers WHERE id = %(id)s"

JUDGE = """
INSERT INTO slack_verdicts (answer_id, user_id, is_good) VALUES (%(answer_id)s, %(user_id)s, %(is_good)s)
ON CONFLICT (answer_id, user_id) DO UPDATE SET is_good = excluded.is_good, judged_at = now()
"""


class KeptAnswerStore:
    """Keeps what `shared.slack.ports.KeptAnswers` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer: KeptAnswer, given: QuestionAnswer, *, seconds: float) -> None:
        """See KeptAnswers."""
        row = {
            "id": answer.id,
            "user_id": answer.user_id,
            "channel": answer.place.channel,
            "thread_ts": answer.place.thread_ts,
            "query_type": answer.query_type,
            "slots": Jsonb(dict(answer.slots)),
            "tool": given.tool,
            "engine": given.engine,
            "confidence": given.confidence,
            "asked_back": given.clarification is not None,
            "seconds": seconds,
        }
        with self._database.connection() as connection:
            connection.execute(KEEP, row)

    def get(self, answer_id: UUID) -> KeptAnswer:
        """See KeptAnswers."""
        with self._database.connection() as connection:
            row = connection.execute(GET, {"id": answer_id}).fetchone()
        if row is None:
            raise NotFound(f"there is no answer {answer_id}")
        known, user_id, channel, thread_ts, query_type, slots = row
        return KeptAnswer(known, user_id, Place(channel, thread_ts), query_type, slots)

    def judge(self, answer_id: UUID, user_id: str, *, is_good: bool) -> None:
        """See KeptAnswers."""
        row = {"answer_id": answer_id, "user_id": user_id, "is_good": is_good}
        with self._database.connection() as connection:
            try:
                connection.execute(JUDGE, row)
            except psycopg.errors.ForeignKeyViolation as error:
                raise NotFound(f"there is no answer {answer_id}") from error
