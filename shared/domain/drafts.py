"""A drafted reply: what is asked of the model, what comes back, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shared.domain.cues import Sentiment


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
    #: In US dollars, by the price table.
    cost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of the model, and what the guard said of it."""

    completion: Completion
    #: Names of the rules that it broke; none for the one that became the draft.
    violations: tuple[str, ...]


class ToFindOut(StrEnum):
    """What an agent has to find out before the customer can be answered, as the agent reads it."""

    PARCEL = "where the parcel is, in the carrier's tracking"
    WHICH_ORDER = "which order it is about"
    ORDER_STATE = "whether the order can still be changed or cancelled"
    RETURN_TERMS = "whether and how this may be returned: the policy does not say"
    DISCOUNT_TERMS = "whether a discount may be given: the policy does not say"
    SHIPPING_TERMS = "how and for how much it is shipped: the policy does not say"
    PRODUCT_FACTS = "what the product is like: no facts about it are known here"
    REMEDY = "what the shop offers for this: only a colleague can decide it"
    PAYMENT = "what happened to the payment"
    OTHER = "what the customer asks: neither the orders nor the policy say it"


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that an agent may send, edit or ignore."""

    text: str
    engine: Engine
    #: Why the fallback was taken; None when Claude wrote the draft.
    fell_back_because: str | None
    prompt_version: str
    #: SHA-256 of all that the model was told but the ticket's own words, in hex; None when nothing was asked.
    prompt_hash: str | None = None
    #: Every answer that was paid for, oldest first.
    attempts: tuple[Attempt, ...] = ()
    #: What the draft leaves open, for the agent; such a draft answers nothing that is not known.
    to_find_out: tuple[ToFindOut, ...] = ()
    #: What the agent should know about the draft itself, as that it is not in the customer's language.
    warnings: tuple[str, ...] = ()
    #: How the customer sounds to the model; None when it does not say.
    mood: Sentiment | None = None
    #: ISO 639-1 code of the customer's language, where it can be told.
    language: str | None = None

    @property
    def completion(self) -> Completion | None:
        """The last answer of the model, whether it was used or not."""
        return self.attempts[-1].completion if self.attempts else None

    @property
    def cost(self) -> Decimal:
        """What all answers cost together, in US dollars."""
        return sum((attempt.completion.cost for attempt in self.attempts), Decimal(0))


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What is kept of a posted draft."""

    draft: Draft
    category: str
    #: None when the analytics do not know the customer.
    customer_id: str | None
    #: The customer's number in the helpdesk.
    helpdesk_customer_id: int | None = None
    #: What the draft was given to rely on, and when each was true: name of the fact to its time, ISO 8601.
    facts: Mapping[str, str] | None = None
