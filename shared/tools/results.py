"""What a tool answers, on the wire: its result type is the schema, the source's words on a field its description."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from shared.domain.churn import ChurnRisk
from shared.domain.customers import Profile
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload

#: Results that are sent in another shape than they are kept in.
PAYLOADS: Mapping[type, type] = {Profile: CustomerPayload, ChurnRisk: ChurnRiskPayload}


@cache
def result_type(function: Callable[..., object]) -> Any:  # noqa: ANN401  a type may be any object
    """The type that the tool's answer has on the wire."""
    kind = get_type_hints(function)["return"]
    return PAYLOADS.get(kind, kind)


def on_the_wire(result: object) -> object:
    """The result as the wire has it."""
    match result:
        case Profile():
            return CustomerPayload.of(result)
        case ChurnRisk():
            return ChurnRiskPayload.of(result)
        case _:
            return result


def to_json(function: Callable[..., object], result: object) -> bytes:
    """The answer as JSON."""
    return _adapter(function).dump_json(on_the_wire(result))


def from_json(function: Callable[..., object], told: str | bytes) -> object:
    """The result that `to_json` wrote; pydantic's ValidationError when it is none."""
    return _as_kept(_adapter(function).validate_json(told))


def from_wire(function: Callable[..., object], told: object) -> object:
    """The same from what JSON was read as: texts for enums and dates, lists for tuples."""
    return _as_kept(_adapter(function).validate_python(told))


def _as_kept(read: object) -> object:
    match read:
        case CustomerPayload():
            return read.profile()
        case ChurnRiskPayload():
            return read.churn_risk()
        case _:
            return read


def result_schema(function: Callable[..., object]) -> dict[str, Any]:
    """The JSON schema of the answer, with what the source says beside each field."""
    schema = _adapter(function).json_schema(mode="serialization")
    described = {kind.__name__: kind for kind in _dataclasses(get_type_hints(function)["return"])}
    for name, definition in {**schema.get("$defs", {}), schema.get("title", ""): schema}.items():
        if name in described:
            _describe(definition, described[name])
    return schema


def customers_in(result: object) -> tuple[str, ...]:
    """Ids of the customers that a result speaks of, in order, each once."""
    return tuple(dict.fromkeys(_customer_ids(result)))


def _customer_ids(part: object) -> Iterator[str]:
    if is_dataclass(part):
        for each in fields(part):
            inner = getattr(part, each.name)
            if each.name == "customer_id" and isinstance(inner, str):
                yield inner
            elif not isinstance(inner, str):
                yield from _customer_ids(inner)
    elif isinstance(part, tuple | list):
        for inner in part:
            yield from _customer_ids(inner)


@cache
def _adapter(function: Callable[..., object]) -> TypeAdapter[Any]:
    return TypeAdapter(result_type(function))


def _dataclasses(kind: Any) -> Iterator[type]:  # noqa: ANN401  a type may be any object
    """The dataclasses that a type is made of, itself included."""
    todo, seen = [kind], set()
    while todo:
        current = todo.pop()
        todo += getattr(current, "__args__", ())
        if isinstance(current, type) and is_dataclass(current) and current not in seen:
            seen.add(current)
            yield current
            todo += get_type_hints(current).values()


def _describe(schema: dict[str, Any], kind: type) -> None:
    notes = field_notes(kind)
    for name, field_schema in schema.get("properties", {}).items():
        if name in notes:
            field_schema["description"] = re.sub(r"\bNone\b", "null", notes[name])


@cache
def field_notes(kind: type) -> dict[str, str]:
    """What the `#:` lines above a dataclass's fields say of them."""
    notes: dict[str, str] = {}
    said: list[str] = []
    for line in inspect.getsource(kind).splitlines():
        if note := re.match(r"\s+#: ?(.*)", line):
            said.append(note[1])
        elif (found := re.match(r"    (\w+):", line)) and said:
            notes[found[1]] = " ".join(said)
            said = []
        else:
            said = []
    return notes
