"""Drafts and what became of them, with everything that a test does not care about filled in."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.domain.answers import Comparison, Pairing, Usage
from shared.domain.drafts import Attempt, Completion, Draft, DraftRecord, Engine
from shared.draft_ports import Asked, Reservation
from shared.store.answers import AnswerStore
from shared.store.database import Database
from shared.store.drafts import DraftStore
from tests.factories_tickets import MONDAY

ANSWERED_AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
MODEL = "claude-haiku-5-5"
#: Of a pairing whose usage is all that a test says.
FIGURES = {Usage.AS_IS: (0.0, 4), Usage.EDITED: (0.25, 3), Usage.IGNORED: (0.875, 0)}


def a_comparison(usage: Usage = Usage.EDITED, *, edit_distance: float | None = None) -> Comparison:
    """A draft of four sentences of 50 characters each."""
    distance, kept = FIGURES[usage]
    return Comparison(
        usage=usage,
        edit_distance=distance if edit_distance is None else edit_distance,
        draft_sentences=4,
        kept_sentences=kept,
        answer_sentences=5,
        kept_characters=50 * kept,
    )


def a_pairing(
    usage: Usage = Usage.EDITED,
    *,
    message_id: int = 30,
    agent: tuple[int, str | None] | None = (7, "Jo"),
    edit_distance: float | None = None,
) -> Pairing:
    return Pairing(
        message_id=message_id,
        agent_id=agent[0] if agent else None,
        agent_name=agent[1] if agent else None,
        answered_at=ANSWERED_AT,
        comparison=a_comparison(usage, edit_distance=edit_distance),
    )


def an_attempt(
    *, cost: str = "0.001", latency_s: float = 2.0, broke: tuple[str, ...] = (), model: str = MODEL
) -> Attempt:
    completion = Completion("Hi", model, "end_turn", 700, 150, latency_s, Decimal(cost))
    return Attempt(completion, broke)


def a_draft_record(
    *,
    category: str = "Return/Exchange Request",
    fell_back_because: str | None = None,
    attempts: tuple[Attempt, ...] | None = None,
    prompt_version: str = "reply-1",
    language: str | None = "en",
    customer_id: str | None = None,
    helpdesk_customer_id: int | None = None,
    facts: dict[str, str] | None = None,
) -> DraftRecord:
    engine = Engine.CLAUDE if fell_back_because is None else Engine.FALLBACK
    tried = ((an_attempt(),) if engine is Engine.CLAUDE else ()) if attempts is None else attempts
    return DraftRecord(
        draft=Draft("Hi", engine, fell_back_because, prompt_version, attempts=tried, language=language),
        category=category,
        customer_id=customer_id,
        helpdesk_customer_id=helpdesk_customer_id,
        facts=facts,
    )


def asked_by(job_id: UUID, ticket_id: int, message_id: int) -> Asked:
    return Asked(ticket_id, message_id, job_id, MONDAY, customer_names=())


class KeptDrafts:
    """Puts drafts and answers into the database as the workers do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.drafts, self.answers = DraftStore(database), AnswerStore(database)
        self.job = self._new_job()

    def post(self, *, ticket_id: int, message_id: int = 10, note_id: int = 20, **record: Any) -> str:
        """The key of a draft that was posted."""
        key = self._reserve(ticket_id, message_id)
        self.drafts.about_to_post(key, a_draft_record(**record))
        self.drafts.posted(key, note_id=note_id, then=None)
        return key

    def drop(self, *, ticket_id: int, message_id: int = 10, **record: Any) -> str:
        """The key of a draft that was paid for and not posted."""
        key = self._reserve(ticket_id, message_id)
        self.drafts.drop(key, a_draft_record(**record))
        return key

    def write_again(self, ticket_id: int, message_id: int = 99) -> None:
        """Let the customer write once more, to be answered by a draft that is not there yet."""
        self._reserve(ticket_id, message_id)

    def date_back(self, key: str, days: float) -> None:
        """Let the draft be so many days old."""
        with self._database.connection() as connection:
            connection.execute(
                "UPDATE drafts SET drafted_at = drafted_at - %(by)s, posted_at = posted_at - %(by)s"
                " WHERE key = %(key)s",
                {"key": key, "by": timedelta(days=days)},
            )

    def _reserve(self, ticket_id: int, message_id: int) -> str:
        key = f"selvage:{ticket_id}:{message_id}"
        assert self.drafts.reserve(key, asked_by(self.job, ticket_id, message_id)) is Reservation.OURS
        return key

    def _new_job(self) -> UUID:
        with self._database.connection() as connection:
            row = connection.execute(
                "INSERT INTO jobs (kind, queue, arguments) VALUES ('draft_reply', 'drafts', '{}') RETURNING id"
            ).fetchone()
        assert row is not None
        job_id: UUID = row[0]
        return job_id
