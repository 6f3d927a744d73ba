import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.categories import Category, category_of
from shared.domain.drafts import ToFindOut
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.policy import NO_POLICY, Policy, Topic
from shared.drafting.open_questions import OPEN_QUESTIONS, open_questions
from tests.factories_drafting import some_facts

KNOWN = some_facts(order_ids=("12345", "GB-7781"))
RETURNS = Policy({Topic.RETURNS: ("You can return unused items within 30 days.",)})
HARM = Policy({Topic.RETURNS: ("Damaged items are replaced free of charge.",)})
DISCOUNTS = Policy({Topic.DISCOUNTS: ("New customers get 10% off with WELCOME10.",)}, most_discount_percent=10)
SHIPPING = Policy({Topic.SHIPPING: ("We ship to the EU for 9 euros.",)})
PRODUCTS = Policy({Topic.PRODUCTS: ("All our cotton is pre-washed.",)})
ORDERS = Policy({Topic.ORDERS: ("Orders can be changed until noon.",)})

PARCEL, WHICH, STATE, TERMS, DISCOUNT, SHIP, PRODUCT, REMEDY, PAYMENT, OTHER = ToFindOut


@pytest.mark.parametrize(
    ("asked", "facts", "policy", "expected"),
    [
        # Tracking is never known.
        ("Where is my order 12345?", KNOWN, NO_POLICY, (PARCEL,)),
        ("Where is my order #12345?", KNOWN, SHIPPING, (PARCEL,)),
        ("where is order gb-7781", KNOWN, NO_POLICY, (PARCEL,)),
        ("Wo ist meine Bestellung 12345?", KNOWN, NO_POLICY, (PARCEL,)),
        # An order is named when we know it; when we know none, any number names one.
        ("Where is my parcel?", KNOWN, NO_POLICY, (PARCEL, WHICH)),
        ("Where is my order 99999?", KNOWN, NO_POLICY, (PARCEL, WHICH)),
        ("Where is my order 123456?", KNOWN, NO_POLICY, (PARCEL, WHICH)),
        ("Where is my order 99999?", NO_FACTS, NO_POLICY, (PARCEL,)),
        ("Where is it? #99999", NO_FACTS, NO_POLICY, (PARCEL,)),
        ("Where is my order? I paid 20 dollars", NO_FACTS, NO_POLICY, (PARCEL, WHICH)),
        # The state of an order is never known.
        ("Please cancel order 12345", KNOWN, ORDERS, (STATE,)),
        ("Please cancel my order", KNOWN, ORDERS, (WHICH, STATE)),
        # Returns are as the policy says.
        ("I want to return order 12345", KNOWN, NO_POLICY, (TERMS,)),
        ("I want to return order 12345", KNOWN, RETURNS, ()),
        ("I want to return the fabric", KNOWN, RETURNS, (WHICH,)),
        # What the shop offers for harm is for a colleague to say, unless the policy does.
        ("Order 12345 arrived damaged", KNOWN, NO_POLICY, (REMEDY,)),
        ("Order 12345 arrived damaged", KNOWN, RETURNS, (REMEDY,)),
        ("Order 12345 arrived damaged", KNOWN, HARM, ()),
        # Products.
        ("I have a question about the batting", NO_FACTS, NO_POLICY, (PRODUCT,)),
        ("I have a question about the batting", NO_FACTS, PRODUCTS, ()),
        # Discounts, shipping and payments are asked for in tickets of every kind.
        ("Can I have a discount?", NO_FACTS, NO_POLICY, (DISCOUNT,)),
        ("Can I have a discount?", NO_FACTS, DISCOUNTS, ()),
        ("Kann ich einen Rabatt bekommen?", NO_FACTS, RETURNS, (DISCOUNT,)),
        ("Do you ship to Norway?", NO_FACTS, NO_POLICY, (SHIP,)),
        ("Do you ship to Norway?", NO_FACTS, SHIPPING, ()),
        ("I was charged twice", NO_FACTS, SHIPPING, (PAYMENT,)),
        ("I was charged twice", NO_FACTS, NO_POLICY, (PAYMENT,)),
        ("Cancel order 12345, I want the discount and was charged twice", KNOWN, NO_POLICY, (STATE, DISCOUNT, PAYMENT)),
        # Anything else, when the policy has no word in common with it.
        ("Are you open on bank holidays?", NO_FACTS, NO_POLICY, (OTHER,)),
        ("Are you open on bank holidays?", NO_FACTS, SHIPPING, (OTHER,)),
        ("Is your cotton organic?", NO_FACTS, PRODUCTS, ()),
        ("Hello, could you write about orders please", NO_FACTS, ORDERS, (OTHER,)),
        ("Thank you so much, it is gorgeous!", NO_FACTS, NO_POLICY, ()),
        ("", NO_FACTS, NO_POLICY, (OTHER,)),
    ],
)
def test_the_table_of_open_questions(asked: str, facts: Facts, policy: Policy, expected: tuple[ToFindOut, ...]) -> None:
    assert open_questions(category_of(asked), asked, facts, policy) == expected


def test_every_question_that_may_be_open_has_a_row() -> None:
    assert {row.to_find_out for row in OPEN_QUESTIONS} == set(ToFindOut)


@settings(deadline=None)
@given(st.sampled_from(Category), st.text(), st.sampled_from([NO_FACTS, KNOWN]), st.sampled_from([NO_POLICY, RETURNS]))
def test_any_text_leaves_open_what_stands_in_the_enums_order(
    category: Category, words: str, facts: Facts, policy: Policy
) -> None:
    found = open_questions(category, words, facts, policy)
    assert list(found) == sorted(set(found), key=list(ToFindOut).index)
