"""What a shop has decided and what it knows of an order may be said; nothing beyond it."""

from datetime import date

import pytest

from shared.domain.facts import Facts, OrderedItem, OrderFact
from shared.domain.shop import Shop
from shared.drafting.facts_in_words import facts_in_words
from shared.drafting.grounds import grounds_of
from shared.drafting.guard import Violation, check
from tests.factories_drafting import MARKER, a_question
from tests.unit.drafting.corpus import ORDERS, POLICY

SHOP = Shop("Thimble & Thread", "Customer Success Team", "USD", POLICY)
LETTER = "Hi Sarah,\n\nThank you for reaching out to us. {}\n\nBest regards,\nCustomer Success Team"


def look_at(sentence: str, asked: str = "I have a question.") -> tuple[Violation, ...]:
    return check(LETTER.format(sentence), grounds_of(a_question(asked), SHOP, ORDERS), marker=MARKER)


@pytest.mark.parametrize(
    "sentence",
    [
        "You may return unused items within 30 days of delivery.",
        "Unused items may be returned within 30 days.",
        "New customers get 10% off their first order with the code WELCOME10.",
        "Guilds and schools get a discount of 15%.",
        "Refunds are made to the original payment method within 5 business days after the item reaches us.",
        "Your order 10482 from November 3, 2026 came to $86.40.",
        "On 14 September you ordered 1 Walking Foot for Juki.",
    ],
)
def test_what_the_policy_or_the_orders_say_may_be_said(sentence: str) -> None:
    assert look_at(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "violation"),
    [
        ("You may return unused items within 60 days of delivery.", Violation.BEYOND_POLICY),
        ("We give you a discount of 25%.", Violation.BEYOND_POLICY),
        ("Please use the code WELCOME99 at checkout.", Violation.BEYOND_POLICY),
        ("Refunds are made within 2 business days.", Violation.TIME),
        ("We will refund your order 10482.", Violation.REMEDY),
        ("Sale items can be returned and refunded.", Violation.REMEDY),
        ("Your order 10482 has been shipped.", Violation.DEED),
        ("Your order 10483 came to $86.40.", Violation.FIGURE),
    ],
)
def test_nothing_beyond_them_may(sentence: str, violation: Violation) -> None:
    assert violation in look_at(sentence)


def test_orders_are_told_one_a_line_with_date_and_total() -> None:
    facts = Facts(
        orders=(
            OrderFact("A-7", date(2026, 3, 5), (OrderedItem("Batting", 2), OrderedItem("Needles", 1)), 1234.5, "USD"),
            OrderFact("A-6", date(2026, 2, 1), (OrderedItem("Thread", 1),), None, "USD"),
            OrderFact("A-5", date(2026, 1, 2), (), 20, "CAD"),
        )
    )
    assert facts_in_words(facts).splitlines() == [
        "Order A-7, placed on 2026-03-05 (5 March 2026): 2 x Batting, 1 x Needles; total $1,234.50 (USD)",
        "Order A-6, placed on 2026-02-01 (1 February 2026): 1 x Thread",
        "Order A-5, placed on 2026-01-02 (2 January 2026): ; total CAD 20.00",
    ]
