"""What a host offers while a person fills in a prompt or an address."""

from collections.abc import Iterable, Sequence

from mcp.server import MCPServer
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)

from shared.domain.campaigns import Goal
from shared.errors import NotFound, SelvageError
from shared.mcp.counted_desk import CountedDesk, in_words
from shared.mcp.resources import archetypes_of
from shared.store_ports import Segments

#: The most that the protocol allows in one answer.
MOST = 100

#: Arguments that name an archetype.
ARCHETYPES = frozenset({"archetype_id", "a", "b"})


def offer_completions(server: MCPServer, desk: CountedDesk, segments: Segments) -> None:
    """Register the completions. Customers are never offered: a menu is no place for people."""

    @server.completion()  # type: ignore[no-untyped-call, untyped-decorator]  # the SDK leaves it unannotated
    async def complete(
        _ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion | None:
        filled_in = (context.arguments if context else None) or {}
        try:
            options = await desk.look(
                "completion", lambda: _options(segments, argument.name, filled_in), otherwise=_goals(argument.name)
            )
        except SelvageError as error:
            raise MCPError(INTERNAL_ERROR, in_words(error)) from error
        return _completion(options, argument.value)


def _options(segments: Segments, argument: str, filled_in: dict[str, str]) -> Sequence[tuple[str, str]]:
    """What the argument may be: each value, and the words that find it."""
    if argument in ARCHETYPES:
        return [(each.id, f"{each.id} {each.name}") for each in archetypes_of(segments)]
    axes = _axes(segments)
    match argument:
        case "axis_name":
            return _by_name(axes)
        case "segment_name":
            return _by_name(axes.get(filled_in.get("axis_name", ""), ()))
        case _:
            return _goals(argument)


def _goals(argument: str) -> Sequence[tuple[str, str]]:
    """The goals of a campaign, which everybody may know; nothing for any other argument."""
    return _by_name(Goal) if argument == "goal" else ()


def _axes(segments: Segments) -> dict[str, tuple[str, ...]]:
    try:
        return segments.current().axes
    except NotFound:
        return {}


def _by_name(names: Iterable[str]) -> Sequence[tuple[str, str]]:
    return [(str(name), str(name)) for name in names]


def _completion(options: Sequence[tuple[str, str]], typed: str) -> Completion:
    """The options that begin with what was typed, then those that hold it."""
    wanted = typed.strip().lower()
    found = [value for value, words in options if wanted in words.lower()]
    found.sort(key=lambda value: not value.lower().startswith(wanted))
    return Completion(values=found[:MOST], total=len(found), has_more=len(found) > MOST)
