"""Gorgias' cursor paging."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.simulators.gorgias.errors import ApiError

DEFAULT_LIMIT = 30
LARGEST_LIMIT = 100
PAGING_PARAMETERS = frozenset({"limit", "cursor", "order_by"})

Row = dict[str, Any]
#: Where a row stands: its moment, then its id.
Place = tuple[str, int]


def page_of(rows: Sequence[Row], parameters: Mapping[str, str], *, uri: str, render: Callable[[Row], Any]) -> Row:
    """One page of `rows`, which stand oldest first, as Gorgias answers it."""
    field, newest_first = _order(parameters.get("order_by", "created_datetime:desc"))
    limit = _limit(parameters.get("limit"))
    if field != "created_datetime":
        rows = sorted(rows, key=lambda row: _place(row, field))
    start, stop = _slice(rows, parameters.get("cursor"), limit, field=field, newest_first=newest_first)
    shown = rows[start:stop]
    has_older, has_newer = start > 0, stop < len(rows)
    oldest = _cursor("before", _place(rows[start], field)) if has_older and shown else None
    newest = _cursor("after", _place(rows[stop - 1], field)) if has_newer and shown else None
    meta = (newest, oldest) if newest_first else (oldest, newest)
    return {
        "data": [render(row) for row in (reversed(shown) if newest_first else shown)],
        "object": "list",
        "uri": uri,
        "meta": dict(zip(("prev_cursor", "next_cursor"), meta, strict=True)),
    }


def _slice(rows: Sequence[Row], cursor: str | None, limit: int, *, field: str, newest_first: bool) -> tuple[int, int]:
    if cursor is None:
        return (max(0, len(rows) - limit), len(rows)) if newest_first else (0, min(limit, len(rows)))
    side, place = _read_cursor(cursor)
    if side == "before":
        stop = bisect_left(rows, place, key=lambda row: _place(row, field))
        return max(0, stop - limit), stop
    start = bisect_right(rows, place, key=lambda row: _place(row, field))
    return start, min(len(rows), start + limit)


def _place(row: Row, field: str) -> Place:
    return row[field], row["id"]


def _order(order_by: str) -> tuple[str, bool]:
    field, _, direction = order_by.partition(":")
    if field not in {"created_datetime", "updated_datetime"} or direction not in {"asc", "desc", ""}:
        raise ApiError(400, "Invalid query parameters.", {"order_by": ["Not a valid choice."]})
    return field, direction == "desc"


def _limit(limit: str | None) -> int:
    wanted = DEFAULT_LIMIT if limit is None else int(limit) if limit.isdigit() else 0
    if not 1 <= wanted <= LARGEST_LIMIT:
        raise ApiError(400, "Invalid query parameters.", {"limit": [f"Must be between 1 and {LARGEST_LIMIT}."]})
    return wanted


def _cursor(side: str, place: Place) -> str:
    return urlsafe_b64encode(f"{side} {place[0]} {place[1]}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[str, Place]:
    try:
        side, moment, identity = urlsafe_b64decode(cursor.encode()).decode().split(" ")
        return side, (moment, int(identity))
    except ValueError as error:
        raise ApiError(400, "Invalid query parameters.", {"cursor": ["Not a valid cursor."]}) from error
