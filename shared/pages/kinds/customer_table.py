"""Customers in a table: the columns that there are, and which of them a list shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from shared.domain.search import CustomerCard, Metric
from shared.pages.kinds.pictures import rows
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Table, Unit, Value

#: Of a customer's id and name: the id stays longest, the name is what people look for.
ID, NAME = Column("Customer", Unit.CUSTOMER, rank=0), Column("Name", Unit.PERSON, rank=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A column, and what it tells of a customer."""

    column: Column
    of: Callable[[CustomerCard], Value]

    def at(self, rank: int) -> "Fact":
        """The same at another rank."""
        return replace(self, column=replace(self.column, rank=rank))


def metric(title: str, which: Metric, unit: Unit, rank: int) -> Fact:
    """A figure of the customer; None where there is too little history for it."""
    return Fact(Column(title, unit, rank), lambda card: card.figures.get(which))


RISK = Fact(Column("Risk", Unit.RISK, rank=1), lambda card: card.churn_level)
SPENT = metric("Spent so far", Metric.HISTORIC_CLV, Unit.MONEY, 1)
SILENT = metric("Since last purchase", Metric.DAYS_SINCE_LAST_ORDER, Unit.DAYS, 2)
CHANCE = metric("Chance of leaving", Metric.CHURN_PROBABILITY, Unit.PERCENT, 3)
ORDERS = metric("Orders", Metric.ORDERS, Unit.COUNT, 3)
EXPECTED = metric("Expected in a year", Metric.PREDICTED_CLV, Unit.MONEY, 4)
AVERAGE_ORDER = metric("Average order", Metric.AVERAGE_ORDER_VALUE, Unit.MONEY, 5)
ORDERS_NOW = metric("Orders, last 90 days", Metric.ORDERS_LAST_90, Unit.COUNT, 1)
ORDERS_BEFORE = metric("Orders, 90 before", Metric.ORDERS_PREVIOUS_90, Unit.COUNT, 1)
SPENT_NOW = metric("Spent, last 90 days", Metric.SPENT_LAST_90, Unit.MONEY, 3)
SPENT_BEFORE = metric("Spent, 90 before", Metric.SPENT_PREVIOUS_90, Unit.MONEY, 3)
DISCOUNTED = metric("Orders with a discount", Metric.DISCOUNTED_ORDERS_SHARE, Unit.PERCENT, 1)
COUPONS = metric("Orders with a coupon", Metric.COUPON_ORDERS_SHARE, Unit.PERCENT, 3)
OFF = metric("Taken off", Metric.DISCOUNT_SHARE, Unit.PERCENT, 2)
LINE_UNITS = metric("Units a line", Metric.MEDIAN_LINE_UNITS, Unit.COUNT, 2)
ORDER_UNITS = metric("Units an order", Metric.UNITS_PER_ORDER, Unit.COUNT, 3)
CATEGORY = Fact(Column("Buys mostly", Unit.TEXT, rank=6), lambda card: card.favourite_category)
ARCHETYPE = Fact(Column("Archetype", Unit.TEXT, rank=7), lambda card: card.archetype_name)
EMAIL = Fact(Column("E-mail", Unit.PERSON, rank=4), lambda card: card.email)


def customer_table(
    cards: Iterable[CustomerCard],
    *facts: Fact,
    of: int | None,
    title: str = "",
    more: tuple[Column, ...] = (),
    cells: Iterable[tuple[Value, ...]] = (),
) -> Table | None:
    """The customers with id, name and the facts; `cells` are what `more` says, a row a customer. None without any."""
    told = tuple(cards)
    beside = tuple(cells) or ((),) * len(told)
    made = tuple(
        (card.customer_id, card.name, *(fact.of(card) for fact in facts), *extra)
        for card, extra in zip(told, beside, strict=True)
    )
    return table((ID, NAME, *(fact.column for fact in facts), *more), made, title, of)


def by_customer(title: str, cards: Iterable[CustomerCard], which: Metric, unit: Unit, currency: str) -> Chart | None:
    """A lying bar for each customer, told by id."""
    return rows(title, ((card.customer_id, card.figures.get(which)) for card in cards), unit, currency)
