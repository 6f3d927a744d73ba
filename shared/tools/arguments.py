"""What a caller may tell a tool: read from its signature, checked once for every door."""

import inspect
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from shared.errors import InvalidPayload
from shared.tools.bounds import Within
from shared.tools.stores import port_parameters

#: The longest e-mail address there can be (RFC 3696, erratum 1003: 64 + 1 + 255); nothing told to a tool is longer.
LONGEST_TEXT = 320


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not hold the character NUL")
    return text


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_storable)]


@cache
def arguments_model(function: Callable[..., object]) -> type[BaseModel]:
    """What the tool may be told: one field a parameter, without the ports. Its JSON schema is every door's."""
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name in port_parameters(function):
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (_bounded(hints[name]), default)
    return create_model(
        function.__name__, __config__=ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False), **fields
    )


def read_arguments(function: Callable[..., object], told: Mapping[str, object]) -> dict[str, object]:
    """The arguments that the tool is called with; InvalidPayload, naming what is wrong, when `told` is not right."""
    try:
        # As JSON would be read: texts become enums and dates, and nothing else is bent into shape.
        read = arguments_model(function).model_validate(dict(told))
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error
    return {name: getattr(read, name) for name in type(read).model_fields}


def wrong_words(error: ValidationError) -> str:
    """What is wrong, by parameter, without the value: it may be a person's address."""
    told = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'the body'}: {_plain(each['msg'])}" for each in told[:3])


def _plain(message: str) -> str:
    return re.sub(r"^Value error, ", "", message)


def _bounded(hint: Any) -> Any:  # noqa: ANN401  a type may be any object
    """The type with the bounds that `Within` states, and texts of a bounded length."""
    if hint is str:
        return Text
    if get_origin(hint) is Annotated:
        kind, *notes = get_args(hint)
        bounds = [Field(ge=note.least, le=note.most) for note in notes if isinstance(note, Within)]
        return Annotated[kind, *bounds] if bounds else Annotated[_bounded(kind), *notes]
    if get_origin(hint) in {Union, UnionType}:
        options = tuple(each if each is NoneType else _bounded(each) for each in get_args(hint))
        return Union[options]  # noqa: UP007  the options are known only here
    if get_origin(hint) is not None:
        inside = tuple(_bounded(each) if isinstance(each, type) else each for each in get_args(hint))
        return get_origin(hint)[inside]
    return hint
