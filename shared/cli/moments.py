"""Times as people type them: "90d" from now, "24h" ago, a date."""

import re
from datetime import UTC, date, datetime, timedelta

import typer

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
SPAN = re.compile(r"([0-9]{1,6})([mhdw])")
NEVER = "never"
HOW_TO_SAY = "write 90d, 24h, 30m or 2w, or a date as 2027-01-31"


def read_span(told: str) -> timedelta:
    """The span that `told` says, as "24h" or "0"; BadParameter when it says none."""
    if told == "0":
        return timedelta()
    found = SPAN.fullmatch(told.strip())
    if found is None:
        raise typer.BadParameter(f"{told!r} is no span of time: write 24h, 90d, 30m or 2w")
    return int(found[1]) * UNITS[found[2]]


def read_end(told: str, now: datetime) -> datetime | None:
    """When something ends: after a span, with the end of a day (UTC), or, for "never", None.

    Raises BadParameter for anything else, and for what is not in the future.
    """
    if told.strip().lower() == NEVER:
        return None
    day = _read_date(told)
    try:
        end = now + read_span(told) if day is None else _midnight(day) + timedelta(days=1)
    except (OverflowError, typer.BadParameter) as error:
        raise typer.BadParameter(f"{told!r} is no time: {HOW_TO_SAY}, or {NEVER}") from error
    if end <= now:
        raise typer.BadParameter(f"{told!r} is not in the future")
    return end


def read_start(told: str, now: datetime) -> datetime:
    """When something begins: a span ago, or with a day (UTC); BadParameter when `told` says neither."""
    day = _read_date(told)
    try:
        return now - read_span(told) if day is None else _midnight(day)
    except (OverflowError, typer.BadParameter) as error:
        raise typer.BadParameter(f"{told!r} is no time: {HOW_TO_SAY}") from error


def _read_date(told: str) -> date | None:
    try:
        return date.fromisoformat(told.strip())
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
