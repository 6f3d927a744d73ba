"""The drafts: one row for each customer message that we answer, from before the POST until after it."""

import time
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from shared.domain.drafts import Attempt, DraftRecord
from shared.draft_ports import Asked, NewJob, News, Reservation
from shared.store.database import Database

#: The day's spending is read this often: hundreds of drafts at once need not each ask.
SPENDING_KNOWN_FOR_S = 5.0

IS_OUR_NOTE = "SELECT 1 FROM drafts WHERE ticket_id = %(ticket_id)s AND note_id = %(note_id)s"

#: The first job to come holds the message, unless whoever wrote it has been erased since; the same job may come again.
#: Drafts for older messages on the ticket, posted or not, count no longer then.
RESERVE = """
WITH erased AS (
    SELECT FROM erasures
    WHERE erased_at >= %(written_at)s
      AND customer IN (SELECT pseudonym(name) FROM unnest(%(customer_names)s::text[]) AS name)
), held AS (
    INSERT INTO drafts (key, ticket_id, message_id, job_id)
    SELECT %(key)s, %(ticket_id)s, %(message_id)s, %(job_id)s WHERE NOT EXISTS (SELECT FROM erased)
    ON CONFLICT (key) DO UPDATE SET key = drafts.key WHERE drafts.job_id = EXCLUDED.job_id
    RETURNING key
), superseded AS (
    UPDATE drafts SET superseded_at = now()
    WHERE ticket_id = %(ticket_id)s AND message_id < %(message_id)s AND superseded_at IS NULL
      AND EXISTS (SELECT FROM held)
)
SELECT CASE WHEN EXISTS (SELECT FROM held) THEN 'ours' WHEN EXISTS (SELECT FROM erased) THEN 'erased'
            ELSE 'another''s' END
"""

OLDER_NOTES = """
SELECT note_id FROM drafts
WHERE ticket_id = %(ticket_id)s AND message_id < %(message_id)s AND note_id IS NOT NULL
ORDER BY message_id
"""

#: Whether whoever wrote was erased, or something newer was announced on the ticket, other than a note of ours.
NEWS_OF = """
SELECT CASE
    WHEN EXISTS (
        SELECT FROM erasures
        WHERE erased_at >= %(written_at)s
          AND customer IN (SELECT pseudonym(name) FROM unnest(%(customer_names)s::text[]) AS name)
    ) THEN 'erased'
    WHEN EXISTS (
        SELECT FROM deliveries d
        WHERE (d.hint->>'ticket_id')::bigint = %(ticket_id)s AND (d.hint->>'message_id')::bigint > %(message_id)s
          AND NOT EXISTS (
              SELECT FROM drafts n
              WHERE n.ticket_id = %(ticket_id)s AND n.note_id = (d.hint->>'message_id')::bigint
          )
    ) THEN 'newer message'
END
"""

#: What was written, and from here on the note may exist on the ticket. An earlier draft for the same message, whose
#: note may or may not exist, was paid for too. RETURNING old.state says whether there was one.
KEEP = """
UPDATE drafts
SET state = CASE WHEN state = 'posted' THEN state ELSE %(state)s END,
    superseded_at = CASE WHEN %(state)s = 'superseded' THEN now() ELSE superseded_at END,
    customer_id = %(customer_id)s, helpdesk_customer_id = %(helpdesk_customer_id)s,
    category = %(category)s, language = %(language)s, engine = %(engine)s, fell_back_because = %(because)s,
    prompt_version = %(prompt_version)s, prompt_hash = %(prompt_hash)s, facts = %(facts)s, attempts = %(attempts)s,
    to_find_out = %(to_find_out)s, warnings = %(warnings)s, dollars = dollars + %(dollars)s, drafted_at = now(),
    model = %(model)s, input_tokens = %(input_tokens)s, output_tokens = %(output_tokens)s, latency_s = %(latency_s)s
WHERE key = %(key)s
RETURNING old.state = 'posting'
"""

POSTED = "UPDATE drafts SET state = 'posted', note_id = %(note_id)s, posted_at = now() WHERE key = %(key)s"

