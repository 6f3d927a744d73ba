"""Subscriptions as rows: reports by the clock, and alerts."""

import logging
from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg.types.json import Jsonb

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Subscription, Timing
from shared.errors import InvalidPayload, NotAllowed, NotFound
from shared.store.database import Database
from shared.thresholds import Condition, condition_in_words, condition_told

log = logging.getLogger(__name__)

#: One at a time decides whether a place has the subscription already.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('subscriptions'))"

#: So many reports one person has at most.
MOST_OF_A_USER = 20

#: A conversation remembers for a while whom it was about, also somebody who has been erased meanwhile.
IS_ERASED = "SELECT EXISTS (SELECT FROM erasures WHERE customer = pseudonym(%(slots)s::jsonb->>'customer'))"

COUNT_OF_A_USER = "SELECT count(*) FROM subscriptions WHERE ended_at IS NULL AND user_id = %(user_id)s"

#: What is asked for again in the same place is the same subscription, with the timing that was asked for last.
CHANGE = """
UPDATE subscriptions
SET user_id = %(user_id)s, rhythm = %(rhythm)s, day = %(day)s, at = %(at)s, time_zone = %(time_zone)s,
    created_at = now()
WHERE ended_at IS NULL AND name IS NULL AND channel = %(channel)s AND thread_ts IS NOT DISTINCT FROM %(thread_ts)s
  AND query_type = %(query_type)s AND slots = %(slots)s
RETURNING id, name, channel, thread_ts, user_id, query_type, slots, rhythm, day, at, time_zone, condition, last_value,
          created_at
"""

CREATE = """
INSERT INTO subscriptions (channel, thread_ts, user_id, query_type, slots, rhythm, day, at, time_zone)
VALUES (%(channel)s, %(thread_ts)s, %(user_id)s, %(query_type)s, %(slots)s, %(rhythm)s, %(day)s, %(at)s, %(time_zone)s)
RETURNING id, name, channel, thread_ts, user_id, query_type, slots, rhythm, day, at, time_zone, condition, last_value,
          created_at
"""

#: One that the settings name, as they say now. Where the timing is another, nothing is due that fell before. One that
#: had ended begins anew, and an alert forgets what it saw.
UPSERT = """
INSERT INTO subscriptions AS old (name, channel, query_type, slots, rhythm, day, at, time_zone, condition)
VALUES (%(name)s, %(channel)s, %(query_type)s, %(slots)s, %(rhythm)s, %(day)s, %(at)s, %(time_zone)s, %(condition)s)
ON CONFLICT (name) DO UPDATE
SET channel = EXCLUDED.channel, query_type = EXCLUDED.query_type, slots = EXCLUDED.slots, rhythm = EXCLUDED.rhythm,
    day = EXCLUDED.day, at = EXCLUDED.at, time_zone = EXCLUDED.time_zone, condition = EXCLUDED.condition,
    last_value = CASE WHEN old.ended_at IS NULL THEN old.last_value END,
    created_at = CASE
        WHEN old.ended_at IS NULL AND (old.rhythm, old.day, old.at, old.time_zone)
             IS NOT DISTINCT FROM (EXCLUDED.rhythm, EXCLUDED.day, EXCLUDED.at, EXCLUDED.time_zone) THEN old.created_at
        ELSE now()
    END,
    ended_at = NULL
"""

END_UNNAMED = """
UPDATE subscriptions SET ended_at = now()
WHERE ended_at IS NULL AND name IS NOT NULL AND name <> ALL (%(names)s)
"""

ALIVE = """
SELECT id, name, channel, thread_ts, user_id, query_type, slots, rhythm, day, at, time_zone, condition, last_value,
       created_at
FROM subscriptions WHERE ended_at IS NULL ORDER BY created_at, id
"""

GET = """
SELECT id, name, channel, thread_ts, user_id, query_type, slots, rhythm, day, at, time_zone, condition, last_value,
       created_at
FROM subscriptions WHERE id = %(id)s AND ended_at IS NULL
"""

END = "UPDATE subscriptions SET ended_at = now() WHERE id = %(id)s AND ended_at IS NULL"

END_IN = """
UPDATE subscriptions SET ended_at = now()
WHERE ended_at IS NULL AND name IS NULL AND channel = %(channel)s AND thread_ts IS NOT DISTINCT FROM %(thread_ts)s
"""

