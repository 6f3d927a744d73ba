"""Customers by how they buy: once, more or less than before, on sale, like a business."""

from shared.domain.b2b import Businesses
from shared.domain.discount_dependency import DiscountDependency
from shared.domain.listings import CustomerList
from shared.domain.one_time import OneTimeBuyers
from shared.domain.pace import WINDOW_DAYS, PaceChange
from shared.domain.questions import QueryKind
from shared.domain.search import CustomerCard, Metric
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.customer_table import (
    AVERAGE_ORDER,
    CATEGORY,
    CHANCE,
    COUPONS,
    DISCOUNTED,
    LINE_UNITS,
    OFF,
    ORDER_UNITS,
    ORDERS,
    ORDERS_BEFORE,
    ORDERS_NOW,
    RISK,
    SILENT,
    SPENT,
    SPENT_BEFORE,
    SPENT_NOW,
    by_customer,
    customer_table,
)
from shared.pages.kinds.figures import amount, change, count, number, part, share, told
from shared.pages.kinds.pictures import chart, rows
from shared.pages.page import Chart, Column, Series, Shape, Unit

#: As many pairs of bars as can be told apart.
CUSTOMERS_DRAWN = 6


def one_time(found: OneTimeBuyers, _asked: Asked) -> Body:
    """Customers with a single order, and who of them may still come back."""
    who = found.who
    return Body(
        "Customers with a single order",
        "1️⃣",
        figures=told(
            count("One-time buyers", who.total),
            share("Share of all customers", found.share, better=False),
            count("May still come back", found.may_come_back, better=True),
            count("Probably gone", found.probably_gone, better=False),
            amount("They have spent", who.together.revenue if who.together else None),
        )
        if who.total
        else (),
        table=customer_table(_cards(who), SPENT, SILENT.at(1), RISK, CHANCE, CATEGORY.at(3), of=who.total),
    )


def pace(found: PaceChange, asked: Asked) -> Body:
    """Who buys more, or less, than before."""
    who, cards = found.who, _cards(found.who)
    gains = _gains(cards, asked)
    group, shop = who.together, found.shop_change
    return Body(
        "Customers who buy more than before" if gains else "Customers who buy less than before",
        "🚀" if gains else "📉",
        figures=told(
            count("Customers", who.total),
            amount(
                f"Spent in the last {WINDOW_DAYS} days",
                group.spent_last_90 if group else None,
                group.spent_previous_90 if group else None,
                better=True,
            ),
            amount(f"In the {WINDOW_DAYS} before", group.spent_previous_90 if group else None),
            change("The whole shop's change", None if shop is None else shop - 1, better=True),
            count("At risk of leaving", group.at_risk if group else None, better=False),
        )
        if who.total
        else (),
        table=customer_table(
            cards, ORDERS_NOW, ORDERS_BEFORE, SPENT_NOW, SPENT_BEFORE, RISK.at(2), SPENT.at(5), of=who.total
        ),
        chart=_windows(cards[:CUSTOMERS_DRAWN], asked.currency),
    )


def _gains(cards: list[CustomerCard], asked: Asked) -> bool:
    if asked.kind in {QueryKind.MOMENTUM, QueryKind.DECLINING_ENGAGEMENT}:
        return asked.kind is QueryKind.MOMENTUM
    return _sum(cards, Metric.ORDERS_LAST_90) >= _sum(cards, Metric.ORDERS_PREVIOUS_90)


def _sum(cards: list[CustomerCard], metric: Metric) -> float:
    return sum(card.figures.get(metric) or 0.0 for card in cards)


def _windows(cards: list[CustomerCard], currency: str) -> Chart | None:
    windows = (
        (f"{WINDOW_DAYS} days before", Metric.ORDERS_PREVIOUS_90),
        (f"Last {WINDOW_DAYS} days", Metric.ORDERS_LAST_90),
    )
    series = [Series(name, tuple(card.figures.get(metric) for card in cards)) for name, metric in windows]
    names = [card.customer_id for card in cards]
    return chart("Orders by customer", Shape.ROWS, names, series, unit=Unit.COUNT, currency=currency)


def discounts(found: DiscountDependency, asked: Asked) -> Body:
    """Who buys only on sale, among all who can be judged."""
    who = found.who
    parts = (("Never a discount", found.never), ("Sometimes", found.sometimes), ("Only on sale", who.total))
    return Body(
        "Customers who buy only on sale",
        "🏷️",
        figures=told(
            count("Buy only on sale", who.total, better=False),
            share("Of those who can be judged", part(who.total, found.judged), better=False),
            amount("They have spent", who.together.revenue if who.together else None),
            count("Sometimes on sale", found.sometimes),
            count("Never on sale", found.never),
        )
        if found.judged
        else (),
        table=customer_table(_cards(who), DISCOUNTED, OFF, SPENT, COUPONS, ORDERS, RISK.at(4), CATEGORY, of=who.total),
        chart=rows("Customers by use of discounts", parts, Unit.COUNT, asked.currency),
        notes=(_sentence(found.caution),) if found.caution else (),
    )


def businesses(found: Businesses, asked: Asked) -> Body:
    """Who looks like a business, and by which signs."""
    cards, group = [each.customer for each in found.customers], found.together
    usual = next((each.typical for each in found.bounds if each.sign.metric is Metric.AVERAGE_ORDER_VALUE), None)
    return Body(
        "Customers who look like businesses",
        "🏢",
        figures=told(
            count("Customers", found.total),
            amount("Spent so far", group.revenue if group else None),
            amount("Each on average", group.average_clv if group else None),
            amount("Average order", group.average_order_value if group else None),
            amount("Order of a typical customer", usual),
            number("Orders each", group.average_orders if group else None),
        )
        if found.total
        else (),
        table=customer_table(
            cards,
            SPENT,
            AVERAGE_ORDER.at(2),
            LINE_UNITS,
            ORDER_UNITS,
            RISK.at(5),
            of=found.total,
            # A domain may be one person's own.
            more=(Column("Score", Unit.NUMBER, 4), Column("Domain", Unit.PERSON, 3)),
            cells=((each.score, each.company_domain) for each in found.customers),
        ),
        chart=by_customer("Spent so far", cards, Metric.HISTORIC_CLV, Unit.MONEY, asked.currency),
        notes=("Judged by how they buy, not by who they are: some of them may be people.",) if cards else (),
    )


def _cards(who: CustomerList) -> list[CustomerCard]:
    return [listed.customer for listed in who.customers]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
