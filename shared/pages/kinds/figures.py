"""The numbers on top of a page."""

from datetime import date
from math import isfinite

from shared.domain.churn import ChurnLevel
from shared.domain.search import GroupFigures
from shared.pages.kinds.body import MOST_FIGURES
from shared.pages.page import Figure, Unit, Value


def told(*figures: Figure) -> tuple[Figure, ...]:
    """Those that have a label and a value, in their order, at most MOST_FIGURES."""
    said = [each for each in figures if each.label.strip() and each.value is not None and str(each.value).strip()]
    return tuple(said[:MOST_FIGURES])


def count(label: str, value: float | None, before: float | None = None, *, better: bool | None = None) -> Figure:
    """A number of things; `before` is what it was the time before, `better` whether more is."""
    return _figure(label, None if value is None else whole(value), Unit.COUNT, growth(value, before), better)


def amount(label: str, value: float | None, before: float | None = None, *, better: bool | None = None) -> Figure:
    """Money; `before` is what it was the time before, `better` whether more is."""
    return _figure(label, known(value), Unit.MONEY, growth(value, before), better)


def share(label: str, value: float | None, *, better: bool | None = None) -> Figure:
    """A share of 1."""
    return _figure(label, known(value), Unit.PERCENT, None, better)


def change(label: str, value: float | None, *, better: bool | None = None) -> Figure:
    """A change as a share of 1."""
    return _figure(label, known(value), Unit.CHANGE, None, better)


def days(label: str, value: float | None, *, better: bool | None = None) -> Figure:
    """A number of days."""
    return _figure(label, None if value is None else whole(value), Unit.DAYS, None, better)


def number(label: str, value: float | None, *, unit: Unit = Unit.NUMBER) -> Figure:
    """A number whose decimals matter."""
    return _figure(label, known(value), unit, None, None)


def day(label: str, value: date | None) -> Figure:
    """A day."""
    return _figure(label, value, Unit.DATE, None, None)


def words(label: str, value: str | None) -> Figure:
    """A word or a few."""
    return _figure(label, value, Unit.TEXT, None, None)


def person(label: str, value: str | None) -> Figure:
    """A customer's name or address."""
    return _figure(label, value, Unit.PERSON, None, None)


def risk(label: str, level: ChurnLevel) -> Figure:
    """A churn level."""
    return _figure(label, level, Unit.RISK, None, None)


def together(figures: GroupFigures | None, total: int) -> tuple[Figure, ...]:
    """How many customers there are, and what they are together."""
    if figures is None:
        return told(count("Customers", total))
    return told(
        count("Customers", total),
        amount("Spent so far", figures.revenue),
        amount("Each on average", figures.average_clv),
        amount("Last 90 days", figures.spent_last_90, figures.spent_previous_90, better=True),
        count("At risk of leaving", figures.at_risk, better=False),
    )


def growth(now: float | None, before: float | None) -> float | None:
    """What was gained since, as a share of what was; None where there was nothing, or less."""
    if now is None or before is None or before <= 0:
        return None
    return known(now / before - 1)


def part(some: float, of: float) -> float | None:
    """The share, or None of nothing."""
    return known(some / of) if of > 0 else None


def known(value: float | None) -> float | None:
    """The number, or None where it is none that can be written."""
    return value if value is not None and isfinite(value) else None


def whole(value: float) -> int | None:
    """The number without decimals, or None where it is none that can be written."""
    return round(value) if isfinite(value) else None


def _figure(label: str, value: Value, unit: Unit, grown: float | None, better: bool | None) -> Figure:
    return Figure(label, value, unit, change=grown, more_is_better=better)
