"""What an agent made of a draft: the answer that was sent, held against the draft in figures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Usage(StrEnum):
    """How much of a draft is in the answer."""

    AS_IS = "as_is"
    EDITED = "edited"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft beside an answer. Sentences are those of substance: greetings, thanks and signatures are none."""

    usage: Usage
    #: Share of both texts' words that the other does not have in the same order, from 0 to 1.
    edit_distance: float
    draft_sentences: int
    #: Sentences of the draft that the answer has, word for word or nearly so.
    kept_sentences: int
    answer_sentences: int
    #: Characters of the kept sentences that nobody had to type.
    kept_characters: int


@dataclass(frozen=True, slots=True)
class LiveDraft:
    """A posted draft that no answer has been held against yet."""

    key: str
    note_id: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """A draft beside the answer that an agent sent."""

    #: The agent's message.
    message_id: int
    #: The agent's number and name in the helpdesk, where it tells them.
    agent_id: int | None
    agent_name: str | None
    #: With a time zone, UTC.
    answered_at: datetime
    comparison: Comparison
