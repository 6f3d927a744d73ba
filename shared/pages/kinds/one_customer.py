"""One customer: who it is, how they buy, what they ordered, and who may be meant by a name."""

from collections.abc import Sequence
from math import isfinite

from shared.domain.behaviour import CustomerBehaviour
from shared.domain.customers import Profile
from shared.domain.lookup import CustomerMatches
from shared.domain.order_history import CustomerOrders
from shared.domain.value import value_tier
from shared.domain.words import counted, plain
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.customer_table import EMAIL, ORDERS, RISK, SILENT, SPENT, customer_table
from shared.pages.kinds.figures import amount, count, day, days, person, told, words
from shared.pages.kinds.pictures import bars, day_label, line
from shared.pages.kinds.tables import table
from shared.pages.page import Column, Table, Unit, Value
from shared.tools.payloads import CustomerPayload

#: As many products of an order as fit into a cell.
ITEMS_TOLD = 3


def profile(found: Profile | CustomerPayload, _asked: Asked) -> Body:
    """The record of one customer."""
    known_of = found.profile() if isinstance(found, CustomerPayload) else found
    return Body(
        f"Customer {known_of.customer_id}",
        "👤",
        figures=told(
            person("Name", known_of.name),
            person("E-mail", known_of.email),
            amount("Spent so far", known_of.historic_clv),
            count("Orders", known_of.historic_number_of_orders),
            days("Since last purchase", known_of.days_since_last_order, better=False),
            amount("Average order", known_of.average_order_value),
            days("Between orders, on average", known_of.average_days_between_orders),
            words("Tier", value_tier(known_of.historic_clv) if isfinite(known_of.historic_clv) else None),
        ),
        table=_places(known_of),
        customer_id=known_of.customer_id,
    )


def _places(known_of: Profile) -> Table | None:
    columns = (
        Column("By"),
        Column("The customer is"),
        Column("How surely", Unit.PERCENT, 1),
    )
    made: tuple[tuple[Value, ...], ...] = tuple(
        (
            plain(place.axis).capitalize(),
            plain(place.segment),
            place.memberships.get(place.segment),
        )
        for place in known_of.axes
    )
    return table(columns, made, "How they buy", len(made))


def matches(found: CustomerMatches, asked: Asked) -> Body:
    """The customer who is meant, or those who may be."""
    if found.profile:
        return profile(found.profile, asked)
    if not found.candidates:
        return Body("Nobody of this name", "🔍")
    return Body(
        "Which customer?",
        "🔍",
        figures=told(count("May be meant", found.total)),
        table=customer_table(found.candidates, EMAIL.at(2), SPENT, ORDERS, SILENT, RISK.at(4), of=found.total),
    )


def behaviour(found: CustomerBehaviour, asked: Asked) -> Body:
    """How one customer buys, and what has changed."""
    known_of = found.profile
    spent = [(day_label(past.as_of), past.historic_clv) for past in found.history]
    if not found.history or found.history[-1].as_of < found.as_of:
        spent.append((day_label(found.as_of), known_of.historic_clv))
    return Body(
        f"How customer {known_of.customer_id} buys",
        "🛒",
        figures=told(
            person("Name", known_of.name),
            words("Engagement", found.engagement),
            words("Pattern", found.pattern),
            days("Since last purchase", known_of.days_since_last_order, better=False),
            days("Between orders, on average", known_of.average_days_between_orders),
            count("Orders", known_of.historic_number_of_orders),
            amount("Spent so far", known_of.historic_clv),
        ),
        table=_then_and_now(found),
        chart=line("Spent so far, over time", spent, Unit.MONEY, asked.currency),
        customer_id=known_of.customer_id,
    )


def _then_and_now(found: CustomerBehaviour) -> Table | None:
    """Segments now, beside those of the oldest snapshot that is kept."""
    oldest = found.history[0] if found.history else None
    columns: Sequence[Column] = (Column("By"), Column("Now"))
    made: Sequence[tuple[Value, ...]] = [
        (plain(place.axis).capitalize(), plain(place.segment)) for place in found.profile.axes
    ]
    if oldest:
        before = [oldest.segments.get(place.axis) for place in found.profile.axes]
        columns = (*columns, Column(f"On {day_label(oldest.as_of)}", Unit.TEXT, 1))
        made = [(*row, plain(was) if was else None) for row, was in zip(made, before, strict=True)]
    return table(tuple(columns), tuple(made), "How they buy", len(made))


def orders(found: CustomerOrders, asked: Asked) -> Body:
    """What one customer has ordered, newest first."""
    columns = (
        Column("Order"),
        Column("Ordered on", Unit.DATE, 1),
        Column("Total", Unit.MONEY, 1),
        Column("Units", Unit.COUNT, 3),
        Column("Products", Unit.TEXT, 2),
    )
    made = tuple(
        (
            order.order_id,
            order.ordered_on,
            order.total,
            sum(item.quantity for item in order.items),
            _items([item.name for item in order.items]),
        )
        for order in found.orders
    )
    oldest_first = [(day_label(order.ordered_on), order.total) for order in reversed(found.orders)]
    return Body(
        f"What customer {found.customer_id} ordered",
        "🧾",
        figures=told(
            count("Orders", found.total),
            day("The last on", found.orders[0].ordered_on if found.orders else None),
            amount("It came to", found.orders[0].total if found.orders else None),
        ),
        table=table(columns, made, "Newest first", found.total),
        lead=f"{counted(found.total, 'order')} of customer {found.customer_id}, the newest first.",
        chart=bars("Orders, oldest first", oldest_first, Unit.MONEY, asked.currency),
        customer_id=found.customer_id,
    )


def _items(names: Sequence[str]) -> str | None:
    shown, more = names[:ITEMS_TOLD], len(names) - ITEMS_TOLD
    if not shown:
        return None
    told = ", ".join(shown)
    return f"{told} and {more:,} more" if more > 0 else told
