"""What every reader of questions keeps to: the fake, and Claude on the simulated Messages API."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from typing import Protocol

import pytest

from shared.claude.questions import ClaudeQuestions
from shared.claude.transport import MessagesApi
from shared.domain.questions import ModelUse, QueryKind
from shared.door_ports import Declined, QuestionReader, Unreadable
from shared.errors import Denied, Permanent, Retryable, SelvageError
from tests.fakes.questions import FakeQuestionReader
from tests.simulators.claude.app import API_KEY
from tests.simulators.process import Simulator, running_simulator

QUESTION = "which customers are at high churn risk"
KINDS = tuple(QueryKind)
#: A deadline that leaves no room for a second attempt, so that a failure shows at once.
ONE_ATTEMPT_S = 0.9
USE = ModelUse("claude-haiku-5-5", input_tokens=2000, output_tokens=3, cost=Decimal("0.000202"))
FREE: list[tuple[SelvageError, dict[str, object]]] = [
    (Retryable("overloaded"), {"status": 529}),
    (Retryable("slow down", retry_after=30), {"status": 429, "headers": {"retry-after": "30"}}),
    (Retryable("hung up"), {"drop_reply": True}),
    (Denied("wrong key"), {"status": 401}),
    (Permanent("wrong request"), {"status": 400}),
]
PAID_FOR: list[tuple[Unreadable | Declined, str]] = [
    (Declined("refused", USE), "refusal"),
    (Unreadable("cut short", USE), "truncated"),
    (Unreadable("no such kind", USE), "unknown_kind"),
    (Unreadable("no JSON", USE), "broken_json"),
    (Unreadable("nothing said", USE), "empty"),
]


class World(Protocol):
    """A reader of questions, and how it fares."""

    @property
    def reader(self) -> QuestionReader:
        """The reader under test."""

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        """The next request fails, in the way that is told as `error`; `fault` makes the simulator do it."""

    def misbehave(self, error: Unreadable | Declined, manner: str) -> None:
        """The next answer is of no use, in the way that is told as `error`; `manner` makes the simulator do it."""


class FakeWorld:
    def __init__(self) -> None:
        self.reader = FakeQuestionReader(QueryKind.CHURN_RISK)

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        self.reader.fail(error)

    def misbehave(self, error: Unreadable | Declined, manner: str) -> None:
        self.reader.fail(error)


class MessagesApiWorld:
    def __init__(self, simulator: Simulator, reader: ClaudeQuestions) -> None:
        self.simulator, self.reader = simulator, reader

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        self.simulator.fail(**fault)

    def misbehave(self, error: Unreadable | Declined, manner: str) -> None:
        self.simulator.fill_in(manner=manner)


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("claude") as running:
        yield running


@pytest.fixture(params=["fake", "messages api"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield FakeWorld()
        return
    simulator: Simulator = request.getfixturevalue("simulator")
    simulator.reset()
    with closing(ClaudeQuestions(MessagesApi(API_KEY, simulator.url, "claude-haiku-5-5", ONE_ATTEMPT_S))) as reader:
        yield MessagesApiWorld(simulator, reader)


def test_a_reading_says_the_kind_who_read_it_and_at_what_cost(world: World) -> None:
    reading = world.reader.read(QUESTION, kinds=KINDS)

    assert reading.kind is QueryKind.CHURN_RISK
    assert reading.runner_up is not reading.kind
    assert reading.is_unsure is False
    assert reading.model == "claude-haiku-5-5"
    assert reading.input_tokens > 0
    assert reading.output_tokens > 0
    assert reading.cost > 0
    assert reading.cost == reading.cost.quantize(Decimal("0.000001"))
    assert reading.latency_s >= 0


@pytest.mark.parametrize(("error", "fault"), FREE, ids=str)
def test_a_failure_is_told_in_our_words(world: World, error: SelvageError, fault: dict[str, object]) -> None:
    world.fail(error, fault)

    with pytest.raises(type(error)) as told:
        world.reader.read(QUESTION, kinds=KINDS)

    assert not isinstance(told.value, Unreadable | Declined)
    if isinstance(error, Retryable) and isinstance(told.value, Retryable):
        assert told.value.retry_after == error.retry_after
    if not (isinstance(error, Retryable) and error.retry_after):
        # One that asked to be left alone is.
        assert world.reader.read(QUESTION, kinds=KINDS).kind is QueryKind.CHURN_RISK


@pytest.mark.parametrize(("error", "manner"), PAID_FOR, ids=str)
def test_a_failure_that_is_paid_for_says_what_it_cost(world: World, error: Unreadable | Declined, manner: str) -> None:
    world.misbehave(error, manner)

    with pytest.raises(type(error)) as told:
        world.reader.read(QUESTION, kinds=KINDS)

    assert isinstance(told.value, Unreadable | Declined)
    assert told.value.use.model == "claude-haiku-5-5"
    assert told.value.use.input_tokens > 0
    assert told.value.use.cost > 0
    assert world.reader.read(QUESTION, kinds=KINDS).kind is QueryKind.CHURN_RISK
