"""Who looks at our home tab in Slack."""

from collections.abc import Sequence
from datetime import datetime

from shared.store.database import Database

#: How many tabs are looked up at once: more would not be refreshed within the hour.
MOST_HOMES = 1000

OPENED = """
INSERT INTO slack_homes (user_id) VALUES (%(user_id)s)
ON CONFLICT (user_id) DO UPDATE SET opened_at = now()
"""

OPENED_SINCE = """
SELECT user_id FROM slack_homes WHERE opened_at >= %(when)s
ORDER BY refreshed_at NULLS FIRST, user_id LIMIT %(limit)s
"""

REFRESHED = "UPDATE slack_homes SET refreshed_at = now() WHERE user_id = %(user_id)s"

FORGET = "DELETE FROM slack_homes WHERE user_id = %(user_id)s"

FORGET_UNOPENED = "DELETE FROM slack_homes WHERE opened_at < %(than)s"


class HomeStore:
    """Keeps what `shared.slack_ports.Homes` promises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def opened(self, user: str) -> None:
        """See Homes."""
        with self._database.connection() as connection:
            connection.execute(OPENED, {"user_id": user})

    def opened_since(self, when: datetime) -> Sequence[str]:
        """See Homes."""
        with self._database.connection() as connection:
            rows = connection.execute(OPENED_SINCE, {"when": when, "limit": MOST_HOMES}).fetchall()
        return [user for (user,) in rows]

    def refreshed(self, user: str) -> None:
        """See Homes."""
        with self._database.connection() as connection:
            connection.execute(REFRESHED, {"user_id": user})

    def forget(self, user: str) -> None:
        """See Homes."""
        with self._database.connection() as connection:
            connection.execute(FORGET, {"user_id": user})

    def forget_unopened(self, than: datetime) -> int:
        """See Homes."""
        with self._database.connection() as connection:
            return connection.execute(FORGET_UNOPENED, {"than": than}).rowcount
