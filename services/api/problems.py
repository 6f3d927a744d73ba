"""Errors as problem documents (RFC 9457): one sentence for people, a status for programs, nothing of ours inside."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.api.limits import whole_seconds
from shared.domain.access import ROLE_PROBLEM
from shared.errors import Conflict, Denied, InvalidPayload, NotFound, Retryable, TooMany
from shared.tools.arguments import plain_message

MEDIA_TYPE = "application/problem+json"
ABOUT_BLANK = "about:blank"
#: Seconds after which to ask again when a store is away.
RETRY_AFTER_S = "1"


NOTHING_HERE = "there is nothing at this address; /docs tells what there is"
#: How the tools' refusals are told.
STATUSES: Mapping[type, HTTPStatus] = {
    InvalidPayload: HTTPStatus.UNPROCESSABLE_ENTITY,
    Conflict: HTTPStatus.CONFLICT,
    Denied: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
}
#: Statuses that say when to ask again.
WAITING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}}


class Problem(BaseModel):
    """What went wrong."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "detail": "no customer has this id or e-mail address",
            }
        }
    )

    #: "about:blank" says that the status tells the kind of problem (RFC 9457, 4.2.1); what a role does not allow has
    #: a type of its own, for who must tell it from a key that is not accepted.
    type: str = ABOUT_BLANK
    title: str
    status: int
    detail: str


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, *, kind: str = ABOUT_BLANK) -> Response:
    """The answer that tells of a problem."""
    # A name that was sent may hold what JSON cannot.
    sayable = detail.encode(errors="replace").decode()
    document = Problem(type=kind, title=HTTPStatus(status).phrase, status=status, detail=sayable)
    return Response(document.model_dump_json(), status, headers, MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Make every error of `app` a problem document."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        nothing_here = error.status_code == HTTPStatus.NOT_FOUND and error.detail == HTTPStatus.NOT_FOUND.phrase
        return problem(error.status_code, NOTHING_HERE if nothing_here else error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def unreadable(_: Request, error: RequestValidationError) -> Response:
        # The value itself is left out: it may be a person's address.
        wrong = "; ".join(f"{each['loc'][-1]}: {plain_message(each['msg'])}" for each in error.errors())
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, wrong)

    async def refused_by_tool(_: Request, error: Exception) -> Response:
        status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
        return problem(status, str(error), kind=ROLE_PROBLEM if isinstance(error, Denied) else ABOUT_BLANK)

    for kind in STATUSES:
        app.add_exception_handler(kind, refused_by_tool)

    @app.exception_handler(TooMany)
    async def too_many(_: Request, error: TooMany) -> Response:
        wait = {"Retry-After": str(whole_seconds(error.retry_after or 0))}
        return problem(HTTPStatus.TOO_MANY_REQUESTS, str(error), wait)

    @app.exception_handler(Retryable)
    async def away(_: Request, error: Retryable) -> Response:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), {"Retry-After": RETRY_AFTER_S})

    @app.exception_handler(Exception)
    async def surprise(_: Request, __: Exception) -> Response:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been logged.")


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of these statuses; `Problem` must stand among its components."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status.value: {
            "description": status.phrase,
            "content": content,
            **({"headers": RETRY_AFTER} if status in WAITING else {}),
        }
        for status in statuses
    }
