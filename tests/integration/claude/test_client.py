"""The Claude client's retries, deadline and threads, on the simulated Messages API."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from shared.claude.client import ClaudeClient
from shared.claude.transport import MOST_ATTEMPTS, MessagesApi
from shared.domain.drafts import Prompt
from shared.errors import Permanent, Retryable
from tests.integration.claude.conftest import Clock
from tests.simulators.claude.app import API_KEY
from tests.simulators.process import Simulator

PROMPT = Prompt(system="You write the reply.", user="Where is my parcel?", version="reply-1", max_tokens=500)


@pytest.fixture
def client(simulator: Simulator, clock: Clock) -> Iterator[ClaudeClient]:
    with closing(
        ClaudeClient(
            MessagesApi(
                API_KEY,
                simulator.url,
                "claude-haiku-5-5",
                30,
                clock=lambda: clock.now,
                sleep=clock.sleep,
                jitter=lambda: 1.0,
            )
        )
    ) as client:
        yield client


def test_the_request_is_what_claude_accepts_and_asks_for_no_thinking(
    client: ClaudeClient, simulator: Simulator
) -> None:
    client.complete(PROMPT)
    assert simulator.effects("completion")[0]["request"] == {
        "model": "claude-haiku-5-5",
        "max_tokens": 500,
        "system": "You write the reply.",
        "messages": [{"role": "user", "content": "Where is my parcel?"}],
        "thinking": {"type": "disabled"},
    }


@pytest.mark.parametrize("model", ["claude-sonnet-5-5", "claude-opus-5-5", "claude-sonnet-4-6"])
def test_every_model_is_asked_in_the_way_that_it_accepts(simulator: Simulator, model: str) -> None:
    with closing(ClaudeClient(MessagesApi(API_KEY, simulator.url, model, 30))) as client:
        assert client.complete(PROMPT).text.endswith("(Simulated reply: no real model was asked.)")


def test_a_model_that_does_not_exist_is_told_at_once(simulator: Simulator) -> None:
    client = ClaudeClient(MessagesApi(API_KEY, simulator.url, "claude-nobody-knows", 30))
    with closing(client), pytest.raises(Permanent, match="404"):
        client.complete(PROMPT)


def test_an_overloaded_model_is_asked_again_with_growing_pauses(
    client: ClaudeClient, simulator: Simulator, clock: Clock
) -> None:
    simulator.fail(status=529, times=3)
    completion = client.complete(PROMPT)
    assert clock.naps == [0.5, 1.0, 2.0]
    assert completion.latency_s == 3.5


def test_attempts_have_an_end(client: ClaudeClient, simulator: Simulator, clock: Clock) -> None:
    simulator.fail(status=529, times=None)
    with pytest.raises(Retryable, match="529 overloaded_error"):
        client.complete(PROMPT)
    assert len(clock.naps) == MOST_ATTEMPTS - 1


def test_a_retry_after_is_obeyed_when_it_fits(client: ClaudeClient, simulator: Simulator, clock: Clock) -> None:
    simulator.fail(status=429, headers={"retry-after": "8"})
    client.complete(PROMPT)
    assert clock.naps == [8.5]


@pytest.mark.parametrize("asked", ["29", "3600", "1e300"])
def test_a_retry_after_that_does_not_fit_is_passed_on(
    client: ClaudeClient, simulator: Simulator, clock: Clock, asked: str
) -> None:
    simulator.fail(status=429, headers={"retry-after": asked})
    with pytest.raises(Retryable) as told:
        client.complete(PROMPT)
    assert told.value.retry_after == float(asked)
    assert clock.naps == []


def test_a_spend_limit_is_not_asked_again(client: ClaudeClient, simulator: Simulator, clock: Clock) -> None:
    details = {"error_code": "enforced_spend_limit_reached"}
    error = {"type": "rate_limit_error", "message": "come back next month", "details": details}
    simulator.fail(status=429, body={"type": "error", "error": error}, headers={"retry-after": "1"})
    with pytest.raises(Permanent, match="spend limit"):
        client.complete(PROMPT)
    assert clock.naps == []


@pytest.mark.parametrize("reply", [{"content": None}, {"content": "Hi"}])
def test_an_answer_that_is_no_message_may_be_better_next_time(
    client: ClaudeClient, simulator: Simulator, reply: dict[str, object]
) -> None:
    simulator.fail(reply=reply)
    with pytest.raises(Retryable, match="not a message"):
        client.complete(PROMPT)


def test_a_model_that_thinks_too_long_is_left_at_the_deadline(simulator: Simulator) -> None:
    simulator.fail(delay_s=2)
    client = ClaudeClient(MessagesApi(API_KEY, simulator.url, "claude-haiku-5-5", 0.2))
    with closing(client), pytest.raises(Retryable, match="too long"):
        client.complete(PROMPT)


def test_a_claude_that_is_away_can_be_asked_later(clock: Clock) -> None:
    api = MessagesApi(API_KEY, "http://127.0.0.1:9", "claude-haiku-5-5", 30, clock=lambda: clock.now, sleep=clock.sleep)
    client = ClaudeClient(api)
    with closing(client), pytest.raises(Retryable, match="cannot be reached"):
        client.complete(PROMPT)


def test_many_threads_think_at_the_same_time(simulator: Simulator) -> None:
    simulator.fail(delay_s=0.2, times=None)
    client = ClaudeClient(MessagesApi(API_KEY, simulator.url, "claude-haiku-5-5", 30, connections=100))
    with closing(client), ThreadPoolExecutor(100) as pool:
        completions = list(pool.map(client.complete, [PROMPT] * 100))
    assert [completion.stop_reason for completion in completions] == ["end_turn"] * 100
    assert len(simulator.effects()) == 100


def test_a_storm_of_overload_is_not_answered_with_one(simulator: Simulator) -> None:
    simulator.fail(status=529, times=None)
    client = ClaudeClient(MessagesApi(API_KEY, simulator.url, "claude-haiku-5-5", 3, connections=20))

    def ask(_: int) -> bool:
        try:
            client.complete(PROMPT)
        except Retryable:
            return False
        return True

    with closing(client), ThreadPoolExecutor(20) as pool:
        assert not any(pool.map(ask, range(60)))
    assert sum(row["requests"] for row in simulator.traffic()) < 60
