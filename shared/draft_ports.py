"""What is kept of drafts and of their answers, as Protocols, with the words that they are asked in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from shared.domain.answers import LiveDraft, Pairing
from shared.domain.drafts import DraftRecord


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job that is enqueued together with something else, or not at all."""

    kind: str
    queue: str
    arguments: Mapping[str, object]
    #: A second one with the same key is none.
    dedupe_key: str


class Reservation(StrEnum):
    """Whose a customer's message is to answer."""

    OURS = "ours"
    ANOTHERS = "another's"
    #: The customer has been erased since they wrote: nobody may work with their data any more.
    ERASED = "erased"


class News(StrEnum):
    """What may have become known while a draft was written."""

    #: A delivery speaks of a newer message on the ticket that is no note of ours; it may be anybody's.
    NEWER_MESSAGE = "newer message"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Asked:
    """A customer's message, and who wants to answer it."""

    ticket_id: int
    message_id: int
    job_id: UUID
    #: When the customer wrote it, UTC.
    written_at: datetime
    #: Every name that the customer may be known under.
    customer_names: tuple[str, ...]


class Drafts(Protocol):
    """The drafts that we have written or are about to write; one for each customer message."""

    def is_our_note(self, ticket_id: int, message_id: int) -> bool:
        """Whether the message is a note that we posted."""

    def reserve(self, key: str, asked: Asked) -> Reservation:
        """Whether `key` is now this job's to answer. Drafts for older messages on the ticket count no longer then."""

    def news_of(self, asked: Asked) -> News | None:
        """What has become known since the message was reserved that may make its draft void; None for nothing."""

    def about_to_post(self, key: str, record: DraftRecord) -> bool:
        """Keep the draft before its note is posted; whether a POST was sent before with an unknown end."""

    def drop(self, key: str, record: DraftRecord) -> None:
        """Keep what a draft cost that is not posted, because the conversation has gone on."""

    def posted(self, key: str, *, note_id: int, then: NewJob | None) -> None:
        """Keep that the note stands on the ticket, and enqueue what is to be done besides, in one transaction."""

    def older_notes(self, ticket_id: int, message_id: int) -> tuple[int, ...]:
        """The ids of our notes on the ticket for messages older than this one."""

    def spent_today(self) -> Decimal:
        """What all drafts of this day (UTC) have cost, in US dollars; known a few seconds late."""


class Answers(Protocol):
    """What agents made of our drafts."""

    def live_draft(self, ticket_id: int, *, before: int) -> LiveDraft | None:
        """The draft of the newest note older than the message `before`; None without, and when it has its answer."""

    def pair(self, key: str, pairing: Pairing) -> None:
        """Keep what became of the draft; the first answer to it counts."""
