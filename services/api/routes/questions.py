"""POST /api/mcp/query/natural-language: a question in plain language."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.responses import Response

from services.api.access import Access, WhoAsks
from services.api.bodies import read_object
from services.api.problems import documented
from services.api.routes.paths import PREFIX
from services.api.routes.tools import BODY_REFUSALS, JSON, REFUSALS
from services.api.schemas import Components, Schema
from shared.domain.questions import QueryKind
from shared.errors import InvalidPayload
from shared.questions.answerer import Answerer
from shared.questions.followups.slots_told import EarlierTold
from shared.questions.wire import answer_json, answer_schema
from shared.tools.arguments import wrong_words

LONGEST = 1000
SUBJECT = "questions in plain language"

#: What people may send, by what it shows.
BODIES: dict[str, Schema] = {
    "churn": {"summary": "Who may leave", "value": {"query": "Which customers are at high churn risk?"}},
    "one customer": {"summary": "About one customer", "value": {"query": "How do we keep customer 13027?"}},
    "forecast": {"summary": "A period", "value": {"query": "What is the revenue forecast for Q4?"}},
    "event": {"summary": "An event", "value": {"query": "Who bought for Christmas?"}},
    "chosen": {
        "summary": "The kind that a clarification offered",
        "value": {"query": "How are the regulars doing?", "query_type": "declining_engagement"},
    },
    "going on": {
        "summary": "What goes on from an answer",
        "value": {
            "query": "only critical ones",
            "earlier": {"query_type": "churn_risk", "slots": {"levels": ["HIGH", "CRITICAL"], "limit": 5}},
        },
    },
}


def _asks(text: str) -> str:
    if not text.replace("\ufeff", "").strip():
        raise ValueError("must not be blank")
    if "\x00" in text:
        raise ValueError("must not hold the character NUL")
    return text


class Question(BaseModel):
    """A question in plain language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST), AfterValidator(_asks)] = (
        Field(
            validation_alias=AliasChoices("query", "question"),
            description="The question; `question` is read as `query`",
            json_schema_extra={"pattern": r"^[^\x00]*[^\s\x00\x1c-\x1f\x85\ufeff][^\x00]*$"},
        )
    )
    query_type: QueryKind | None = Field(
        None, description="What is asked for, where a clarification offered it; then no engine reads the question"
    )
    earlier: EarlierTold | None = Field(
        None,
        description=(
            "What the answer before was read as: a question that goes on from it, as `only VIPs` or `again`, is of its"
            " kind and keeps what it named; any other starts anew"
        ),
    )


def question_routes(answerer: Answerer, access: Access, components: Components) -> APIRouter:
    """The route. It waits for the store, and for Claude, in the server's threads."""
    routes = APIRouter(prefix=PREFIX, tags=[SUBJECT])

    @routes.post(
        "/query/natural-language",
        operation_id="ask",
        summary="Ask in plain language",
        response_model=None,
        responses={200: _answered(components), **documented(*REFUSALS, *BODY_REFUSALS)},
        openapi_extra={"requestBody": _body(components)},
    )
    def ask(
        who: Annotated[WhoAsks, Depends(access.counted_question)],
        told: Annotated[dict[str, Any], Depends(read_object)],
    ) -> Response:
        """Answer a question with the data of the tool that fits, a summary, and what could be asked next.

        Where the question can be read in more than one way, or something is missing, `clarification` has numbered
        options: send the option's `query` with its `query_type`. To go on from an answer ("only VIPs", "and for
        Halloween?", "again"), send its `query_type` and `slots` as `earlier`. What is not about this shop's customers,
        sales and products is declined. A key's role must allow the tool that answers.
        """
        question = _read(told)
        earlier = question.earlier.earlier() if question.earlier else None
        answer = answerer.answer(who(), question.query, kind=question.query_type, earlier=earlier)
        return Response(answer_json(answer), media_type=JSON)

    return routes


def _read(told: dict[str, Any]) -> Question:
    try:
        return Question.model_validate(told)
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error


def _body(components: Components) -> Schema:
    schema = components.add(Question.model_json_schema())
    return {"required": True, "content": {JSON: {"schema": schema, "examples": BODIES}}}


def _answered(components: Components) -> Schema:
    content = {"schema": components.add(answer_schema())}
    return {"description": "The answer, or what has to be asked back", "content": {JSON: content}}
