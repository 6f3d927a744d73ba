"""Which months somebody means by "Q4", "H2", "2026", "november" or "next quarter"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.errors import InvalidPayload

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: Length in months of what people plan by.
LENGTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Some calendar months in a row."""

    name: str
    #: The first of the first month.
    starts_on: date
    months: int

    def firsts(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(later(self.starts_on, number) for number in range(self.months))


def later(month: date, months: int) -> date:
    """The first of the month so many months later, or earlier when negative."""
    years, months = divmod(month.month - 1 + months, 12)
    return date(month.year + years, months + 1, 1)


def period_named(text: str, *, today: date) -> Period:
    """The period that `text` names; without a year, the one of that name that ends first after `today`.

    Takes "Q4", "Q4 2026", "2026-Q4", the same with "H2" for half a year, "2026", "2026-11", "november",
    "november 2026", and "this" or "next" before month, quarter or year. InvalidPayload for anything else.
    """
    said = " ".join(text.lower().replace("-", " ").split())
    for pattern, read in _WAYS:
        found = pattern.fullmatch(said)
        if found:
            return read(found, today)
    raise InvalidPayload('the period must be as "Q4", "Q4 2026", "H2", "2026", "2026-11", "november" or "next quarter"')


def _quarter(found: re.Match[str], today: date) -> Period:
    number, year = int(found["quarter"]), found["year"] or found["first_year"]
    return _of(f"Q{number}", 3 * number - 2, 3, year, today)


def _half(found: re.Match[str], today: date) -> Period:
    number, year = int(found["half"]), found["year"] or found["first_year"]
    return _of(f"H{number}", 6 * number - 5, 6, year, today)


def _month(found: re.Match[str], today: date) -> Period:
    number = MONTH_NAMES.index(found["month"]) + 1
    return _of(found["month"].capitalize(), number, 1, found["year"], today)


def _numbered_month(found: re.Match[str], today: date) -> Period:
    number = int(found["month"])
    return _of(MONTH_NAMES[number - 1].capitalize(), number, 1, found["year"], today)


def _year(found: re.Match[str], _today: date) -> Period:
    return Period(found["year"], date(int(found["year"]), 1, 1), LENGTHS["year"])


def _relative(found: re.Match[str], today: date) -> Period:
    length = LENGTHS[found["unit"]]
    current = date(today.year, (today.month - 1) // length * length + 1, 1)
    steps = 0 if found["which"] == "this" else 1
    return Period(f"{found['which']} {found['unit']}", later(current, steps * length), length)


def _of(name: str, first: int, months: int, year: str | None, today: date) -> Period:
    """The period that begins with the month `first` of the year; of the year in which it ends next without one."""
    if year is not None:
        return Period(f"{name} {year}", date(int(year), first, 1), months)
    start = date(today.year, first, 1)
    if later(start, months) <= today:
        start = later(start, LENGTHS["year"])
    return Period(f"{name} {start.year}", start, months)


_YEAR = r"(?P<year>(?:19|2\d)\d\d)"
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]], ...] = (
    (re.compile(rf"(?:(?P<first_year>(?:19|2\d)\d\d) )?q(?P<quarter>[1-4])(?: {_YEAR})?"), _quarter),
    (re.compile(rf"(?:(?P<first_year>(?:19|2\d)\d\d) )?h(?P<half>[12])(?: {_YEAR})?"), _half),
    (re.compile(rf"(?P<month>{'|'.join(MONTH_NAMES)})(?: {_YEAR})?"), _month),
    (re.compile(rf"{_YEAR} (?P<month>0?[1-9]|1[0-2])"), _numbered_month),
    (re.compile(_YEAR), _year),
    (re.compile(r"(?P<which>this|next)(?: coming)? (?P<unit>month|quarter|year)"), _relative),
)
