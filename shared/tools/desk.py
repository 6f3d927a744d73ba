"""The desk that every door stands at: may the caller, is it readable, answer, and note who was read about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import orjson

from shared.domain.access import ABOUT, Caller, CustomerRead, Door, Permission
from shared.door_ports import AnswerCache, Audit
from shared.errors import Denied
from shared.tools.arguments import read_arguments
from shared.tools.customers.where import asks_by_name
from shared.tools.nameless import without_names
from shared.tools.registry import Tool, tool_named
from shared.tools.results import customers_in, result_schema, to_json
from shared.tools.stores import Stores


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answered."""

    tool: Tool
    #: As they were read: defaults filled in, texts as enums and dates.
    arguments: Mapping[str, object]
    result: object

    def json(self) -> bytes:
        """The result as every door sends it."""
        return to_json(self.tool.function, self.result)


class Desk:
    """Asks the tools for callers."""

    def __init__(self, stores: Stores, audit: Audit, cache: AnswerCache) -> None:
        self._stores, self._audit, self._cache = stores, audit, cache

    def answer(self, caller: Caller, name: str, told: Mapping[str, object], door: Door) -> Answer:
        """The tool's answer as the function gave it, without names and e-mail addresses for who may not see them.

        Raises NotFound for an unknown tool or whatever the tool does not find, Denied when the caller's role does
        not allow it, InvalidPayload when the arguments are not right, and Retryable when a store is away.
        """
        tool = tool_named(name)
        allow(caller, tool.permission)
        arguments = self._arguments(tool, told)
        result, _ = self._asked(caller, tool, arguments, door)
        return Answer(tool, arguments, result)

    def json(self, caller: Caller, name: str, told: Mapping[str, object], door: Door) -> bytes:
        """The tool's answer as JSON, from the cache where it names no customer; see `answer` for what it raises."""
        tool = tool_named(name)
        allow(caller, tool.permission)
        arguments = self._arguments(tool, told)
        if tool.permission is not Permission.INSIGHT:
            return to_json(tool.function, self._asked(caller, tool, arguments, door)[0])
        key, snapshot = cache_key(tool, arguments), self._cache.snapshot()
        if snapshot is not None and (kept := self._cache.get(snapshot, key)) is not None:
            return kept
        result, named = self._asked(caller, tool, arguments, door)
        answer = to_json(tool.function, result)
        if snapshot is not None and not named:
            self._cache.put(snapshot, key, answer)
        return answer

    def _asked(
        self, caller: Caller, tool: Tool, arguments: Mapping[str, object], door: Door
    ) -> tuple[object, tuple[str, ...]]:
        """The tool's answer, and the customers whom it speaks of."""
        if asks_by_name(arguments.get("where")):
            # The ids of those whom a name finds would tell whose name it is.
            allow(caller, Permission.NAMES)
        result = tool.function(**self._stores.for_(tool.function), **arguments)
        named = self._note(caller, door, tool, result)
        return result if caller.may(Permission.NAMES) else without_names(result), named

    def _arguments(self, tool: Tool, told: Mapping[str, object]) -> dict[str, object]:
        arguments = read_arguments(tool.function, told)
        if "country" in arguments and "country" not in told:
            arguments["country"] = self._stores.country
        return arguments

    def _note(self, caller: Caller, door: Door, tool: Tool, result: object) -> tuple[str, ...]:
        """The customers whom the result speaks of, after the audit has them."""
        named = customers_in(result)
        if named:
            self._audit.record(CustomerRead(caller, caller.came_by(door), tool.name, named))
        return named


def allow(caller: Caller, permission: Permission) -> None:
    """Denied when the caller's role does not allow it."""
    if not caller.may(permission):
        if caller.is_person:
            told = f"your role, {caller.role}, does not include {ABOUT[permission]}"
            raise Denied(f"{told}; an administrator can give you another")
        raise Denied(
            f"a key of the role {caller.role} does not allow this ({permission}); ask an administrator for one"
        )


def cache_key(tool: Tool, arguments: Mapping[str, object]) -> str:
    """The same for the same question, as long as the tool answers in the same shape."""
    told = orjson.dumps(dict(arguments), option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return f"{tool.name}:{_shape(tool.function)}:{sha256(told).hexdigest()}"


@cache
def _shape(function: Callable[..., object]) -> str:
    """Changes with what the tool answers, so that another release's answers are not read."""
    schema = orjson.dumps(result_schema(function), option=orjson.OPT_SORT_KEYS)
    return sha256(schema).hexdigest()[:12]
