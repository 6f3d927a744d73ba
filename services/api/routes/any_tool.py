"""/api/mcp/tools and /api/mcp/query: which tools there are, and asking any of them by its name."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.responses import Response

from services.api.access import Access, WhoAsks
from services.api.bodies import read_object
from services.api.problems import documented
from services.api.routes.paths import PREFIX, Subject, first_path
from services.api.routes.tools import BODY_REFUSALS, JSON, REFUSALS
from services.api.schemas import Components, Schema, answer_schema, arguments_schema
from shared.domain.access import Door, Permission
from shared.errors import InvalidPayload
from shared.tools.arguments import wrong_words
from shared.tools.desk import Desk
from shared.tools.recorded import recorded_answer
from shared.tools.registry import TOOLS, Tool


class ToolDescription(BaseModel):
    """A tool, and how it is asked."""

    name: str
    title: str
    description: str
    permission: Permission = Field(description="What the role of a key must allow")
    method: str
    path: str = Field(description="Where the tool has an address of its own; what stands in braces is a parameter")
    input_schema: dict[str, Any] = Field(description="JSON schema of the arguments")
    output_schema: dict[str, Any] = Field(description="JSON schema of the answer")
    example: dict[str, Any] = Field(description="Arguments that the tool answers something to")


class ToolList(BaseModel):
    """Every tool, one customer first, then lists of customers, then the shop."""

    tools: list[ToolDescription]


class ToolCall(BaseModel):
    """A tool by its name, and what it is told."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    tool: str = Field(validation_alias=AliasChoices("tool", "tool_name"))
    arguments: dict[str, Any] = Field({}, validation_alias=AliasChoices("arguments", "parameters"))


def any_tool_routes(desk: Desk, access: Access, components: Components) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix=PREFIX, tags=[Subject.ANY])
    every_tool = TypeAdapter(ToolList).dump_json(ToolList(tools=[_described(tool) for tool in TOOLS.values()]))

    @routes.get(
        "/tools",
        operation_id="list_tools",
        summary="Every tool",
        response_model=ToolList,
        responses=documented(*REFUSALS),
    )
    def tools(who: Annotated[WhoAsks, Depends(access.caller)]) -> Response:
        """Every tool with its parameters, answer, address and an example. Open to every key, and not counted."""
        who()
        return Response(every_tool, media_type=JSON)

    @routes.post(
        "/query",
        operation_id="query",
        summary="Ask any tool",
        response_model=None,
        responses={200: _answered(components), **documented(*REFUSALS, *BODY_REFUSALS)},
        openapi_extra={"requestBody": _body(components)},
    )
    def query(
        who: Annotated[WhoAsks, Depends(access.counted_query)], told: Annotated[dict[str, Any], Depends(read_object)]
    ) -> Response:
        """Ask a tool by its name; `GET /api/mcp/tools` lists them.

        `tool_name` and `parameters` are read as `tool` and `arguments`.
        """
        call = _call(told)
        result = desk.json(who(), call.tool, call.arguments, Door.REST)
        asked = orjson.dumps({"tool": call.tool, "arguments": call.arguments})
        return Response(asked[:-1] + b',"result":' + result + b"}", media_type=JSON)

    return routes


def _call(told: dict[str, Any]) -> ToolCall:
    try:
        return ToolCall.model_validate(told)
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error


def _described(tool: Tool) -> ToolDescription:
    at = first_path(tool.name)
    return ToolDescription(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        permission=tool.permission,
        method=at.method,
        path=PREFIX + at.path,
        input_schema=arguments_schema(tool.function),
        output_schema=answer_schema(tool.function),
        example=dict(tool.example),
    )


def _body(components: Components) -> Schema:
    calls = [_call_schema(tool, components) for tool in TOOLS.values()]
    examples = {
        tool.name: {"summary": tool.title, "value": {"tool": tool.name, "arguments": dict(tool.example)}}
        for tool in TOOLS.values()
    }
    return {"required": True, "content": {JSON: {"schema": {"oneOf": calls}, "examples": examples}}}


def _call_schema(tool: Tool, components: Components) -> Schema:
    """The body that asks the tool."""
    takes = arguments_schema(tool.function)
    return {
        "type": "object",
        "title": tool.title,
        "properties": {"tool": {"const": tool.name}, "arguments": components.add(takes)},
        "required": ["tool", *(["arguments"] if takes.get("required") else [])],
        "additionalProperties": False,
    }


def _answered(components: Components) -> Schema:
    answers = [components.add(answer_schema(tool.function)) for tool in TOOLS.values()]
    schema = {
        "type": "object",
        "properties": {
            "tool": {"enum": list(TOOLS)},
            "arguments": {"type": "object", "description": "What the tool was told"},
            "result": {"anyOf": [each for place, each in enumerate(answers) if each not in answers[:place]]},
        },
        "required": ["tool", "arguments", "result"],
        "additionalProperties": False,
    }
    shown = TOOLS["predict_churn_risk"]
    answer = {"tool": shown.name, "arguments": dict(shown.example), "result": recorded_answer(shown.name)}
    components.show("query", answer)
    return {"description": "What the tool answered", "content": {JSON: {"schema": schema}}}
