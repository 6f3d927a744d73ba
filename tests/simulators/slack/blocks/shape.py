"""What JSON must look like: small checks, put together into the schema of Block Kit.

A check gets a value and where it stands (`/blocks/0/text`), and says what is wrong with it in Slack's words.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]

#: Slack's own limit of `block_id`, `action_id` and `callback_id`.
ID_LENGTH = 255
URL_LENGTH = 3000


def problem(what: str, where: str) -> str:
    """A line of `response_metadata.messages`."""
    return f"[ERROR] {what} [json-pointer:{where}]"


def string(at_most: int | None = None, *, at_least: int = 1) -> Check:
    """A string of so many characters; without `at_most`, as many as it likes."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", where)
        elif len(value) < at_least:
            yield problem(f"must be more than {at_least - 1} characters", where)
        elif at_most is not None and len(value) > at_most:
            yield problem(f"must be less than {at_most + 1} characters", where)

    return check


def url(at_most: int = URL_LENGTH) -> Check:
    """An address, http or https."""
    length = string(at_most)

    def check(value: Any, where: str) -> Iterator[str]:
        yield from length(value, where)
        if isinstance(value, str) and value and not value.startswith(("https://", "http://")):
            yield problem("must be a valid URL", where)

    return check


def one_of(*values: str) -> Check:
    """One of these words."""

    def check(value: Any, where: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be a valid enum value, one of {', '.join(values)}", where)

    return check


def boolean(value: Any, where: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", where)


def integer(at_least: int, at_most: int | None = None) -> Check:
    """A whole number within bounds."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must be an integer", where)
        elif value < at_least or (at_most is not None and value > at_most):
            yield problem(f"must be between {at_least} and {at_most}", where)

    return check


def number(value: Any, where: str) -> Iterator[str]:
    """A finite number."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        yield problem("must be a number", where)


def array(item: Check, *, at_most: int | None = None, at_least: int = 1) -> Check:
    """So many of `item`."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", where)
            return
        if len(value) < at_least:
            yield problem(f"no fewer than {at_least} items allowed", where)
        if at_most is not None and len(value) > at_most:
            yield problem(f"no more than {at_most} items allowed", where)
        for place, one in enumerate(value):
            yield from item(one, f"{where}/{place}")

    return check


def an_object(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *more: Check) -> Check:
    """An object with these fields and no others, of which `more` is true as a whole once its fields are right."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", where)
            return
        found = [problem(f"missing required field: {name}", where) for name in required if name not in value]
        for name, given in value.items():
            if name in known:
                found += known[name](given, f"{where}/{name}")
            else:
                found.append(problem(f"invalid additional property: {name}", where))
        yield from found
        if not found:
            for rule in more:
                yield from rule(value, where)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object that one of the checks holds for, picked by its `type`."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", where)
        elif "type" not in value:
            yield problem("missing required field: type", where)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield problem(f"unsupported type: {value['type']}", where)
        else:
            yield from kinds[value["type"]](value, where)

    return check


def exactly_one(*names: str) -> Check:
    """Exactly one of the fields is there."""

    def check(value: Any, where: str) -> Iterator[str]:
        if len([name for name in names if name in value]) != 1:
            yield problem(f"must define exactly one of {', '.join(names)}", where)

    return check


def unique(name: str, what: str) -> Check:
    """No two of an array's objects have the same value in a field that all of them may leave out."""

    def check(value: Any, where: str) -> Iterator[str]:
        met = set()
        for place, one in enumerate(value):
            if one.get(name) in met and one.get(name) is not None:
                yield problem(f"{what} must be unique: {one[name]}", f"{where}/{place}/{name}")
            met.add(one.get(name))

    return check


def also(check: Check, *rules: Check) -> Check:
    """What `check` wants, and the rules once that holds."""

    def both(value: Any, where: str) -> Iterator[str]:
        found = list(check(value, where))
        yield from found
        if not found:
            for rule in rules:
                yield from rule(value, where)

    return both
