"""Two groups of customers side by side, and which of their differences matter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from shared.domain.money import money
from shared.domain.search import GroupFigures
from shared.domain.words import percent, plain, times


class Figure(StrEnum):
    """What groups of any size can be compared by: a figure of one average customer."""

    AVERAGE_CLV = "average_clv"
    PREDICTED_CLV = "predicted_clv"
    ORDERS = "orders"
    AVERAGE_ORDER_VALUE = "average_order_value"
    DAYS_SINCE_LAST_ORDER = "days_since_last_order"
    CHURN_PROBABILITY = "churn_probability"
    SHARE_AT_RISK = "share_at_risk"
    SPENT_LAST_90 = "spent_last_90"


#: What each is called, where that is more than its name.
CALLED = {
    Figure.AVERAGE_CLV: "spent so far by each",
    Figure.PREDICTED_CLV: "expected of each in a year",
    Figure.ORDERS: "orders each",
    Figure.CHURN_PROBABILITY: "chance of leaving",
    Figure.SPENT_LAST_90: "spent by each in the last 90 days",
}
IN_MONEY = frozenset({Figure.AVERAGE_CLV, Figure.PREDICTED_CLV, Figure.AVERAGE_ORDER_VALUE, Figure.SPENT_LAST_90})
IN_PERCENT = frozenset({Figure.CHURN_PROBABILITY, Figure.SHARE_AT_RISK})


@dataclass(frozen=True, slots=True)
class DifferenceRule:
    """When a difference is worth a word."""

    #: The larger figure is at least so many times the smaller.
    least_ratio: float
    #: Both groups have so many customers; the average of fewer hangs on one of them.
    fewest_customers: int


DIFFERENCES = DifferenceRule(least_ratio=1.25, fewest_customers=30)
#: A smaller ratio would be told as "1.0 times as much".
ALIKE_UNDER = 1.05


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two groups."""

    name: str
    figures: GroupFigures


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both groups."""

    figure: Figure
    a: float
    b: float
    matters: bool
    #: As "spent so far by each: £120 against £80, 1.5 times as much".
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both groups, and their differences, the greatest first."""

    a: Side
    b: Side
    differences: tuple[Difference, ...]
    #: Why no difference is said to matter; None when some may.
    because: str | None
    currency: str
    as_of: date


def compare(a: Side, b: Side, *, currency: str, as_of: date) -> Comparison:
    """The figures that both groups have, side by side."""
    smallest = min(a.figures.customers, b.figures.customers)
    because = None
    if smallest < DIFFERENCES.fewest_customers:
        because = f"{smallest} customers are too few to tell a difference from chance"
    figures_a, figures_b = figures_of(a.figures), figures_of(b.figures)
    found = [
        Difference(
            figure=figure,
            a=value,
            b=other,
            matters=because is None and _ratio(value, other) >= DIFFERENCES.least_ratio,
            words=_in_words(figure, value, other, currency),
        )
        for figure, value in figures_a.items()
        if (other := figures_b.get(figure)) is not None
    ]
    found.sort(key=lambda each: (-_ratio(each.a, each.b), each.figure))
    return Comparison(a, b, tuple(found), because, currency, as_of)


def figures_of(group: GroupFigures) -> dict[Figure, float]:
    """The group's figures a customer; those that need predictions are left out where there are none."""
    known = {
        Figure.AVERAGE_CLV: group.average_clv,
        Figure.PREDICTED_CLV: _each(group.predicted_revenue, group.customers),
        Figure.ORDERS: group.average_orders,
        Figure.AVERAGE_ORDER_VALUE: group.average_order_value,
        Figure.DAYS_SINCE_LAST_ORDER: group.average_days_since_last_order,
        Figure.CHURN_PROBABILITY: group.churn_probability,
        Figure.SHARE_AT_RISK: _each(group.at_risk, group.customers),
        Figure.SPENT_LAST_90: _each(group.spent_last_90, group.customers),
    }
    return {figure: value for figure, value in known.items() if value is not None}


def _each(total: float | None, customers: int) -> float | None:
    return None if total is None else total / customers


def _ratio(a: float, b: float) -> float:
    """The larger over the smaller; infinite when only one is nothing, or returns have made one negative."""
    low, high = sorted((a, b))
    if low == high:
        return 1.0
    return high / low if low > 0 else inf


def _in_words(figure: Figure, a: float, b: float, currency: str) -> str:
    sides = f"{CALLED.get(figure, plain(figure))}: {_told(figure, a, currency)} against {_told(figure, b, currency)}"
    ratio = _ratio(a, b)
    if ratio == inf or ratio < ALIKE_UNDER:
        return sides
    return f"{sides}, {times(ratio)} as much" if a > b else f"{sides}, which is {times(ratio)} as much"


def _told(figure: Figure, value: float, currency: str) -> str:
    if figure in IN_MONEY:
        return money(value, currency)
    return percent(value) if figure in IN_PERCENT else f"{value:,.1f}"
