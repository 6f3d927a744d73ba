"""Where something stands in a question, so that nothing is read twice: the 20 of "top 20" is no customer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

What = TypeVar("What")

#: Stands for what has been read. It is neither a letter nor a space, so that no expression reaches over it.
READ = "|"


@dataclass(frozen=True, slots=True)
class Found(Generic[What]):
    """A value, and the characters that it was read from."""

    value: What
    start: int
    end: int


def found_at(value: What, match: re.Match[str], group: int | str = 0) -> Found[What]:
    """The value, read from the match or from a group of it."""
    return Found(value, *match.span(group))


def without(text: str, found: Iterable[Found[What]]) -> str:
    """The text with READ for each character that something was read from: all others keep their places."""
    characters = list(text)
    for each in found:
        characters[each.start : each.end] = READ * (each.end - each.start)
    return "".join(characters)


def values(found: Iterable[Found[What]]) -> tuple[What, ...]:
    """The values in the order of the text, each once."""
    return tuple(dict.fromkeys(each.value for each in sorted(found, key=lambda each: each.start)))


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))})"
