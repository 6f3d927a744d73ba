"""What each key has spent on models, month by month (UTC), and what it has left this month."""

from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal

from psycopg.rows import class_row

from shared.domain.questions import ModelUse
from shared.ports import Clock
from shared.store.database import Database

#: One statement, so that processes that count at the same time lose nothing.
SPEND = """
INSERT INTO question_spending AS kept (key_id, month, model, questions, input_tokens, output_tokens, dollars)
VALUES (%(key_id)s, %(month)s, %(model)s, 1, %(input_tokens)s, %(output_tokens)s, %(dollars)s)
ON CONFLICT (key_id, month, model) DO UPDATE SET
    questions = kept.questions + excluded.questions,
    input_tokens = kept.input_tokens + excluded.input_tokens,
    output_tokens = kept.output_tokens + excluded.output_tokens,
    dollars = kept.dollars + excluded.dollars
"""

SPENT = """
SELECT coalesce(sum(dollars), 0) FROM question_spending WHERE key_id = %(key_id)s AND month = %(month)s
"""

#: A key that is no row is the one that a setting names.
BY_MONTH = """
SELECT s.month, s.key_id, k.name AS key_name, sum(s.questions)::bigint AS questions,
       sum(s.input_tokens)::bigint AS input_tokens, sum(s.output_tokens)::bigint AS output_tokens,
       sum(s.dollars) AS dollars,
       CASE WHEN s.month = %(month)s THEN greatest(%(budget)s - sum(s.dollars), 0) END AS dollars_left
FROM question_spending s LEFT JOIN api_keys k ON k.id::text = s.key_id
GROUP BY s.month, s.key_id, k.name
ORDER BY s.month DESC, dollars DESC, s.key_id
"""


@dataclass(frozen=True, slots=True)
class MonthOfKey:
    """What one key spent in one month, on all models."""

    #: Its first day.
    month: date
    key_id: str
    #: None for the key that a setting names.
    key_name: str | None
    #: Those that were paid for, read or not.
    questions: int
    input_tokens: int
    output_tokens: int
    dollars: Decimal
    #: None for a month that is over.
    dollars_left: Decimal | None


class Spending:
    """Keeps what `shared.door_ports.Allowance` promises.

    Nothing is reserved: questions that are asked at the same moment may together spend more than is left, each its
    own price.
    """

    def __init__(self, database: Database, budget: Decimal, clock: Clock) -> None:
        """`budget` in US dollars, for each key and month."""
        self._database, self._budget, self._clock = database, budget, clock

    def left(self, key_id: str) -> Decimal:
        """See Allowance."""
        with self._database.connection() as connection:
            row = connection.execute(SPENT, {"key_id": key_id, "month": self._month()}).fetchone()
        spent = Decimal(row[0]) if row else Decimal(0)
        return max(self._budget - spent, Decimal(0))

    def spend(self, key_id: str, use: ModelUse) -> None:
        """See Allowance."""
        counted = {
            "key_id": key_id,
            "month": self._month(),
            "model": use.model,
            "input_tokens": use.input_tokens,
            "output_tokens": use.output_tokens,
            "dollars": use.cost,
        }
        with self._database.connection() as connection:
            connection.execute(SPEND, counted)

    def months(self) -> list[MonthOfKey]:
        """All that was ever spent: the newest month first, in each the key that spent most."""
        values = {"month": self._month(), "budget": self._budget}
        with self._database.connection() as connection:
            return connection.cursor(row_factory=class_row(MonthOfKey)).execute(BY_MONTH, values).fetchall()

    def _month(self) -> date:
        return self._clock.now().astimezone(UTC).date().replace(day=1)