KEEP_VALUE = "UPDATE subscriptions SET last_value = %(value)s WHERE id = %(id)s"


class SubscriptionStore:
    """Keeps what `shared.slack_ports.Subscriptions` promises, and what the schedule and administrators do with them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: NewSubscription) -> Subscription:
        """See Subscriptions."""
        row = _row(new)
        with self._database.connection() as connection, connection.transaction():
            connection.execute(ONE_AT_A_TIME)
            if connection.execute(IS_ERASED, row).fetchone() == (True,):
                raise NotAllowed("nothing is kept of this customer any more")
            kept = connection.execute(CHANGE, row).fetchone()
            if kept is None:
                [(count,)] = connection.execute(COUNT_OF_A_USER, row).fetchall()
                if count >= MOST_OF_A_USER:
                    raise NotAllowed(f"you have {count} reports already; stop one of them first")
                kept = connection.execute(CREATE, row).fetchone()
        return _subscription(kept)

    def alive(self) -> Sequence[Subscription]:
        """All that have not ended, the oldest first, but for those that only other code than this can read."""
        with self._database.connection() as connection:
            rows = connection.execute(ALIVE).fetchall()
        return [each for row in rows if (each := _readable(row))]

    def get(self, subscription_id: UUID) -> Subscription:
        """See Subscriptions; InvalidPayload for one that only other code than this can read."""
        with self._database.connection() as connection:
            row = connection.execute(GET, {"id": subscription_id}).fetchone()
        if row is None:
            raise NotFound(f"there is no subscription {subscription_id}, or it has ended")
        return _subscription(row)

    def end(self, subscription_id: UUID) -> bool:
        """See Subscriptions."""
        with self._database.connection() as connection:
            return connection.execute(END, {"id": subscription_id}).rowcount > 0

    def end_in(self, channel: str, thread_ts: str | None) -> int:
        """See Subscriptions."""
        with self._database.connection() as connection:
            return connection.execute(END_IN, {"channel": channel, "thread_ts": thread_ts}).rowcount

    def keep_value(self, subscription_id: UUID, value: float) -> None:
        """See Subscriptions."""
        with self._database.connection() as connection:
            connection.execute(KEEP_VALUE, {"id": subscription_id, "value": value})

    def follow_settings(self, wanted: Sequence[NewSubscription]) -> int:
        """Have those that the settings ask for, by their names, as they say now; how many others have ended."""
        with self._database.connection() as connection, connection.transaction():
            connection.execute(ONE_AT_A_TIME)
            for each in wanted:
                connection.execute(UPSERT, _row(each))
            return connection.execute(END_UNNAMED, {"names": [each.name for each in wanted]}).rowcount


def _row(new: NewSubscription) -> dict[str, Any]:
    condition = None if new.condition is None else condition_in_words(new.condition)
    return {
        "name": new.name,
        "channel": new.channel,
        "thread_ts": new.thread_ts,
        "user_id": new.user,
        "query_type": new.query_type,
        "slots": Jsonb(dict(new.slots)),
        "rhythm": new.timing.rhythm,
        "day": new.timing.day,
        "at": new.timing.at,
        "time_zone": new.timing.time_zone,
        "condition": None if condition is None else Jsonb(condition),
    }


def _subscription(row: Any) -> Subscription:  # noqa: ANN401  psycopg tells no types of rows
    known, name, channel, thread_ts, user, kind, slots, rhythm, day, at, zone, condition, last_value, created_at = row
    if kind not in set(QueryKind) or not _is_time_zone(zone):
        raise InvalidPayload(f"the subscription {known} names a kind of question or a time zone that is not known here")
    return Subscription(
        id=known,
        name=name,
        channel=channel,
        thread_ts=thread_ts,
        user=user,
        query_type=QueryKind(kind),
        slots=slots,
        timing=Timing(Rhythm(rhythm), day, _to_the_minute(at), zone),
        condition=_condition(condition),
        last_value=last_value,
        created_at=created_at,
    )


def _readable(row: Sequence[Any]) -> Subscription | None:
    try:
        return _subscription(row)
    except InvalidPayload as error:
        log.warning("subscription.unreadable", extra={"subscription_id": str(row[0]), "error": str(error)})
        return None


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _condition(told: str | None) -> Condition | None:
    return None if told is None else condition_told(told)


def _to_the_minute(at: time) -> time:
    return at.replace(second=0, microsecond=0)
