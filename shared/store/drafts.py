"""The drafts: one row for each customer message that we answer, from before the POST until after it."""

import time
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.domain.drafts import Attempt, DraftRecord
from shared.store.database import Database

#: The day's spending is read this often: hundreds of drafts at once need not each ask.
SPENDING_KNOWN_FOR_S = 5.0

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

#: Notes that stand for older messages on the ticket.
OLDER_NOTES = """
SELECT note_id FROM drafts
WHERE ticket_id = %(ticket_id)s AND message_id < %(message_id)s AND note_id IS NOT NULL AND superseded_at IS NULL
ORDER BY message_id
"""

#: The customer has written again: drafts for older messages no longer count, posted or not.
SUPERSEDE = """
UPDATE drafts SET superseded_at = now()
WHERE ticket_id = %(ticket_id)s AND message_id < %(message_id)s AND superseded_at IS NULL
"""

#: Whether something newer was announced on the ticket, other than a note of ours.
HAS_NEWER = """
SELECT EXISTS (
    SELECT FROM deliveries d
    WHERE (d.hint->>'ticket_id')::bigint = %(ticket_id)s AND (d.hint->>'message_id')::bigint > %(message_id)s
      AND NOT EXISTS (
          SELECT FROM drafts n
          WHERE n.ticket_id = %(ticket_id)s AND n.note_id = (d.hint->>'message_id')::bigint
      )
)
"""

RECORD = """
UPDATE drafts
SET state = %(state)s, note_id = %(note_id)s, posted_at = CASE WHEN %(note_id)s::bigint IS NOT NULL THEN now() END,
    superseded_at = CASE WHEN %(note_id)s::bigint IS NULL THEN now() ELSE superseded_at END,
    customer_id = %(customer_id)s, helpdesk_customer_id = %(helpdesk_customer_id)s,
    category = %(category)s, language = %(language)s, engine = %(engine)s, fell_back_because = %(because)s,
    prompt_version = %(prompt_version)s, prompt_hash = %(prompt_hash)s, facts = %(facts)s, attempts = %(attempts)s,
    to_find_out = %(to_find_out)s, warnings = %(warnings)s, dollars = %(dollars)s, drafted_at = now(),
    model = %(model)s, input_tokens = %(input_tokens)s, output_tokens = %(output_tokens)s, latency_s = %(latency_s)s
WHERE key = %(key)s
"""

#: What this day's drafts (UTC) have cost.
SPENT_TODAY = """
SELECT coalesce(sum(dollars), 0) FROM drafts
WHERE drafted_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
"""

#: The note was found on the ticket although nothing of its making is known here.
FOUND = "UPDATE drafts SET state = 'posted', note_id = %(note_id)s, posted_at = now() WHERE key = %(key)s"


class DraftStore:
    """Keeps what `shared.ports.Drafts` promises in Postgres."""

    def __init__(self, database: Database, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._monotonic = monotonic
        self._spent, self._spent_known_until = Decimal(0), float("-inf")

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

    def older_notes(self, ticket_id: int, message_id: int) -> tuple[int, ...]:
        """The ids of our notes on the ticket that still stand for messages older than this one."""
        values = {"ticket_id": ticket_id, "message_id": message_id}
        with self._database.connection() as connection:
            return tuple(note_id for (note_id,) in connection.execute(OLDER_NOTES, values))

    def supersede(self, ticket_id: int, message_id: int) -> None:
        """Keep that the drafts for messages older than this one no longer count."""
        with self._database.connection() as connection:
            connection.execute(SUPERSEDE, {"ticket_id": ticket_id, "message_id": message_id})

    def has_newer(self, ticket_id: int, message_id: int) -> bool:
        """Whether a delivery speaks of a newer message on the ticket that is no note of ours; it may be anybody's."""
        with self._database.connection() as connection:
            row = connection.execute(HAS_NEWER, {"ticket_id": ticket_id, "message_id": message_id}).fetchone()
        return bool(row and row[0])

    def about_to_post(self, key: str) -> bool:
        """Note that a POST is about to be sent; whether one was sent before with an unknown end."""
        with self._database.connection() as connection:
            row = connection.execute(ABOUT_TO_POST, {"key": key}).fetchone()
        return bool(row and row[0])

    def found(self, key: str, *, note_id: int) -> None:
        """Keep that the note stands on the ticket."""
        with self._database.connection() as connection:
            connection.execute(FOUND, {"key": key, "note_id": note_id})

    def drop(self, key: str, record: DraftRecord) -> None:
        """Keep what a draft cost that was not posted, because the customer had written again."""
        self._keep(key, record, state="superseded", note_id=None)

    def record(self, key: str, record: DraftRecord, *, note_id: int) -> None:
        """Keep what was posted."""
        self._keep(key, record, state="posted", note_id=note_id)

    def spent_today(self) -> Decimal:
        """What all drafts of this day (UTC) have cost, in US dollars; known SPENDING_KNOWN_FOR_S late at most."""
        if self._monotonic() >= self._spent_known_until:
            with self._database.connection() as connection:
                row = connection.execute(SPENT_TODAY).fetchone()
            self._spent = Decimal(row[0]) if row else Decimal(0)
            self._spent_known_until = self._monotonic() + SPENDING_KNOWN_FOR_S
        return self._spent

    def _keep(self, key: str, record: DraftRecord, *, state: str, note_id: int | None) -> None:
        draft, completion = record.draft, record.draft.completion
        values = {
            "key": key,
            "state": state,
            "note_id": note_id,
            "customer_id": record.customer_id,
            "helpdesk_customer_id": record.helpdesk_customer_id,
            "category": record.category,
            "language": draft.language,
            "engine": draft.engine,
            "because": draft.fell_back_because,
            "prompt_version": draft.prompt_version,
            "prompt_hash": draft.prompt_hash,
            "facts": Jsonb(dict(record.facts or {})),
            "attempts": Jsonb([_kept(attempt) for attempt in draft.attempts]),
            "to_find_out": [each.name.lower() for each in draft.to_find_out],
            "warnings": list(draft.warnings),
            "dollars": draft.cost,
            "model": completion.model if completion else None,
            "input_tokens": sum(attempt.completion.input_tokens for attempt in draft.attempts),
            "output_tokens": sum(attempt.completion.output_tokens for attempt in draft.attempts),
            "latency_s": sum(attempt.completion.latency_s for attempt in draft.attempts),
        }
        with self._database.connection() as connection:
            connection.execute(RECORD, values)


def _kept(attempt: Attempt) -> dict[str, Any]:
    """The attempt without its text, which may name a person."""
    figures = asdict(attempt.completion) | {"cost": str(attempt.completion.cost)}
    return {name: value for name, value in figures.items() if name != "text"} | {"broke": list(attempt.violations)}
