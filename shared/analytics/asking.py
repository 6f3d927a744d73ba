"""Asks the analytics API for people: questions, tools and the report of the drafts, typed as the tools are."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import requests
from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.analytics.http import AnalyticsHttp, is_problem, read, refusal, seconds_to_wait
from shared.domain.access import ROLE_PROBLEM, Asker
from shared.domain.draft_figures import ReportFigures
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer
from shared.errors import Conflict, InvalidPayload, NotAllowed, NotFound, Permanent, SelvageError, TooMany
from shared.questions.wire import plainly, read_answer
from shared.tools.registry import tool_named
from shared.tools.results import from_wire

REPORT = TypeAdapter(ReportFigures)
UNREADABLE = "what the analytics API answered cannot be read"
#: What the API says in a sentence for whoever asked.
SENTENCES: Mapping[int, type[SelvageError]] = {
    HTTPStatus.BAD_REQUEST: InvalidPayload,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.CONFLICT: Conflict,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: InvalidPayload,
    HTTPStatus.UNPROCESSABLE_ENTITY: InvalidPayload,
}


class _Answered(BaseModel):
    """What /api/mcp/query answers."""

    result: Any


class _Problem(BaseModel):
    """The parts of a problem document that are read."""

    type: str = ""
    detail: str = ""


ANSWERED = TypeAdapter(_Answered)


class Asking:
    """Keeps what `shared.chat_ports.Analyst` promises over HTTP. Many threads may share one; it connects when asked."""

    def __init__(self, base_url: str, api_key: str, deadline_s: float) -> None:
        """`deadline_s` is how long one call may wait for a connection, and then for the answer."""
        self._http = AnalyticsHttp(base_url, api_key, deadline_s)

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """See `shared.chat_ports.Analyst`."""
        told: dict[str, object] = {"query": question}
        if kind is not None:
            told["query_type"] = kind
        if earlier is not None:
            told["earlier"] = {"query_type": earlier.query_type, "slots": plainly(earlier.slots)}
        response = self._post("/api/mcp/query/natural-language", asker, told)
        try:
            return read_answer(response.content)
        except InvalidPayload as error:
            raise Permanent(UNREADABLE) from error

    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object:
        """See `shared.chat_ports.Analyst`."""
        function = tool_named(name).function
        response = self._post("/api/mcp/query", asker, {"tool": name, "arguments": plainly(arguments)})
        try:
            return from_wire(function, read(response, ANSWERED).result)
        except ValidationError as error:
            raise Permanent(UNREADABLE) from error

    def draft_report(self, asker: Asker, *, days: int) -> ReportFigures:
        """See `shared.chat_ports.Analyst`."""
        address = f"{self._http.address}/api/drafts/report"
        return read(_answered(self._http.get(address, {"days": days}, _for(asker))), REPORT)

    def close(self) -> None:
        """Close the kept-alive connections."""
        self._http.close()

    def _post(self, path: str, asker: Asker, told: Mapping[str, object]) -> requests.Response:
        return _answered(self._http.post(self._http.address + path, told, _for(asker)))


def _for(asker: Asker) -> dict[str, str]:
    return {"X-On-Behalf-Of": asker.person, "X-Act-As": asker.role.value}


def _answered(response: requests.Response) -> requests.Response:
    if response.status_code == HTTPStatus.OK:
        return response
    raise _refusal(response)


def _refusal(response: requests.Response) -> SelvageError:
    """What the API refuses, with its own sentence where that is for the person."""
    told = _problem(response)
    if told is None:
        return refusal(response)
    status = response.status_code
    if status == HTTPStatus.FORBIDDEN and told.type == ROLE_PROBLEM:
        return NotAllowed(told.detail)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        limit = response.headers.get("RateLimit-Limit", "")
        wait = seconds_to_wait(response)
        return TooMany(told.detail, retry_after=1 if wait is None else wait, limit=int(limit) if limit.isdigit() else 0)
    kind = SENTENCES.get(status)
    return kind(told.detail) if kind else refusal(response)


def _problem(response: requests.Response) -> _Problem | None:
    if not is_problem(response):
        return None
    try:
        return _Problem.model_validate_json(response.content)
    except ValidationError:
        return None