#: The same, and what is to be done besides, once.
POSTED_AND_THEN = """
WITH posted AS (UPDATE drafts SET state = 'posted', note_id = %(note_id)s, posted_at = now() WHERE key = %(key)s)
INSERT INTO jobs (kind, queue, arguments, dedupe_key)
VALUES (%(kind)s, %(queue)s, %(arguments)s, %(dedupe_key)s)
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
"""

#: What this day's drafts (UTC) have cost.
SPENT_TODAY = """
SELECT coalesce(sum(dollars), 0) FROM drafts
WHERE drafted_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
"""


class DraftStore:
    """Keeps what `shared.draft_ports.Drafts` promises in Postgres."""

    def __init__(self, database: Database, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._monotonic = monotonic
        self._spent, self._spent_known_until = Decimal(0), float("-inf")

    def is_our_note(self, ticket_id: int, message_id: int) -> bool:
        """Whether the message is a note that we posted."""
        with self._database.connection() as connection:
            row = connection.execute(IS_OUR_NOTE, {"ticket_id": ticket_id, "note_id": message_id}).fetchone()
        return row is not None

    def reserve(self, key: str, asked: Asked) -> Reservation:
        """Whether `key` is now this job's to answer. Drafts for older messages on the ticket count no longer then."""
        values = _told(asked) | {"key": key}
        with self._database.connection() as connection:
            row = connection.execute(RESERVE, values).fetchone()
        return Reservation(row[0]) if row else Reservation.ANOTHERS

    def older_notes(self, ticket_id: int, message_id: int) -> tuple[int, ...]:
        """The ids of our notes on the ticket for messages older than this one."""
        values = {"ticket_id": ticket_id, "message_id": message_id}
        with self._database.connection() as connection:
            return tuple(note_id for (note_id,) in connection.execute(OLDER_NOTES, values))

    def news_of(self, asked: Asked) -> News | None:
        """What has become known since the message was reserved that may make its draft void; None for nothing."""
        with self._database.connection() as connection:
            row = connection.execute(NEWS_OF, _told(asked)).fetchone()
        return News(row[0]) if row and row[0] else None

    def about_to_post(self, key: str, record: DraftRecord) -> bool:
        """Keep the draft before its note is posted; whether a POST was sent before with an unknown end."""
        return self._keep(key, record, state="posting")

    def drop(self, key: str, record: DraftRecord) -> None:
        """Keep what a draft cost that is not posted, because the conversation has gone on."""
        self._keep(key, record, state="superseded")

    def posted(self, key: str, *, note_id: int, then: NewJob | None) -> None:
        """Keep that the note stands on the ticket, and enqueue what is to be done besides, in one transaction."""
        told = {"key": key, "note_id": note_id}
        with self._database.connection() as connection:
            if then is None:
                connection.execute(POSTED, told)
            else:
                job = asdict(then) | {"arguments": Jsonb(dict(then.arguments))}
                connection.execute(POSTED_AND_THEN, told | job)

    def spent_today(self) -> Decimal:
        """What all drafts of this day (UTC) have cost, in US dollars; known SPENDING_KNOWN_FOR_S late at most."""
        if self._monotonic() >= self._spent_known_until:
            with self._database.connection() as connection:
                row = connection.execute(SPENT_TODAY).fetchone()
            self._spent = Decimal(row[0]) if row else Decimal(0)
            self._spent_known_until = self._monotonic() + SPENDING_KNOWN_FOR_S
        return self._spent

    def _keep(self, key: str, record: DraftRecord, *, state: str) -> bool:
        draft, completion = record.draft, record.draft.completion
        values = {
            "key": key,
            "state": state,
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
            row = connection.execute(KEEP, values).fetchone()
        return bool(row and row[0])


def _told(asked: Asked) -> dict[str, Any]:
    """The message as the statements are told of it: tombstones hold ids as they are and addresses in small letters."""
    names = [*asked.customer_names, *(name.lower() for name in asked.customer_names)]
    return asdict(asked) | {"customer_names": names}


def _kept(attempt: Attempt) -> dict[str, Any]:
    """The attempt without its text, which may name a person."""
    figures = asdict(attempt.completion) | {"cost": str(attempt.completion.cost)}
    return {name: value for name, value in figures.items() if name != "text"} | {"broke": list(attempt.violations)}
