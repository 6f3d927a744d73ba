"""Data of the same shape as some other, with what nobody expects in it."""

from dataclasses import fields, is_dataclass, replace
from random import Random
from types import NoneType
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

FLOATS = (0.0, -1.0, 0.5, 1.0, 1e-9, 1e18, -1e18, 1e300, float("inf"), float("nan"))
INTEGERS = (0, 1, -3, 12, 10**15)
TEXTS = ("", " ", "x", "two\nlines", "Ein sehr langer Name " * 20, "<!channel> *a* & b", "\u202eש")
MANY = 15


class Odd:
    """Makes data odd; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def like(self, part: Any, *, may_be_none: bool = False) -> Any:
        """The part with odd figures and texts, lists emptied or made long, and None wherever that is allowed."""
        if part is None or (may_be_none and self._random.random() < 0.3):
            return None
        if isinstance(part, tuple | list):
            times = self._random.choice((0, 1, 1, 1, MANY))
            return type(part)(self.like(each) for _ in range(times) for each in part)
        if isinstance(part, dict):
            return {key: self.like(value) for key, value in part.items()}
        kinds: dict[type, tuple[object, ...]] = {int: INTEGERS, float: FLOATS, str: TEXTS}
        if type(part) in kinds:
            return part if self._random.random() < 0.5 else self._random.choice(kinds[type(part)])
        return self._fields(part)

    def _fields(self, part: Any) -> Any:
        if isinstance(part, BaseModel):
            hints = get_type_hints(type(part))
            told = {name: self.like(value, may_be_none=_optional(hints[name])) for name, value in part}
            return type(part).model_construct(**told)
        if is_dataclass(part) and not isinstance(part, type):
            hints = get_type_hints(type(part))
            told = {
                each.name: self.like(getattr(part, each.name), may_be_none=_optional(hints[each.name]))
                for each in fields(part)
            }
            return replace(part, **told)
        return part


def _optional(hint: Any) -> bool:
    return NoneType in get_args(hint)
