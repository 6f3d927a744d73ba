"""What a draft may stand on: what both sides have said in public, the customer's own orders, and the shop's policy."""

from dataclasses import dataclass

from shared.domain.facts import NO_FACTS, Facts
from shared.domain.policy import NO_POLICY, Policy
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket
from shared.drafting.facts_in_words import facts_in_words
from shared.drafting.greeting import plain_name
from shared.drafting.language import language_of

#: The newest characters of each side that count.
LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Grounds:
    """The words of both sides. A promise may be repeated only when the shop has made it."""

    #: All that the customer said, with the subject line.
    customer: str
    #: Agents' public words, the shop's name and signature, and what its policy states.
    shop: str
    #: The customer's own orders: what stands here may be repeated, but it promises nothing.
    facts: str = ""
    policy: Policy = NO_POLICY
    #: ISO 639-1 code of the customer's newest message, where it can be told.
    language: str | None = None
    #: What the customer is called, which is the customer's own text too; empty when it does not look like a name.
    name: str = ""


def spoken_in_public(ticket: Ticket) -> list[Message]:
    """What customer and agents said, oldest first: no notes, which hold figures, and no robots."""
    spoken = (Author.CUSTOMER, Author.AGENT)
    return [message for message in ticket.messages if message.public and message.author in spoken]


def grounds_of(ticket: Ticket, shop: Shop, facts: Facts = NO_FACTS) -> Grounds:
    """The grounds that a ticket gives, with what is known of the customer's orders."""
    said = spoken_in_public(ticket)
    by_customer = [message.text for message in said if message.author is Author.CUSTOMER]
    by_shop = [message.text for message in said if message.author is Author.AGENT]
    newest = ticket.last_customer_message
    return Grounds(
        customer="\n".join((ticket.subject, *by_customer))[-LONGEST:],
        shop="\n".join((*by_shop, shop.name, shop.signature, _published(shop.policy)))[-LONGEST:],
        facts=facts_in_words(facts),
        policy=shop.policy,
        language=language_of(newest.text if newest else ticket.subject),
        name=plain_name(ticket.customer.name) or "",
    )


def _published(policy: Policy) -> str:
    """The policy as text, with the figures that are kept apart from its statements."""
    lines = [policy.text, *policy.discount_codes]
    if policy.most_discount_percent:
        lines.append(f"{policy.most_discount_percent:g} %")
    if policy.return_window_days is not None:
        lines.append(f"{policy.return_window_days} days")
    return "\n".join(lines)
