"""What every Claude keeps to: the fake, and the client on the simulated Messages API."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from shared.claude.client import ClaudeClient
from shared.claude.transport import MessagesApi
from shared.domain.drafts import Prompt
from shared.errors import Denied, Permanent, Retryable, SelvageError
from shared.ports import Claude
from tests.fakes.claude import FakeClaude
from tests.simulators.claude.app import API_KEY
from tests.simulators.process import Simulator, running_simulator

PROMPT = Prompt(
    system="You write the reply to a customer.",
    user="<customer_name>Sarah Kim</customer_name>\n<category>Product Question</category>",
    version="reply-1",
    max_tokens=500,
)
#: A deadline that leaves no room for a second attempt, so that a failure shows at once.
ONE_ATTEMPT_S = 0.9
FAILURES: list[tuple[SelvageError, dict[str, object]]] = [
    (Retryable("overloaded"), {"status": 529}),
    (Retryable("broken"), {"status": 500}),
    (Retryable("slow down", retry_after=30), {"status": 429, "headers": {"retry-after": "30"}}),
    (Retryable("hung up"), {"drop_reply": True}),
    (Retryable("hung up half-way"), {"cut_reply": True}),
    (Denied("wrong key"), {"status": 401}),
    (Denied("not allowed"), {"status": 403}),
    (Permanent("no money"), {"status": 402}),
    (Permanent("wrong request"), {"status": 400}),
]


class World(Protocol):
    """A Claude, and how it fares."""

    @property
    def claude(self) -> Claude:
        """The model under test."""

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        """The next request fails, in the way that is told as `error`; `fault` makes the simulator do it."""

    def stop_with(self, reason: str) -> None:
        """The next completion ends for this reason."""


class FakeWorld:
    def __init__(self) -> None:
        self.claude = FakeClaude()

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        self.claude.fail(error)

    def stop_with(self, reason: str) -> None:
        self.claude.stop_with(reason)


class MessagesApiWorld:
    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.claude = ClaudeClient(MessagesApi(API_KEY, simulator.url, "claude-haiku-5-5", ONE_ATTEMPT_S))

    def fail(self, error: SelvageError, fault: dict[str, object]) -> None:
        self.simulator.fail(**fault)

    def stop_with(self, reason: str) -> None:
        reply: dict[str, object] = {"stop_reason": reason}
        self.simulator.fail(reply=reply | ({"content": []} if reason == "refusal" else {}))


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
    real = MessagesApiWorld(simulator)
    yield real
    real.claude.close()


def test_a_completion_says_what_was_written_by_whom_and_at_what_cost(world: World) -> None:
    completion = world.claude.complete(PROMPT)

    assert completion.text.startswith("Hi Sarah,")
    assert completion.model == "claude-haiku-5-5"
    assert completion.stop_reason == "end_turn"
    assert completion.input_tokens > 0
    assert completion.output_tokens > 0
    assert completion.latency_s >= 0


@pytest.mark.parametrize(("error", "fault"), FAILURES, ids=str)
def test_a_failure_is_told_in_our_words(world: World, error: SelvageError, fault: dict[str, object]) -> None:
    world.fail(error, fault)

    with pytest.raises(type(error)) as told:
        world.claude.complete(PROMPT)

    if isinstance(error, Retryable) and isinstance(told.value, Retryable):
        assert told.value.retry_after == error.retry_after
    if not getattr(error, "retry_after", None):  # whoever was told to wait is not asked again at once
        assert world.claude.complete(PROMPT).stop_reason == "end_turn"


@pytest.mark.parametrize("reason", ["refusal", "max_tokens"])
def test_a_reply_that_is_no_good_is_a_completion_that_says_so(world: World, reason: str) -> None:
    world.stop_with(reason)

    completion = world.claude.complete(PROMPT)

    assert completion.stop_reason == reason
    assert (completion.text == "") == (reason == "refusal")


def test_a_reply_stops_where_its_room_ends(world: World) -> None:
    short = Prompt(system=PROMPT.system, user=PROMPT.user, version=PROMPT.version, max_tokens=3)

    completion = world.claude.complete(short)

    assert completion.stop_reason == "max_tokens"
    assert completion.output_tokens <= 3
