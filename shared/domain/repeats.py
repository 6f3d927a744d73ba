"""Whether a customer comes back with the same matter."""

from datetime import timedelta

from shared.domain.categories import Category, category_of
from shared.domain.facts import EarlierTicket, Facts
from shared.domain.tickets import Ticket

#: What a ticket is about, as an agent says it. A general inquiry is about nothing in particular, and never a repeat.
ABOUT = {
    Category.RETURN: "a return",
    Category.PRODUCT_ISSUE: "a damaged or wrong item",
    Category.ORDER_STATUS: "delivery",
    Category.PRODUCT_QUESTION: "a product",
    Category.ORDER_CHANGE: "an order change",
}
#: Days back from the newest message; the first within which there was another ticket holds.
WINDOWS = (30, 90)
MOST_NAMED = 5


def repeat_issue(ticket: Ticket, category: Category, facts: Facts) -> str | None:
    """The repetition in words, as "3rd ticket about delivery in 30 days (#123, #118)"; None when there is none."""
    message = ticket.last_customer_message
    if category not in ABOUT or message is None:
        return None
    same = [one for one in facts.earlier_tickets if one.id != ticket.id and _about(one) is category]
    for days in WINDOWS:
        since = message.sent_at - timedelta(days=days)
        recent = [one for one in same if since <= one.created_at <= message.sent_at]
        if recent:
            newest_first = sorted(recent, key=lambda one: one.created_at, reverse=True)
            numbers = ", ".join(f"#{one.id}" for one in newest_first[:MOST_NAMED])
            return f"{_ordinal(len(recent) + 1)} ticket about {ABOUT[category]} in {days} days ({numbers})"
    return None


def _about(ticket: EarlierTicket) -> Category:
    """What the ticket was about; its first words count before its subject line, as for any ticket."""
    return category_of(ticket.excerpt, ticket.subject)


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in {11, 12, 13} else endings.get(number % 10, "th")
    return f"{number}{ending}"
