"""What is known of the customer's own orders, as text: for the prompt, and as ground for what a draft repeats."""

from shared.domain.facts import Facts, OrderFact
from shared.domain.money import money


def facts_in_words(facts: Facts) -> str:
    """One line an order, newest first: number, date in two spellings, items with quantities, total with currency."""
    return "\n".join(_line(order) for order in facts.orders)


def _line(order: OrderFact) -> str:
    day = order.ordered_on
    items = ", ".join(f"{item.quantity} x {item.name}" for item in order.items)
    total = "" if order.total is None else f"; total {money_in_words(order.total, order.currency)}"
    return f"Order {order.order_id}, placed on {day.isoformat()} ({day.day} {day:%B} {day.year}): {items}{total}"


def money_in_words(amount: float, currency: str) -> str:
    """The amount with its sign and its code, to the cent: "$1,086.40 (USD)"."""
    sign = money(1, currency)[:-4]
    return f"{sign}{amount:,.2f} ({currency})" if sign.strip() != currency else f"{currency} {amount:,.2f}"
