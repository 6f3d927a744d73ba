"""The drafts that the guard is measured on, read from the TOML files beside this one."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shared.domain.facts import NO_FACTS, Facts, OrderedItem, OrderFact
from shared.domain.policy import NO_POLICY, Policy, Topic
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Ticket
from shared.drafting.grounds import Grounds, grounds_of
from tests.factories_drafting import SHOP, a_question
from tests.factories_tickets import a_message

HERE = Path(__file__).parent

POLICY = Policy(
    statements={
        Topic.RETURNS: (
            "You may return unused items within 30 days of delivery.",
            "Refunds are made to the original payment method within 5 business days after the item reaches us.",
            "Sale items cannot be returned, but they can be exchanged for another size.",
        ),
        Topic.DISCOUNTS: (
            "New customers get 10 % off their first order with the code WELCOME10.",
            "Guilds and schools get a discount of 15 %.",
        ),
        Topic.SHIPPING: (
            "Orders placed before 2 pm are sent the same day, Monday to Friday.",
            "Standard shipping takes 3 to 5 business days and costs $4.90; it is free from $50.",
            "We ship to the United States, Canada and the European Union.",
        ),
        Topic.ORDERS: ("An order can be changed or cancelled until it is packed.",),
        Topic.PRODUCTS: ("Our cotton fabrics are 44 inches wide.",),
    },
    return_window_days=30,
    most_discount_percent=15,
    discount_codes=("WELCOME10",),
)
ORDERS = Facts(
    orders=(
        OrderFact(
            "10482",
            date(2026, 11, 3),
            (OrderedItem('Linen Blend Fabric "Sage"', 2), OrderedItem("Rotary Cutter 45 mm", 1)),
            86.40,
            "USD",
        ),
        OrderFact("10377", date(2026, 9, 14), (OrderedItem("Walking Foot for Juki", 1),), 32.00, "USD"),
    ),
    orders_as_of=date(2026, 11, 15),
)
#: How a letter begins and ends, by language.
FRAMES = {
    "en": "Hi Sarah,\n\n{}\n\nBest regards,\nCustomer Success Team",
    "de": "Hallo Sarah,\n\n{}\n\nMit freundlichen Grüßen\nCustomer Success Team",
    "fr": "Bonjour Sarah,\n\n{}\n\nCordialement,\nCustomer Success Team",
    "es": "Hola Sarah:\n\n{}\n\nSaludos cordiales,\nCustomer Success Team",
    "it": "Gentile Sarah,\n\n{}\n\nCordiali saluti,\nCustomer Success Team",
    "pt": "Olá Sarah,\n\n{}\n\nCom os melhores cumprimentos,\nCustomer Success Team",
    "nl": "Hallo Sarah,\n\n{}\n\nMet vriendelijke groet,\nCustomer Success Team",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft, what the customer had asked, and what an agent had said before."""

    #: A kind of ticket or a language for good drafts; the name of the broken rule, ANY or MISSED for bad ones.
    group: str
    asked: str
    said_by_agent: str
    body: str
    rests_on: tuple[str, ...] = ()

    @property
    def draft(self) -> str:
        return FRAMES.get(self.group, FRAMES["en"]).format(self.body.strip())

    @property
    def ticket(self) -> Ticket:
        earlier = (a_message(self.said_by_agent, author=Author.AGENT),) if self.said_by_agent else ()
        return a_question(self.asked, earlier=earlier)

    @property
    def shop(self) -> Shop:
        policy = POLICY if "policy" in self.rests_on else NO_POLICY
        return Shop(name=SHOP.name, signature=SHOP.signature, currency=SHOP.currency, policy=policy)

    @property
    def facts(self) -> Facts:
        return ORDERS if "orders" in self.rests_on else NO_FACTS

    @property
    def grounds(self) -> Grounds:
        return grounds_of(self.ticket, self.shop, self.facts)


def good_replies() -> list[Reply]:
    """Replies that the guard was tuned on: every one must pass."""
    files = ("good_drafts.toml", "everyday_drafts.toml", "voiced_drafts.toml", "counted_once_drafts.toml")
    return [reply for file in files for reply in _replies(file)]


def held_out_replies() -> list[Reply]:
    """Replies that nothing was tuned on: they are counted."""
    return _replies("held_out_drafts.toml")


def bad_replies() -> list[Reply]:
    return [
        Reply(group, one["asked"], "", f"Thank you for your message. {sentence}")
        for group, replies in _read("bad_drafts.toml").items()
        for one in replies
        for sentence in one["sentences"]
    ]


def _replies(name: str) -> list[Reply]:
    return [
        Reply(group, one["asked"], one.get("said_by_agent", ""), one["body"], tuple(one.get("rests_on", ())))
        for group, replies in _read(name).items()
        for one in replies
    ]


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
