"""What a draft may stand on: what the customer and the shop have said to each other in public."""

from dataclasses import dataclass

from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket

#: The newest characters of each side that count.
LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Grounds:
    """The words of both sides. A promise may be repeated only when the shop has made it."""

    customer: str
    shop: str


def spoken_in_public(ticket: Ticket) -> list[Message]:
    """What customer and agents said, oldest first: no notes, which hold figures, and no robots."""
    spoken = (Author.CUSTOMER, Author.AGENT)
    return [message for message in ticket.messages if message.public and message.author in spoken]


def grounds_of(ticket: Ticket, shop: Shop) -> Grounds:
    """The grounds that a ticket gives: its messages, its subject, the customer's name and the shop's own."""
    said = spoken_in_public(ticket)
    by_customer = [message.text for message in said if message.author is Author.CUSTOMER]
    by_shop = [message.text for message in said if message.author is Author.AGENT]
    return Grounds(
        customer="\n".join((ticket.customer.name or "", ticket.subject, *by_customer))[-LONGEST:],
        shop="\n".join((*by_shop, shop.name, shop.signature))[-LONGEST:],
    )
