"""Claude as a reader of questions, over the simulated Messages API."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from shared.claude.questions import ClaudeQuestions
from shared.claude.transport import MessagesApi
from shared.domain.questions import ModelReading, QueryKind
from tests.simulators.claude.app import API_KEY
from tests.simulators.process import Simulator, running_simulator

KINDS = tuple(QueryKind)
QUESTION = "which customers are at high churn risk"
DEADLINE_S = 8.0
HAIKU = "claude-haiku-5-5"


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.naps.append(seconds)


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with running_simulator("claude") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.reset()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(simulator: Simulator, clock: Clock) -> Iterator[ClaudeQuestions]:
    api = MessagesApi(
        API_KEY,
        simulator.url,
        HAIKU,
        DEADLINE_S,
        clock=lambda: clock.now,
        sleep=clock.sleep,
        jitter=lambda: 1.0,
    )
    with closing(ClaudeQuestions(api)) as reader:
        yield reader


def read(reader: ClaudeQuestions, question: str = QUESTION) -> ModelReading:
    return reader.read(question, kinds=KINDS)
