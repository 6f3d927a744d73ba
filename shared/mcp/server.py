"""The MCP server, whichever way it is reached: what it offers, over the desk that every door uses."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from mcp.server import MCPServer
from mcp.server.caching import CacheableMethod, CacheHint
from mcp.server.mcpserver import Context
from mcp.shared.exceptions import MCPError
from mcp_types import INTERNAL_ERROR, INVALID_PARAMS, CallToolResult, GetPromptResult, InputRequiredResult, Resource
from mcp_types import Tool as DescribedTool

from shared.domain.access import Caller
from shared.domain.words import joined
from shared.errors import SelvageError
from shared.mcp.completions import offer_completions
from shared.mcp.counted_desk import CountedDesk, in_words
from shared.mcp.prompts import offer_prompts
from shared.mcp.resources import largest_archetypes, offer_resources
from shared.mcp.tools import OFFERED, call, described
from shared.store_ports import Segments
from shared.tools.desk import Desk

NAME = "selvage"
INSTRUCTIONS = (
    "Selvage knows an online shop's customers by how they buy. Ask about one customer with get_customer_profile and"
    " predict_churn_risk (id or e-mail address), for lists with search_customers, about groups with get_archetype_stats"
    " and calculate_segment_trends, and before a campaign with recommend_segments_for_campaign. selvage://snapshot"
    " says which axes and segments there are. Everything is as of the day in as_of, the newest order, which may be long"
    " past; amounts are in currency. A probability that is null has its reason beside it. What is answered about"
    " customers is personal data, for the shop's own people, and each look at a customer is recorded."
)

HOUR_MS = 60 * 60 * 1000
MINUTE_MS = 60 * 1000

#: How long a host may keep what it read. What depends on the key is for that key alone.
CACHE_HINTS: Mapping[CacheableMethod, CacheHint] = {
    "tools/list": CacheHint(HOUR_MS, "public"),
    "prompts/list": CacheHint(HOUR_MS, "public"),
    "resources/templates/list": CacheHint(HOUR_MS, "public"),
    "server/discover": CacheHint(HOUR_MS, "public"),
    "resources/list": CacheHint(MINUTE_MS, "private"),
    "resources/read": CacheHint(MINUTE_MS, "private"),
}


def mcp_server(
    desk: Desk, segments: Segments, *, caller_of: Callable[[], Caller], take: Callable[[Caller], None]
) -> MCPServer:
    """The server, to be run over HTTP or stdio.

    `caller_of` tells who sent the request that is being handled, and raises Denied when nobody may any more. `take`
    counts a tool call, or a resource that is read, and raises TooMany when the caller has nothing left. Both are asked
    in a thread of the request's context, so they may wait.
    """
    return AnalyticsServer(CountedDesk(desk, caller_of, take), segments)


class AnalyticsServer(MCPServer[Any]):
    """The SDK's server, with tools that are described by the registry and resources that come with each snapshot."""

    def __init__(self, desk: CountedDesk, segments: Segments) -> None:
        super().__init__(
            NAME,
            title="Selvage analytics",
            version=version("selvage"),
            instructions=INSTRUCTIONS,
            cache_hints=CACHE_HINTS,
            # What is offered only changes when we are started anew, so there is nothing to be told of in between.
            subscriptions=False,
        )
        self._desk, self._segments = desk, segments
        offer_resources(self, desk, segments)
        offer_prompts(self)
        offer_completions(self, desk, segments)

    async def list_tools(self) -> list[DescribedTool]:
        """Our tools, and any that were registered besides."""
        return [*map(described, OFFERED), *await super().list_tools()]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """The tool's answer; ToolError with one sentence when there is none."""
        if name in OFFERED:
            return await call(self._desk, name, arguments)
        return await super().call_tool(name, arguments, context)

    async def list_resources(self) -> list[Resource]:
        """What never changes, then the largest archetypes of the current snapshot."""
        try:
            archetypes = await largest_archetypes(self._desk, self._segments)
        except SelvageError as error:
            raise MCPError(INTERNAL_ERROR, in_words(error)) from error
        return [*await super().list_resources(), *archetypes]

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Context[Any, Any] | None = None
    ) -> GetPromptResult | InputRequiredResult:
        """The prompt's messages; an error that says what is wrong with the request, where the SDK's says nothing."""
        prompts = {prompt.name: prompt for prompt in await self.list_prompts()}
        if name not in prompts:
            raise MCPError(INVALID_PARAMS, f"there is no prompt of this name; there are {joined(tuple(prompts))}")
        needed = tuple(each.name for each in prompts[name].arguments or () if each.required)
        missing = tuple(each for each in needed if not str((arguments or {}).get(each, "")).strip())
        if missing:
            raise MCPError(INVALID_PARAMS, f"the prompt {name} needs {joined(missing)}")
        return await super().get_prompt(name, arguments, context)
