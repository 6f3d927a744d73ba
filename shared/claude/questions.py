"""Claude as the reader of questions: one closed form, filled in within a deadline, at a known price."""

import logging
from collections.abc import Sequence

from anthropic.types import TextBlockParam

from shared.claude.payloads import Message, read_message
from shared.claude.prices import dollars
from shared.claude.prompt import MAX_TOKENS, PROMPT_VERSION, system_text, user_text
from shared.claude.reading import read_reading, reading_schema
from shared.claude.transport import MessagesApi
from shared.domain.questions import ModelReading, ModelUse, QueryKind
from shared.door_ports import Declined, Unreadable
from shared.errors import InvalidPayload, Retryable

log = logging.getLogger(__name__)

#: How a message ends whose form was filled in to the end.
COMPLETE = "end_turn"


class ClaudeQuestions:
    """`shared.door_ports.QuestionReader` over the Messages API."""

    def __init__(self, api: MessagesApi) -> None:
        self._api = api

    def close(self) -> None:
        """Close all connections."""
        self._api.close()

    def read(self, question: str, *, kinds: Sequence[QueryKind]) -> ModelReading:
        """See QuestionReader. What Claude may not have billed, as an answer that never came, counts as free."""
        # The long, unchanging part ends at the mark; a model that caches prompts of this length reads it from there.
        system: TextBlockParam = {
            "type": "text",
            "text": system_text(kinds),
            "cache_control": {"type": "ephemeral"},
        }
        answered = self._api.ask(
            system=[system],
            user=user_text(question),
            max_tokens=MAX_TOKENS,
            output={"format": {"type": "json_schema", "schema": reading_schema(kinds)}},
        )
        try:
            message = read_message(answered.body)
        except InvalidPayload as error:
            raise Retryable(str(error)) from error
        use = _use_of(message)
        log.info(
            "question.read_by_claude",
            extra={
                "model": use.model,
                "prompt": PROMPT_VERSION,
                "stop_reason": message.stop_reason,
                "input_tokens": use.input_tokens,
                "output_tokens": use.output_tokens,
                "dollars": str(use.cost),
                "latency_s": answered.latency_s,
            },
        )
        return _reading(message, use, kinds, answered.latency_s)


def _use_of(message: Message) -> ModelUse:
    return ModelUse(
        model=message.model,
        input_tokens=message.usage.all_input_tokens,
        output_tokens=message.usage.output_tokens,
        cost=dollars(message.model, message.usage),
    )


def _reading(message: Message, use: ModelUse, kinds: Sequence[QueryKind], latency_s: float) -> ModelReading:
    """What the message says; Declined or Unreadable, with what it cost, when it says nothing."""
    if message.stop_reason == "refusal":
        raise Declined("Claude declined to read the question", use)
    if message.stop_reason != COMPLETE:
        raise Unreadable("Claude's reading was cut short", use)
    try:
        told = read_reading(message.text, kinds)
    except InvalidPayload as error:
        raise Unreadable(f"Claude's reading cannot be read: {error}", use) from error
    return ModelReading(
        model=use.model,
        input_tokens=use.input_tokens,
        output_tokens=use.output_tokens,
        cost=use.cost,
        kind=told.kind,
        runner_up=told.runner_up,
        is_unsure=told.is_unsure,
        slots=told.slots,
        latency_s=latency_s,
    )
