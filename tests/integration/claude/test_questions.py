"""Reading a question with Claude, all the way to the simulated Messages API and back."""

import logging
from contextlib import closing
from decimal import Decimal

import pytest

from shared.claude.prompt import MAX_TOKENS, PROMPT_VERSION, system_text, user_text
from shared.claude.questions import ClaudeQuestions
from shared.claude.reading import reading_schema
from shared.claude.transport import SHORTEST_ATTEMPT_S, MessagesApi
from shared.domain.churn import ChurnLevel
from shared.domain.questions import QueryKind, Slots
from shared.door_ports import Unreadable
from shared.errors import Permanent, Retryable
from tests.integration.claude.conftest import DEADLINE_S, HAIKU, KINDS, QUESTION, Clock, read
from tests.simulators.claude.app import API_KEY
from tests.simulators.process import Simulator


def test_one_request_is_made_without_thinking_with_a_closed_form_and_a_cached_prompt(
    reader: ClaudeQuestions, simulator: Simulator
) -> None:
    read(reader)

    [completion] = simulator.effects("completion")
    assert completion["request"] == {
        "model": HAIKU,
        "max_tokens": MAX_TOKENS,
        "system": [{"type": "text", "text": system_text(KINDS), "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": user_text(QUESTION)}],
        "thinking": {"type": "disabled"},
        "output_config": {"format": {"type": "json_schema", "schema": reading_schema(KINDS)}},
    }


def test_what_the_question_speaks_of_is_read(reader: ClaudeQuestions, simulator: Simulator) -> None:
    simulator.fill_in(form={"groups": ["Champions"], "limit": 20, "levels": ["HIGH"], "direction": "rising"})

    reading = read(reader)

    assert reading.kind is QueryKind.CHURN_RISK
    assert reading.slots == Slots(groups=("Champions",), limit=20, levels=(ChurnLevel.HIGH,), rising=True)


@pytest.mark.parametrize("model", ["claude-sonnet-5-5", "claude-opus-5-5", "claude-sonnet-4-6"])
def test_every_model_reads_in_the_way_that_it_accepts(simulator: Simulator, model: str) -> None:
    with closing(ClaudeQuestions(MessagesApi(API_KEY, simulator.url, model, DEADLINE_S))) as reader:
        assert read(reader).kind is QueryKind.CHURN_RISK


def test_a_reading_costs_what_the_list_says(reader: ClaudeQuestions, simulator: Simulator) -> None:
    tokens = {"input_tokens": 412, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 2304}
    simulator.fill_in(usage=tokens | {"output_tokens": 148})

    reading = read(reader)

    # 412 tokens at $0.10, 2,304 at $0.01 and 148 at $0.50 a million: 138.24 millionths.
    assert (reading.input_tokens, reading.output_tokens, reading.cost) == (2716, 148, Decimal("0.000139"))


def test_the_prompt_is_paid_for_in_full_only_once(reader: ClaudeQuestions) -> None:
    first, second = read(reader), read(reader)

    assert first.input_tokens == second.input_tokens
    assert second.cost < first.cost / 2


def test_a_reading_leaves_a_log_line_without_the_question(
    reader: ClaudeQuestions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "shared.claude"):
        reading = read(reader)

    [line] = caplog.records
    assert line.getMessage() == "question.read_by_claude"
    assert vars(line).items() >= {"prompt": PROMPT_VERSION, "model": HAIKU, "dollars": str(reading.cost)}.items()
    assert "churn" not in str(vars(line))


def test_after_a_429_it_waits_as_long_as_it_was_asked_to(
    reader: ClaudeQuestions, simulator: Simulator, clock: Clock
) -> None:
    simulator.fail(status=429, headers={"retry-after": "3"})

    assert read(reader).latency_s == 3.5
    assert clock.naps == [3.5]


@pytest.mark.parametrize("asked", ["8", "3600"])
def test_a_retry_after_beyond_the_deadline_is_passed_on_at_once(
    reader: ClaudeQuestions, simulator: Simulator, clock: Clock, asked: str
) -> None:
    simulator.fail(status=429, headers={"retry-after": asked})

    with pytest.raises(Retryable) as told:
        read(reader)

    assert (told.value.retry_after, clock.naps) == (float(asked), [])


def test_a_spend_limit_is_not_asked_again(reader: ClaudeQuestions, simulator: Simulator, clock: Clock) -> None:
    details = {"error_code": "enforced_spend_limit_reached"}
    error = {"type": "rate_limit_error", "message": "come back next month", "details": details}
    simulator.fail(status=429, body={"type": "error", "error": error}, headers={"retry-after": "1"})

    with pytest.raises(Permanent, match="spend limit"):
        read(reader)

    assert clock.naps == []


def test_an_overloaded_claude_is_asked_again(reader: ClaudeQuestions, simulator: Simulator, clock: Clock) -> None:
    simulator.fail(status=529, times=3)

    assert read(reader).kind is QueryKind.CHURN_RISK
    assert clock.naps == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    "fault", [{"status": 529}, {"status": 500}, {"drop_reply": True}, {"cut_reply": True}], ids=str
)
def test_a_claude_that_stays_away_is_given_up_before_the_deadline(
    reader: ClaudeQuestions, simulator: Simulator, clock: Clock, fault: dict[str, object]
) -> None:
    simulator.fail(times=None, **fault)

    with pytest.raises(Retryable):
        read(reader)

    assert clock.naps == [0.5, 1.0, 2.0]
    assert clock.now + SHORTEST_ATTEMPT_S <= DEADLINE_S


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop_reply": True}, {"cut_reply": True}], ids=str)
def test_one_bad_answer_is_made_good_by_the_next(
    reader: ClaudeQuestions, simulator: Simulator, fault: dict[str, object]
) -> None:
    simulator.fail(**fault)

    assert read(reader).kind is QueryKind.CHURN_RISK


def test_a_claude_that_thinks_too_long_is_left_at_the_deadline(simulator: Simulator) -> None:
    simulator.fail(delay_s=2)
    reader = ClaudeQuestions(MessagesApi(API_KEY, simulator.url, HAIKU, 0.2))

    with closing(reader), pytest.raises(Retryable, match="too long"):
        read(reader)


def test_an_answer_that_is_no_message_costs_nothing_that_we_know_of(
    reader: ClaudeQuestions, simulator: Simulator
) -> None:
    simulator.fail(reply={"content": None})

    with pytest.raises(Retryable, match="not a message") as told:
        read(reader)

    assert not isinstance(told.value, Unreadable)
