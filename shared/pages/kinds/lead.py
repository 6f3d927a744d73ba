"""The sentences under a headline: the API's summary without names, and without what the page says anyway."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date

from pydantic import BaseModel

from shared.pages.page import Unit
from shared.pages.wording import worded

#: Longer leads are not read; whole sentences are left out from the end.
LONGEST_LEAD = 420
#: What the first row of the table says once more.
SAID_BY_THE_TABLE = re.compile(
    r"(?:First comes|Most is at stake with) customer\b|Segments: |(?:First|Next best) comes \""
)
_LEVEL = re.compile(r"\b(at|or|and) (CRITICAL|HIGH|MEDIUM|LOW)\b")
_NO_MONEY = re.compile(r"(?<=[$£€])0\.00(?!\d)")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z\d\"“])")


def lead_of(summary: str, data: object, *, has_table: bool, advice: Sequence[str] = ()) -> str:
    """The summary with customers by id, without what the table's first row or the advice says, and not too long.

    The first sentence stays, however long it is.
    """
    first, *rest = _SENTENCES.split(plainly_told(without_names(summary, data)).strip())
    told, advised = first, " ".join(advice).casefold()
    for each in rest:
        if (has_table and SAID_BY_THE_TABLE.match(each)) or each.casefold().rstrip(".") in advised:
            continue
        if len(told) + 1 + len(each) > LONGEST_LEAD:
            break
        told = f"{told} {each}"
    return told


def plainly_told(text: str) -> str:
    """The text with levels, days and nothing as people write them: "at high risk", "9 Dec 2011", "£0"."""
    told = _LEVEL.sub(lambda found: f"{found[1]} {found[2].lower()}", text)
    return _DAY.sub(_day, _NO_MONEY.sub("0", told))


def _day(found: re.Match[str]) -> str:
    with suppress(ValueError):
        return worded(date.fromisoformat(found[0]), Unit.DATE, "")
    return found[0]


def without_names(text: str, data: object) -> str:
    """The text with each customer of the data told by id: "Sarah Miller (17850)" is "customer 17850"."""
    for customer_id, name in sorted(set(_named(data)), key=lambda pair: -len(pair[1])):
        called = re.compile(rf"{re.escape(name.strip())}\s*\({re.escape(customer_id)}\)", re.IGNORECASE)
        text = called.sub(lambda _, told=customer_id: f"customer {told}", text)  # type: ignore[misc]
    return re.sub(r"(^|[.!?] )customer ", r"\1Customer ", text)


def _named(part: object) -> Iterator[tuple[str, str]]:
    """Ids and names of the customers in the data, wherever they stand."""
    if isinstance(part, tuple | list):
        for each in part:
            yield from _named(each)
        return
    inner = _parts(part)
    name = inner.get("name")
    # An event's customer has the id inside and the name beside it.
    customer_id = inner.get("customer_id", getattr(inner.get("customer"), "customer_id", None))
    if isinstance(name, str) and isinstance(customer_id, str):
        yield customer_id, name
    for each in inner.values():
        yield from _named(each)


def _parts(part: object) -> dict[str, object]:
    if is_dataclass(part) and not isinstance(part, type):
        return {each.name: getattr(part, each.name) for each in fields(part)}
    return dict(part) if isinstance(part, BaseModel) else {}
