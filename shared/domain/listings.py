"""Customers in an answer: who, why each of them, and what they are together."""

from dataclasses import dataclass
from datetime import date

from shared.domain.money import money
from shared.domain.search import CustomerCard, GroupFigures, Metric
from shared.domain.words import counted


@dataclass(frozen=True, slots=True)
class Listed:
    """A customer in an answer."""

    customer: CustomerCard
    #: Why the customer is in it, in one sentence.
    reason: str


@dataclass(frozen=True, slots=True)
class CustomerList:
    """Customers who have something in common, the most telling first."""

    customers: tuple[Listed, ...]
    #: How many there are, whatever the limit.
    total: int
    #: All of them summed up, not only those listed; None when there are none, and where it was not asked for.
    together: GroupFigures | None
    #: What they have in common, in one sentence.
    criteria: str
    #: Why there are none; None when there are some.
    because: str | None
    currency: str
    as_of: date
    #: What the next page is asked for with; None on the last.
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class NamedFigures:
    """A group of customers summed up, with its name for people."""

    name: str
    figures: GroupFigures


def figure(card: CustomerCard, metric: Metric) -> float:
    """The customer's figure; 0 where the customer has too little history for it."""
    return card.figures.get(metric) or 0.0


def spending(card: CustomerCard, currency: str) -> str:
    """As "£6,912 in 6 orders, the last 113 days ago"."""
    spent = money(figure(card, Metric.HISTORIC_CLV), currency)
    orders = counted(figure(card, Metric.ORDERS), "order")
    silent = figure(card, Metric.DAYS_SINCE_LAST_ORDER)
    return f"{spent} in {orders}, the last {counted(silent, 'day') + ' ago' if silent else 'today'}"
