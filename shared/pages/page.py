"""A page: headline, figures, a table, a chart and how to go on, as values and not yet as anybody's markup.

Cells and figures keep their values, so that each reader is shown them in its own way: Slack as text and risk colours,
a CSV file as plain numbers, a terminal in columns. Customers' names and addresses stand in cells and figures of
Unit.PERSON and nowhere else, so that a reader who may not see them is shown the same page without those.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.churn import ChurnLevel
from shared.domain.questions import ReadyQuestion

#: What a cell may hold; None where there is nothing to tell.
Value = str | int | float | date | ChurnLevel | None


class Unit(StrEnum):
    """What a value is, and so how it is written."""

    TEXT = "text"
    #: A customer's name or address: never shown to everybody.
    PERSON = "person"
    #: A customer's id in the shop.
    CUSTOMER = "customer"
    COUNT = "count"
    #: A number with a decimal where it matters, as 2.4.
    NUMBER = "number"
    #: So many times as much or as often, as 2.4 times.
    TIMES = "times"
    #: In the page's currency.
    MONEY = "money"
    #: A share of 1.
    PERCENT = "percent"
    #: A change as a share of 1, told with its sign and an arrow.
    CHANGE = "change"
    DAYS = "days"
    DATE = "date"
    #: A date that stands for its month, as Jul 2026.
    MONTH = "month"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that matters, with its name."""

    label: str
    value: Value
    unit: Unit
    #: Against the time before, as a share of 1; None when that is not known.
    change: float | None = None
    #: Whether more is better, so that a change can be told in a colour; None when it is neither.
    more_is_better: bool | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    unit: Unit = Unit.TEXT
    #: The least important columns go first where there is no room; 0 stays longest.
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    columns: tuple[Column, ...]
    #: Each as long as `columns`.
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""
    #: How many rows there would be without a limit; None when that is not known.
    of: int | None = None


class Shape(StrEnum):
    """How a chart is drawn."""

    #: Over time, or another order that means something.
    LINE = "line"
    #: Upright bars: a few categories.
    BAR = "bar"
    #: Lying bars: names need room.
    ROWS = "rows"
    #: Shares of one whole: upright bars stacked, at most a few parts.
    STACKED = "stacked"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values, one for each category of its chart."""

    name: str
    #: None where there is no value.
    values: tuple[float | None, ...]
    #: The range that each value is expected in, as (low, high); empty without.
    ranges: tuple[tuple[float, float] | None, ...] = ()
    #: What is expected rather than known is drawn lighter.
    is_forecast: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture shows: 1 to 12 series over 1 to 24 categories."""

    title: str
    shape: Shape
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    #: What the picture says, for those who cannot see it.
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of one answer."""

    #: A few words, as "Customers who may leave".
    headline: str
    #: One, that stands before the headline.
    emoji: str
    #: The answer in a sentence or a few; customers are told by id.
    lead: str
    currency: str
    as_of: date | None = None
    #: At most 8, the most telling first.
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    #: What to do about it, each a sentence.
    advice: tuple[str, ...] = ()
    #: What was not taken into account, where figures are weak, who read the question.
    notes: tuple[str, ...] = ()
    next_questions: tuple[ReadyQuestion, ...] = ()
    #: The customer that the page is about, by id; None when it is about many.
    customer_id: str | None = None
