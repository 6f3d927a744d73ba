"""What a conversation is about: how the last question was read, and what was asked back. Ids, and no person's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.questions import QueryKind


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the numbered ways to go on."""

    number: int
    #: What to send when this is meant.
    query: str
    query_type: QueryKind
    #: Words by which it may be chosen; "" where they would name a person.
    words: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a conversation stands."""

    #: How the last question was read; None before the first that was.
    query_type: QueryKind | None = None
    #: What it asked for: see `shared.domain.questions.Slots`; a customer by id alone.
    slots: Mapping[str, object] = field(default_factory=dict)
    #: What was asked back and not answered yet.
    choices: tuple[Choice, ...] = ()
    #: The answer that was given last, by id; None when there was none yet.
    answer_id: str | None = None
