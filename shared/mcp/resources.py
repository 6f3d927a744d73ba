"""What a host can attach without a tool: archetypes, segments, the kinds of question, the snapshot itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import orjson
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp_types import Resource

from shared.domain.access import Caller, Permission
from shared.domain.customers import Archetype
from shared.domain.words import counted, percent
from shared.errors import NotFound, SelvageError
from shared.mcp.counted_desk import CountedDesk, in_words
from shared.mcp.query_kinds import query_kinds
from shared.store_ports import Segments, SnapshotFacts
from shared.tools.desk import allow

JSON = "application/json"
ARCHETYPE = "archetype://{archetype_id}"
SEGMENT = "segment://{axis_name}/{segment_name}"
QUERY_KINDS = "selvage://query-kinds"
SNAPSHOT = "selvage://snapshot"

#: As many as a host's menu can show; the others are read through the template, and completed there.
LISTED = 50


def offer_resources(server: MCPServer, desk: CountedDesk, segments: Segments) -> None:
    """Register the templates and the resources whose addresses never change."""

    @server.resource(
        ARCHETYPE,
        name="archetype",
        title="An archetype",
        description="Members, value, risk and traits of an archetype, by its id, its name or its place by size",
        mime_type=JSON,
    )
    async def archetype(archetype_id: str) -> str:
        with _telling_failures():
            return (await desk.answer("get_archetype_stats", {"archetype_id": archetype_id})).decode()

    @server.resource(
        SEGMENT,
        name="segment",
        title="A segment",
        description="A segment of an axis of behaviour: how it has grown or shrunk, and how it will probably go on",
        mime_type=JSON,
    )
    async def segment(axis_name: str, segment_name: str) -> str:
        told = {"axis_name": axis_name, "segment_name": segment_name}
        with _telling_failures():
            return (await desk.answer("calculate_segment_trends", told)).decode()

    @server.resource(
        QUERY_KINDS,
        name="query-kinds",
        title="Kinds of question",
        description="The kinds of question that the analytics answer, and what each is",
        mime_type=JSON,
    )
    def kinds() -> str:
        return orjson.dumps(query_kinds()).decode()

    @server.resource(
        SNAPSHOT,
        name="snapshot",
        title="The current snapshot",
        description="The day that all figures are of, how many customers there are, and the axes with their segments",
        mime_type=JSON,
    )
    async def snapshot() -> str:
        def current(caller: Caller) -> SnapshotFacts:
            allow(caller, Permission.INSIGHT)
            return segments.current()

        with _telling_failures():
            facts = await desk.read("snapshot", current)
        return orjson.dumps(facts).decode()


async def largest_archetypes(desk: CountedDesk, segments: Segments) -> list[Resource]:
    """The current archetypes as resources, largest first: those of `LISTED` that the caller may see."""
    nobody: tuple[Archetype, ...] = ()
    found = await desk.look("archetypes", lambda: archetypes_of(segments), otherwise=nobody)
    return [_listed(number, each) for number, each in enumerate(found[:LISTED], start=1)]


def archetypes_of(segments: Segments) -> tuple[Archetype, ...]:
    """The current archetypes, largest first; none before the first discovery."""
    try:
        return segments.archetypes()
    except NotFound:
        return ()


def archetype_uri(archetype_id: str) -> str:
    """The address of the archetype's resource."""
    return ARCHETYPE.format(archetype_id=quote(archetype_id, safe=""))


def _listed(number: int, archetype: Archetype) -> Resource:
    return Resource(
        uri=archetype_uri(archetype.id),
        name=archetype.id,
        title=f"{number}. {archetype.name}",
        description=(
            f"{counted(archetype.member_count, 'customer')}, {percent(archetype.population_share)} of all:"
            f" members, value, risk and traits"
        ),
        mime_type=JSON,
    )


@contextmanager
def _telling_failures() -> Iterator[None]:
    """Tells a failure of ours as MCP does, with our sentence."""
    try:
        yield
    except NotFound as error:
        raise ResourceNotFoundError(in_words(error)) from error
    except SelvageError as error:
        raise ResourceError(in_words(error)) from error
