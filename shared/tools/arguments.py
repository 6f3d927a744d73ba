"""What a caller may tell a tool: read from its signature, checked once for every door."""

import inspect
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import orjson
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationError,
    create_model,
)

from shared.errors import InvalidPayload
from shared.tools.bounds import Within
from shared.tools.notes import PARAMETER_NOTES
from shared.tools.stores import port_parameters
from shared.tools.texts import Text


def _day(told: object) -> object:
    if not isinstance(told, str):
        return told
    if re.fullmatch(r"\d{4}-\d\d-\d\d", told, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(told)
    raise ValueError("must be a day, as 2026-06-30")


NO_JSON = "the arguments must be JSON, not too deep, with text in UTF-8 and whole numbers of 64 bits"


def _whole(told: object) -> object:
    return int(told) if isinstance(told, float) and told.is_integer() else told


#: JSON has one kind of number, and 5.0 is as whole as 5.
WHOLE = BeforeValidator(_whole)
#: A day of the calendar; pydantic alone would read a number as seconds since 1970.
Day = Annotated[date, Strict(), BeforeValidator(_day)]


@cache
def arguments_model(function: Callable[..., object]) -> type[BaseModel]:
    """What the tool may be told: one field a parameter, without the ports. Its JSON schema is every door's."""
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name in port_parameters(function):
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (_bounded(hints[name]), Field(default, description=PARAMETER_NOTES.get(name)))
    return create_model(
        function.__name__, __config__=ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False), **fields
    )


def read_arguments(function: Callable[..., object], told: Mapping[str, object]) -> dict[str, object]:
    """The arguments that the tool is called with; InvalidPayload, naming what is wrong, when `told` is not right."""
    try:
        # Read as JSON: texts become enums and dates, and nothing else is bent into shape.
        read = arguments_model(function).model_validate_json(_as_json(told), strict=True)
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error
    return {name: getattr(read, name) for name in type(read).model_fields}


def _as_json(told: Mapping[str, object]) -> bytes:
    parts: list[object] = [*told.values()]
    for part in parts:
        if isinstance(part, float) and not isfinite(part):
            raise InvalidPayload("every number must be finite")  # JSON has none that is not
        if isinstance(part, Mapping):
            parts += part.values()
        elif isinstance(part, list | tuple):
            parts += part
    try:
        return orjson.dumps(dict(told))
    except TypeError as error:
        raise InvalidPayload(NO_JSON) from error


def without_none(hint: Any) -> Any:  # noqa: ANN401  a type may be any object
    """The type without None among its choices."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    options = tuple(each for each in get_args(hint) if each is not NoneType)
    return Union[options]  # noqa: UP007  the options are known only here


def wrong_words(error: ValidationError) -> str:
    """What is wrong, by parameter, without the value: it may be a person's address."""
    told = error.errors(include_input=False, include_url=False, include_context=False)
    named = ((".".join(map(str, each["loc"])) or "the body", plain_message(each["msg"])) for each in told[:3])
    return "; ".join(f"{name}: {message}" for name, message in named)


def plain_message(message: str) -> str:
    """What pydantic says, without its own words before ours."""
    return re.sub(r"^Value error, ", "", message)


def _bounded(hint: Any) -> Any:  # noqa: ANN401  a type may be any object
    """The type with the bounds that `Within` states, and texts of a bounded length."""
    if hint is str:
        return Text
    if hint is date:
        return Day
    if hint is int:
        return Annotated[int, WHOLE]
    if get_origin(hint) is Annotated:
        kind, *notes = get_args(hint)
        if any(isinstance(note, StringConstraints) for note in notes):
            return hint
        told = [Field(ge=note.least, le=note.most) if isinstance(note, Within) else note for note in notes]
        return Annotated[int, *told, WHOLE] if kind is int else Annotated[_bounded(kind), *told]
    if get_origin(hint) in {Union, UnionType}:
        options = tuple(each if each is NoneType else _bounded(each) for each in get_args(hint))
        return Union[options]  # noqa: UP007  the options are known only here
    if get_origin(hint) is not None:
        inside = tuple(_bounded(each) if isinstance(each, type) else each for each in get_args(hint))
        return get_origin(hint)[inside]
    return hint
