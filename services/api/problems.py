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

from shared.errors import NotFound, Retryable

MEDIA_TYPE = "application/problem+json"
#: Seconds after which to ask again when a store is away.
RETRY_AFTER_S = "1"


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

    #: "about:blank" says that the status tells the kind of problem (RFC 9457, 4.2.1).
    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells of a problem."""
    document = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(document.model_dump_json(), status, headers, MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Make every error of `app` a problem document."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        return problem(error.status_code, error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def unreadable(_: Request, error: RequestValidationError) -> Response:
        # The value itself is left out: it may be a person's address.
        wrong = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, wrong)

    @app.exception_handler(NotFound)
    async def not_found(_: Request, error: NotFound) -> Response:
        return problem(HTTPStatus.NOT_FOUND, str(error))

    @app.exception_handler(Retryable)
    async def away(_: Request, error: Retryable) -> Response:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), {"Retry-After": RETRY_AFTER_S})

    @app.exception_handler(Exception)
    async def surprise(_: Request, __: Exception) -> Response:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been logged.")


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of these statuses."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {status.value: {"description": status.phrase, "content": content} for status in statuses}
