"""Answers to questions as every door sends them."""

from typing import Any

from pydantic import TypeAdapter

from shared.domain.questions import QuestionAnswer
from shared.questions.answerer import Answerer
from shared.tools.results import result_schema, to_json

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def answer_json(answer: QuestionAnswer) -> bytes:
    """The answer as JSON."""
    return to_json(Answerer.answer, answer)


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return result_schema(Answerer.answer)


def plainly(part: object) -> Any:  # noqa: ANN401  JSON is any
    """Any part of an answer as JSON has it: enums as texts, dates as ISO 8601, tuples as lists."""
    return _ANYTHING.dump_python(part, mode="json")
