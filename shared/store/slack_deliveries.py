"""What the door has recorded of Slack. The payload is what somebody wrote, so it goes as soon as it is dealt with."""

from datetime import datetime
from uuid import UUID

from shared.domain.deliveries import SLACK
from shared.domain.slack import SlackDelivery
from shared.errors import NotFound
from shared.store.database import Database

GET = """
SELECT id, hint->>'kind', hint->'payload', received_at FROM deliveries
WHERE id = %(id)s AND source = %(source)s AND hint ? 'payload'
"""

FORGET = "UPDATE deliveries SET hint = hint - 'payload' WHERE id = %(id)s AND source = %(source)s"

FORGET_OLDER = """
UPDATE deliveries SET hint = hint - 'payload'
WHERE source = %(source)s AND received_at < %(than)s AND hint ? 'payload'
"""


class SlackDeliveryStore:
    """Keeps what `shared.slack.ports.SlackDeliveries` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, delivery_id: UUID) -> SlackDelivery:
        """See SlackDeliveries."""
        with self._database.connection() as connection:
            row = connection.execute(GET, {"id": delivery_id, "source": SLACK}).fetchone()
        if row is None:
            raise NotFound(f"what Slack sent with delivery {delivery_id} is not kept any more")
        return SlackDelivery(*row)

    def forget(self, delivery_id: UUID) -> None:
        """See SlackDeliveries."""
        with self._database.connection() as connection:
            connection.execute(FORGET, {"id": delivery_id, "source": SLACK})

    def forget_older(self, than: datetime) -> int:
        """See SlackDeliveries."""
        with self._database.connection() as connection:
            return connection.execute(FORGET_OLDER, {"than": than, "source": SLACK}).rowcount
