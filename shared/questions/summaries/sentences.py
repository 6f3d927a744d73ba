"""How a summary's sentences are made."""

from shared.domain.listings import CustomerList, Listed
from shared.domain.money import money
from shared.domain.predictions import Interval
from shared.domain.search import GroupFigures
from shared.domain.words import counted, percent

EVERYBODY = "all customers"


def sentence(text: str) -> str:
    """The text with a capital in front and a full stop behind."""
    said = text.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?')) else '.'}"


def paragraph(*texts: str | None) -> str:
    """The sentences in a row; those that there is nothing to say in are left out."""
    return " ".join(sentence(text) for text in texts if text and text.strip())


def verb(number: float, one: str, many: str) -> str:
    """The form that goes with the number: "1 customer is", "2 customers are"."""
    return one if round(number) == 1 else many


def how_many(who: CustomerList) -> str:
    """As "214 customers at HIGH or CRITICAL churn risk"."""
    if who.criteria == EVERYBODY:
        return f"there {verb(who.total, 'is', 'are')} {counted(who.total, 'customer')}"
    return f"{counted(who.total, 'customer')}{who.criteria.removeprefix('customers')}"


def nobody(who: CustomerList) -> str:
    """Why nobody matches, and who was looked for."""
    return paragraph(who.because, None if who.criteria == EVERYBODY else f"looked for were {who.criteria}")


def spent_together(figures: GroupFigures | None, currency: str) -> str | None:
    """As "together they have spent £6,912, £1,152 each on average"."""
    if figures is None:
        return None
    return (
        f"together they have spent {money(figures.revenue, currency)} so far,"
        f" {money(figures.average_clv, currency)} each on average"
    )


def first_of(who: CustomerList) -> str | None:
    """Who leads the list, and why."""
    return led_by(who.customers[0]) if who.customers else None


def led_by(listed: Listed) -> str:
    """As "first comes Sarah Miller (17850): £6,912 in 6 orders"."""
    return f"first comes {called(listed.customer.customer_id, listed.customer.name)}: {listed.reason}"


def called(customer_id: str, name: str | None) -> str:
    """As "Sarah Miller (17850)", or the id alone."""
    return f"{name} ({customer_id})" if name else f"customer {customer_id}"


def between(interval: Interval | None, low: str, high: str) -> str:
    """As ", with a chance of 80% between £40 and £90"; "" without an interval."""
    return f", with a chance of {percent(interval.coverage)} between {low} and {high}" if interval else ""


def a_share(share: float | None, of: str) -> str:
    """As ", 22% of all customers"; "" where there is nothing to take a share of."""
    return "" if share is None else f", {percent(share)} of {of}"
