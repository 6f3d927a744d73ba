"""Charts of figures; None where a picture would say nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from shared.domain.money import money
from shared.domain.words import change, percent, times
from shared.pages.kinds.figures import known
from shared.pages.page import Chart, Series, Shape, Unit

MOST_SERIES = 12
MOST_CATEGORIES = 24
#: More lying bars than this are a list, and the table is one already.
MOST_ROWS = 12
#: A picture of fewer points says no more than the numbers.
FEWEST_POINTS = 2
LONGEST_NAME = 32
#: As many values as a sentence holds.
VALUES_TOLD = 6


def rows(title: str, found: Iterable[tuple[str, float | None]], unit: Unit, currency: str) -> Chart | None:
    """A lying bar for each name, in the order given; the first MOST_ROWS of them."""
    return _first(title, Shape.ROWS, list(found), unit, currency)


def bars(title: str, found: Iterable[tuple[str, float | None]], unit: Unit, currency: str) -> Chart | None:
    """An upright bar for each name, in the order given; the first MOST_ROWS of them."""
    return _first(title, Shape.BAR, list(found), unit, currency)


def line(title: str, found: Sequence[tuple[str, float | None]], unit: Unit, currency: str) -> Chart | None:
    """One line over categories that follow each other; the last MOST_CATEGORIES of them."""
    return _one(title, Shape.LINE, list(found)[-MOST_CATEGORIES:], unit, currency)


def _first(
    title: str, shape: Shape, found: Sequence[tuple[str, float | None]], unit: Unit, currency: str
) -> Chart | None:
    """Of many, the title says that only the first are shown."""
    made = _one(title, shape, found[:MOST_ROWS], unit, currency)
    if made is None or len(found) <= MOST_ROWS:
        return made
    return replace(made, title=f"{title}, the first {MOST_ROWS}")


def _one(
    title: str, shape: Shape, found: Sequence[tuple[str, float | None]], unit: Unit, currency: str
) -> Chart | None:
    names, values = [name for name, _ in found], tuple(value for _, value in found)
    return chart(title, shape, names, (Series(title, values),), unit=unit, currency=currency)


def chart(
    title: str, shape: Shape, names: Sequence[str], series: Sequence[Series], *, unit: Unit, currency: str
) -> Chart | None:
    """The chart with names that are short and differ, and a sentence of what it says; None where that is nothing.

    Each series has a value for each name. The first MOST_CATEGORIES and MOST_SERIES are shown; a series without a
    single value is left out, and stacks with something below zero stand side by side instead.
    """
    if len(names) > MOST_CATEGORIES:
        title = f"{title}, the first {MOST_CATEGORIES}"
    shown = [_shown(each) for each in series]
    shown = [each for each in shown if any(value is not None for value in each.values)][:MOST_SERIES]
    points = [value for each in shown for value in each.values if value is not None]
    if len(points) < FEWEST_POINTS or not any(points):
        return None
    if shape is Shape.STACKED and min(points) < 0:
        shape = Shape.BAR
    categories = labels(names)[:MOST_CATEGORIES]
    named = tuple(
        Series(name, each.values, each.ranges, each.is_forecast)
        for name, each in zip(labels([each.name for each in shown]), shown, strict=True)
    )
    told = _alt_text(title, shape, categories, named, unit=unit, currency=currency)
    return Chart(title, shape, categories, named, unit, told)


def labels(names: Sequence[str]) -> tuple[str, ...]:
    """The names short enough for an axis, and no two alike: the second of them is "mug #2"."""
    told: dict[str, None] = {}
    for name in names:
        label, often = _short(name, LONGEST_NAME), 1
        while label in told:
            often += 1
            ending = f" #{often}"
            label = f"{_short(name, LONGEST_NAME - len(ending))}{ending}"
        told[label] = None
    return tuple(told)


def month_label(month: date) -> str:
    """As "Jul 26"."""
    return f"{month:%b %y}"


def day_label(day: date) -> str:
    """As "30 Jun 26"."""
    return f"{day.day} {day:%b %y}"


def _short(name: str, longest: int) -> str:
    said = " ".join(name.split()) or "(no name)"
    return said if len(said) <= longest else f"{said[: longest - 1].rstrip()}…"


def _shown(series: Series) -> Series:
    values = tuple(known(value) for value in series.values[:MOST_CATEGORIES])
    ranges = tuple(
        span if span and known(span[0]) is not None and known(span[1]) is not None else None
        for span in series.ranges[:MOST_CATEGORIES]
    )
    return Series(series.name, values, ranges if any(ranges) else (), series.is_forecast)


def _alt_text(
    title: str, shape: Shape, categories: Sequence[str], series: Sequence[Series], *, unit: Unit, currency: str
) -> str:
    told = [f"{each.name}: {_said(shape, categories, each, unit, currency)}" for each in series[:VALUES_TOLD]]
    if len(series) == 1:
        told = [_said(shape, categories, series[0], unit, currency)]
    more = f"; and {len(series) - VALUES_TOLD} more" if len(series) > VALUES_TOLD else ""
    return f"{title}: {'; '.join(told)}{more}."


def _said(shape: Shape, categories: Sequence[str], series: Series, unit: Unit, currency: str) -> str:
    points = [
        (name, written(value, unit, currency))
        for name, value in zip(categories, series.values, strict=True)
        if value is not None
    ]
    (first, first_value), (last, last_value) = points[0], points[-1]
    if shape is Shape.LINE and len(points) > 1:
        return f"from {first_value} in {first} to {last_value} in {last}"
    listed = ", ".join(f"{name} {value}" for name, value in points[:VALUES_TOLD])
    return f"{listed}, ... {last} {last_value}" if len(points) > VALUES_TOLD else listed


def written(value: float, unit: Unit, currency: str) -> str:
    """The value as it stands in a sentence."""
    match unit:
        case Unit.MONEY:
            return money(value, currency)
        case Unit.PERCENT:
            return percent(value)
        case Unit.CHANGE:
            return change(value)
        case Unit.TIMES:
            return times(value)
        case Unit.COUNT | Unit.DAYS:
            return f"{value:,.0f}"
        case _:
            return f"{value:,.1f}"
