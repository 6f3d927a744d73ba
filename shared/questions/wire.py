"""Answers to questions as every door sends them."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shared.domain.questions import QuestionAnswer
from shared.errors import InvalidPayload, NotFound
from shared.questions.answerer import Answerer
from shared.tools.registry import tool_named
from shared.tools.results import from_wire, result_schema, to_json

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
_ANSWER = TypeAdapter(QuestionAnswer)


def answer_json(answer: QuestionAnswer) -> bytes:
    """The answer as JSON."""
    return to_json(Answerer.answer, answer)


def read_answer(told: bytes) -> QuestionAnswer:
    """The answer that `answer_json` wrote, with `data` as the tool itself gave it.

    `parameters` and `slots` stay as JSON has them. Raises InvalidPayload when it is no answer.
    """
    try:
        answer = _ANSWER.validate_json(told)
        if answer.tool is None or answer.data is None:
            return answer
        return replace(answer, data=from_wire(tool_named(answer.tool).function, answer.data))
    except (ValidationError, NotFound) as error:
        raise InvalidPayload("this is no answer to a question") from error


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return result_schema(Answerer.answer)


def plainly(part: object) -> Any:  # noqa: ANN401  JSON is any
    """Any part of an answer as JSON has it: enums as texts, dates as ISO 8601, tuples as lists."""
    return _ANYTHING.dump_python(part, mode="json")
