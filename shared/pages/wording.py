"""How a page's values are written for people: "£1,204", "↑ 12%", "🟠 High", a dash where there is nothing to tell."""

import math
from collections.abc import Callable, Mapping
from datetime import date

from shared.domain.churn import ChurnLevel
from shared.domain.money import SIGNS, money
from shared.domain.words import counted, percent, times
from shared.pages.page import Unit, Value

NOTHING = "\N{EN DASH}"
RISKS: Mapping[ChurnLevel, str] = {
    ChurnLevel.CRITICAL: "🔴 Critical",
    ChurnLevel.HIGH: "🟠 High",
    ChurnLevel.MEDIUM: "🟡 Medium",
    ChurnLevel.LOW: "🟢 Low",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Units whose values stand under one another by their last digit.
NUMBERS = frozenset({Unit.COUNT, Unit.NUMBER, Unit.TIMES, Unit.MONEY, Unit.PERCENT, Unit.CHANGE, Unit.DAYS})
#: How a large number is shortened: from where on, by what it is divided, what stands after it.
SHORT = ((1e12, 1e12, "T"), (1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e3, 1e3, "k"))
#: Numbers from here on are told without decimals.
WHOLE_FROM = 100
#: Counts and amounts below this are told whole where there is some room.
BRIEF_BELOW = 10_000
#: Percents from here on are shortened as other numbers are.
LONG_PERCENT = 100_000
#: Short numbers from here on are told in tenths, and those below this by their power of ten.
TENTHS_FROM, SMALLEST = 10, 0.01


def worded(value: Value, unit: Unit, currency: str) -> str:
    """The value as people read it; never empty. `currency` is ISO 4217, for money."""
    if isinstance(value, ChurnLevel):
        return RISKS[value]
    if isinstance(value, date):
        return _month(value) if unit is Unit.MONTH else f"{value.day} {_month(value)}"
    if isinstance(value, str):
        return _risk(value) if unit is Unit.RISK else value.strip() or NOTHING
    if value is None or not math.isfinite(value):
        return NOTHING
    return _NUMBERS.get(unit, _number)(value, currency)


def changed(share: float | None) -> str:
    """A change with its arrow: "↑ 12%", "↓ under 1%", "→ 0%"; a dash when it is not known."""
    if share is None or not math.isfinite(share):
        return NOTHING
    if share == 0:
        return "→ 0%"
    size = abs(share)
    told = percent(size) if size < 1 else f"{size:,.0%}"
    return f"{'↑' if share > 0 else '↓'} {told}"


def short(value: float, unit: Unit, currency: str) -> str:
    """The value in as few characters as an axis has room for: "£12k", "-1.5M", "40%"."""
    if unit in {Unit.PERCENT, Unit.CHANGE}:
        size = abs(value) * 100
        sign = "-" if value < 0 else "+" if unit is Unit.CHANGE and value else ""
        return f"{sign}{_shortened(size) if size >= LONG_PERCENT else _trimmed(size)}%"
    sign = SIGNS.get(currency, f"{currency} ") if unit is Unit.MONEY else ""
    after = {Unit.DAYS: " d", Unit.TIMES: "x"}.get(unit, "")
    return f"{'-' if value < 0 else ''}{sign}{_shortened(abs(value))}{after}"


def brief(value: float, unit: Unit, currency: str) -> str:
    """The value as it stands beside its bar: whole while that is short, as "1,985" or "£6,907", then as `short`."""
    is_short = unit in {Unit.COUNT, Unit.MONEY} and abs(value) < BRIEF_BELOW
    return worded(value, unit, currency) if is_short else short(value, unit, currency)


def _shortened(size: float) -> str:
    for floor, divisor, letter in SHORT:
        if size >= floor:
            return f"{_trimmed(size / divisor)}{letter}"
    return _trimmed(size)


def _trimmed(number: float) -> str:
    """Three digits that matter, or all before the point, without noughts at the end."""
    size = abs(number)
    if size >= WHOLE_FROM or size == 0:
        return f"{number:,.0f}"
    if size < SMALLEST:
        return f"{number:.0e}"
    places = 1 if size >= TENTHS_FROM else 2
    return f"{number:.{places}f}".rstrip("0").rstrip(".")


def _number(value: float, _currency: str) -> str:
    if abs(value) >= WHOLE_FROM or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"


def _money(value: float, currency: str) -> str:
    """Nothing at all is told without pence."""
    return money(value, currency) if value else f"{SIGNS.get(currency, f'{currency} ')}0"


def _percent(value: float, _currency: str) -> str:
    return f"-{percent(-value)}" if value < 0 else percent(value)


#: How a number is written, by what it is; the second argument is the currency.
_NUMBERS: Mapping[Unit, Callable[[float, str], str]] = {
    Unit.COUNT: lambda value, _: f"{value:,.0f}",
    Unit.MONEY: _money,
    Unit.PERCENT: _percent,
    Unit.CHANGE: lambda value, _: changed(value),
    Unit.DAYS: lambda value, _: counted(value, "day"),
    Unit.TIMES: lambda value, _: times(value),
}


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _risk(text: str) -> str:
    level = text.strip().upper()
    return RISKS[ChurnLevel(level)] if level in set(ChurnLevel) else text.strip() or NOTHING
