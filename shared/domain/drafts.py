"""A drafted reply: what is asked of the model, what comes back, and what is kept of it."""

from dataclasses import dataclass
from enum import StrEnum


class Engine(StrEnum):
    """Who wrote a draft."""

    CLAUDE = "claude"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is asked. The customer's words stand only in `user`, marked as data."""

    system: str
    user: str
    #: Name and number of the prompt, stored with each draft.
    version: str
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model answered, and what it cost."""

    text: str
    model: str
    stop_reason: str
    input_tokens: int
    output_tokens: int
    latency_s: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that an agent may send, edit or ignore."""

    text: str
    engine: Engine
    #: Why the fallback was taken; None when Claude wrote the draft.
    fell_back_because: str | None
    prompt_version: str
    completion: Completion | None


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What is kept of a posted draft."""

    draft: Draft
    category: str
    #: None when the analytics do not know the customer.
    customer_id: str | None
