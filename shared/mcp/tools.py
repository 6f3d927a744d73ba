"""The six tools that MCP offers: how they are described, asked, and answered."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from mcp_types import Tool as Described

from shared.errors import SelvageError
from shared.mcp.counted_desk import CountedDesk, in_words
from shared.tools.arguments import arguments_model
from shared.tools.registry import TOOLS, Tool
from shared.tools.results import result_schema

#: What a host's model may call, one customer first.
OFFERED: Mapping[str, Tool] = {
    name: TOOLS[name]
    for name in (
        "get_customer_profile",
        "predict_churn_risk",
        "search_customers",
        "get_archetype_stats",
        "calculate_segment_trends",
        "recommend_segments_for_campaign",
    )
}

#: They look into our own store, and asking twice changes nothing.
READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


@cache
def described(name: str) -> Described:
    """One of the offered tools as a host lists it."""
    tool = OFFERED[name]
    return Described(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=arguments_model(tool.function).model_json_schema(),
        output_schema=result_schema(tool.function),
        annotations=READS_ONLY,
    )


async def call(desk: CountedDesk, name: str, told: Mapping[str, object]) -> CallToolResult:
    """The tool's answer, as data and as the same JSON for models that only read text; ToolError when there is none."""
    try:
        answer = await desk.answer(name, mended(name, told))
    except SelvageError as error:
        raise ToolError(in_words(error)) from error
    return CallToolResult(
        content=[TextContent(type="text", text=answer.decode())], structured_content=orjson.loads(answer)
    )


def mended(name: str, told: Mapping[str, object]) -> dict[str, object]:
    """The arguments, with what hosts are known to bend put right: objects that came as text, ids that came as numbers.

    Claude Desktop writes objects as JSON text; the Inspector, and many a model, takes an id like 13027 for a number.
    """
    parameters = described(name).input_schema["properties"]
    return {
        each: _text(given) if _takes_text(parameters.get(each, {})) else _object(given) for each, given in told.items()
    }


def _takes_text(parameter: Mapping[str, Any]) -> bool:
    return any(each.get("type") == "string" for each in parameter.get("anyOf", (parameter,)))


def _text(given: object) -> object:
    """A whole number as text; whatever else is given, as it is."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


def _object(given: object) -> object:
    """The object that a text holds; whatever else is given, as it is."""
    if not isinstance(given, str):
        return given
    try:
        read = json.loads(given)
    except (ValueError, RecursionError):
        return given
    return read if isinstance(read, dict) else given
