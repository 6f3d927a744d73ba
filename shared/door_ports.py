"""What the doors to the analytics need: an audit, a cache, and an allowance for what costs money; as Protocols."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from shared.domain.access import CustomerRead
from shared.domain.questions import ModelReading, QueryKind


class Audit(Protocol):
    """Who has read about whom; rows are only ever added."""

    def record(self, read: CustomerRead) -> None:
        """Keep it, durably, before the answer is given. The customers are kept as pseudonyms.

        Raises Retryable when it could not be kept: then nothing may be answered.
        """


class AnswerCache(Protocol):
    """Answers that hold for one snapshot and name no person. One that is down knows nothing, and says so in the log."""

    def get(self, key: str) -> bytes | None:
        """What was kept under the key for the current snapshot; None when there is nothing."""

    def put(self, key: str, answer: bytes) -> None:
        """Keep the answer for as long as the snapshot is the current one, and for a day at most."""


class QuestionReader(Protocol):
    """A model that tells the kind of a question and what it speaks of."""

    def read(self, question: str, *, kinds: Sequence[QueryKind]) -> ModelReading:
        """The model's reading of a question from which names, ids and addresses have been taken out.

        Raises Retryable when it was too slow, overloaded or cut short, and Permanent when it refused or our key or
        request was not accepted.
        """


class Allowance(Protocol):
    """What each key may still spend on models this month, in US dollars."""

    def left(self, key_id: str) -> Decimal:
        """How much is left; never below 0. Raises Retryable when that cannot be known."""

    def spend(self, key_id: str, reading: ModelReading) -> None:
        """Count what a reading cost, in tokens and dollars."""
