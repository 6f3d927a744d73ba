"""The tools of the registry, each at its own address: its parameters, its answer and its words are the tool's."""

import inspect
from collections.abc import Callable, Mapping
from http import HTTPMethod, HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo
from starlette.responses import Response

from services.api.access import Access, WhoAsks
from services.api.addresses import with_slashes
from services.api.bodies import read_object
from services.api.problems import documented
from services.api.routes.paths import PREFIX, TOOL_PATHS, ToolPath
from services.api.schemas import Components, Schema, answer_schema, arguments_schema
from shared.domain.access import Door
from shared.tools.arguments import arguments_model, without_none
from shared.tools.desk import Desk
from shared.tools.recorded import recorded_answer
from shared.tools.registry import TOOLS, Tool

JSON = "application/json"
Asks = Callable[..., Response]

#: What any tool may answer when it has no answer.
REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
#: What besides, where there is a body.
BODY_REFUSALS = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def tool_routes(desk: Desk, access: Access, components: Components) -> APIRouter:
    """The routes. Their handlers are plain functions: they wait for the store in the server's threads."""
    routes = APIRouter(prefix=PREFIX)
    for each in TOOL_PATHS:
        tool = TOOLS[each.tool]
        is_posted = each.method is HTTPMethod.POST
        routes.add_api_route(
            each.path,
            _posted(tool, desk, access) if is_posted else _gotten(tool, each, desk, access),
            methods=[each.method],
            operation_id=each.operation_id,
            tags=[each.subject],
            summary=tool.title,
            description=tool.description,
            response_model=None,
            responses={
                **answered(tool, each.operation_id, components),
                **documented(*REFUSALS, *(BODY_REFUSALS if is_posted else ())),
            },
            openapi_extra=_body(tool, components) if is_posted else None,
        )
    return routes


def answered(tool: Tool, operation_id: str, components: Components) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the tool's answer to the operation."""
    components.show(operation_id, recorded_answer(tool.name))
    content = {JSON: {"schema": components.add(answer_schema(tool.function))}}
    return {HTTPStatus.OK.value: {"description": tool.summary, "content": content}}


def _body(tool: Tool, components: Components) -> Schema:
    content = {JSON: {"schema": components.add(arguments_schema(tool.function)), "example": dict(tool.example)}}
    return {"requestBody": {"required": True, "content": content}}


def _posted(tool: Tool, desk: Desk, access: Access) -> Asks:
    def ask(
        who: Annotated[WhoAsks, Depends(access.counted_query)], told: Annotated[dict[str, Any], Depends(read_object)]
    ) -> Response:
        return Response(desk.json(who(), tool.name, told, Door.REST), media_type=JSON)

    return ask


def _gotten(tool: Tool, at: ToolPath, desk: Desk, access: Access) -> Asks:
    """An endpoint with the tool's parameters: those in braces from the path, the others from the query."""

    def ask(who: WhoAsks, in_query: BaseModel, **in_path: object) -> Response:
        told = {**in_path, **in_query.model_dump(exclude_unset=True)}
        return Response(desk.json(who(), tool.name, told, Door.REST), media_type=JSON)

    fields = arguments_model(tool.function).model_fields
    in_path = {name: _in_path(tool, name, field) for name, field in fields.items() if f"{{{name}}}" in at.path}
    annotations = {
        "who": Annotated[WhoAsks, Depends(access.counted_query)],
        "in_query": Annotated[_in_query(tool, leaving_out=in_path), Query()],
        **in_path,
    }
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter(name, kind, annotation=each) for name, each in annotations.items()]
    # FastAPI reads what an endpoint takes off its signature.
    ask.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # every function may have one
    return ask


def _in_path(tool: Tool, name: str, field: FieldInfo) -> Any:  # noqa: ANN401  a type may be any object
    told = Path(description=field.description, examples=_examples(tool, name))
    return Annotated[field.annotation, *field.metadata, BeforeValidator(with_slashes), told]


def _in_query(tool: Tool, *, leaving_out: Mapping[str, object]) -> type[BaseModel]:
    """The tool's parameters but for some, as texts in an address; there is no null among them."""
    fields: dict[str, Any] = {
        name: (
            Annotated[without_none(field.annotation), *field.metadata, Field(examples=_examples(tool, name))],
            Field(field.default, description=field.description),
        )
        for name, field in arguments_model(tool.function).model_fields.items()
        if name not in leaving_out
    }
    return create_model(tool.name, __config__=ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False), **fields)


def _examples(tool: Tool, parameter: str) -> list[Any] | None:
    return [tool.example[parameter]] if parameter in tool.example else None
