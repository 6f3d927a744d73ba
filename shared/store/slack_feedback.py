"""What people thought of the answers that they were given in Slack, summed up by kind of question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from psycopg.rows import class_row

from shared.store.database import Database

#: One line a kind, most answers first, and one for all of them, whose kind is null.
FEEDBACK = """
SELECT a.query_type AS kind,
       count(*) AS answers,
       count(*) FILTER (WHERE a.asked_back) AS asked_back,
       coalesce(sum(v.good), 0)::bigint AS good,
       coalesce(sum(v.bad), 0)::bigint AS bad,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY a.seconds) FILTER (WHERE a.seconds > 0) AS median_seconds
FROM slack_answers AS a
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE is_good) AS good, count(*) FILTER (WHERE NOT is_good) AS bad
    FROM slack_verdicts WHERE answer_id = a.id
) AS v ON true
WHERE a.answered_at >= now() - %(lasts)s
GROUP BY GROUPING SETS ((a.query_type), ())
ORDER BY a.query_type IS NULL, answers DESC, kind
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The answers of one kind of question."""

    #: None for all kinds together.
    kind: str | None
    answers: int
    #: Answers that asked back.
    asked_back: int
    #: Verdicts; each person has one for an answer.
    good: int
    bad: int
    #: How long people waited; None where all were sent by the clock.
    median_seconds: float | None


class FeedbackStore:
    """Sums up answers and verdicts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_last(self, span: timedelta) -> Sequence[Feedback]:
        """By kind, most answers first, all of them together last; answers of so long back."""
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Feedback)) as cursor:
            return cursor.execute(FEEDBACK, {"lasts": span}).fetchall()
