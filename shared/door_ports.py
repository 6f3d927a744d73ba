"""What the doors to the analytics need: keys and their limits, an audit, a cache, money to spend; as Protocols."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from shared.domain.access import ApiKey, Caller, Counted, CustomerRead, RateLimit
from shared.domain.questions import ModelReading, ModelUse, QueryKind
from shared.errors import Permanent, Retryable


class Keys(Protocol):
    """The keys that open the doors."""

    def find(self, digest: bytes) -> ApiKey | None:
        """The key whose SHA-256 is `digest`, in whatever state it is now; None when there is none.

        An active one is noted as used, to the minute. Raises Retryable when the store is away.
        """


class Limits(Protocol):
    """How much each key may still ask."""

    def take(self, caller: Caller, what: Counted) -> RateLimit | None:
        """Count one, and say how the caller stands; None when no limit holds for the caller.

        Raises TooMany when nothing is left: then nothing was counted, and `retry_after` seconds later there is.
        """


class Audit(Protocol):
    """Who has read about whom; rows are only ever added."""

    def record(self, read: CustomerRead) -> None:
        """Keep it, durably, before the answer is given. The customers are kept as pseudonyms.

        Raises Retryable when it could not be kept: then nothing may be answered.
        """


class AnswerCache(Protocol):
    """Answers that hold until the next snapshot and name no person.

    One that is down knows nothing, keeps nothing, and says so in the log.
    """

    def snapshot(self) -> str | None:
        """What answers of this moment are kept under; another one as soon as a snapshot lands, be it history.

        To be asked before an answer is worked out, so that none that rests on old figures is ever kept under a
        newer snapshot. None when nothing can be kept. Raises Retryable when the store is away.
        """

    def get(self, snapshot: str, key: str) -> bytes | None:
        """What was kept under the key; None when there is nothing, or what there is is damaged."""

    def put(self, snapshot: str, key: str, answer: bytes) -> None:
        """Keep the answer for a day at most."""


class Unreadable(Retryable):
    """A model answered, and is paid for it, but its reading cannot be read."""

    def __init__(self, message: str, use: ModelUse) -> None:
        super().__init__(message)
        self.use = use


class Declined(Permanent):
    """A model declined to read the question, and is paid for it."""

    def __init__(self, message: str, use: ModelUse) -> None:
        super().__init__(message)
        self.use = use


class QuestionReader(Protocol):
    """A model that tells the kind of a question and what it speaks of."""

    def read(self, question: str, *, kinds: Sequence[QueryKind]) -> ModelReading:
        """The model's reading of a question from which names, ids and addresses have been taken out.

        `kinds` are those to choose from. Raises Retryable when it was too slow, overloaded or away, and Permanent when
        our key or request was not accepted. A failure that is paid for is an Unreadable (cut short, or not what was
        asked for) or a Declined, and its `use` is to be counted.
        """


class Allowance(Protocol):
    """What each key may still spend on models this month, in US dollars."""

    def left(self, key_id: str) -> Decimal:
        """How much is left; never below 0. Raises Retryable when that cannot be known."""

    def spend(self, key_id: str, use: ModelUse) -> None:
        """Count what a question cost, in tokens and dollars; a ModelReading is a ModelUse.

        Raises Retryable when it could not be counted.
        """
