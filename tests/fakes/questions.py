"""Who reads questions and what stands around them, in memory: what they were asked is there to be looked at."""

from collections import deque
from collections.abc import Sequence
from decimal import Decimal

from shared.domain.questions import Likelihood, ModelReading, ModelUse, QueryKind, QuestionEngine, Reading, Slots
from shared.errors import SelvageError

MODEL = "claude-haiku-5-5"


class ForgetfulCache:
    """`shared.door_ports.AnswerCache` that keeps nothing."""

    def snapshot(self) -> str | None:
        return None

    def get(self, snapshot: str, key: str) -> bytes | None:
        return None

    def put(self, snapshot: str, key: str, answer: bytes) -> None:
        pass


class FakeQuestionReader:
    """`shared.door_ports.QuestionReader` that says what it was told to, and remembers what it was asked."""

    def __init__(
        self,
        kind: QueryKind = QueryKind.CHURN_RISK,
        *,
        runner_up: QueryKind | None = QueryKind.WINBACK,
        is_unsure: bool = False,
        slots: Slots | None = None,
    ) -> None:
        self.reading = ModelReading(
            model=MODEL,
            input_tokens=1800,
            output_tokens=110,
            cost=Decimal("0.000235"),
            kind=kind,
            runner_up=runner_up,
            is_unsure=is_unsure,
            slots=slots or Slots(),
            latency_s=0.4,
        )
        self.asked: list[str] = []
        self._failures: deque[SelvageError] = deque()

    def fail(self, *errors: SelvageError) -> None:
        """Let the next readings fail, one with each error."""
        self._failures.extend(errors)

    def read(self, question: str, *, kinds: Sequence[QueryKind]) -> ModelReading:
        """The reading that it was made with."""
        assert QueryKind.OUT_OF_SCOPE in kinds
        self.asked.append(question)
        if self._failures:
            raise self._failures.popleft()
        return self.reading


class FakeAllowance:
    """`shared.door_ports.Allowance` with the same amount for every key."""

    def __init__(self, dollars: str = "1", *, away: SelvageError | None = None) -> None:
        self._left, self._away = Decimal(dollars), away
        self.spent: list[tuple[str, ModelUse]] = []

    def left(self, key_id: str) -> Decimal:
        """What the key has not spent yet."""
        if self._away:
            raise self._away
        return max(self._left - sum((each.cost for key, each in self.spent if key == key_id), Decimal(0)), Decimal(0))

    def spend(self, key_id: str, use: ModelUse) -> None:
        """Remember it."""
        self.spent.append((key_id, use))


class FakeClassifier:
    """The classifier that needs no network: always sure of the same kind, unless it was told to be unsure."""

    def __init__(self, kind: QueryKind = QueryKind.WINBACK, *, is_unsure: bool = False) -> None:
        self._kind, self._is_unsure = kind, is_unsure
        self.asked: list[str] = []

    def read(self, question: str) -> Reading:
        """The kind with 0.6, and two others."""
        self.asked.append(question)
        others = [
            kind
            for kind in (QueryKind.CHURN_RISK, QueryKind.WINBACK, QueryKind.DECLINING_ENGAGEMENT)
            if kind is not self._kind
        ]
        top = (Likelihood(self._kind, 0.6), Likelihood(others[0], 0.3), Likelihood(others[1], 0.05))
        return Reading(self._kind, 0.6, top, QuestionEngine.OFFLINE, is_unsure=self._is_unsure)
