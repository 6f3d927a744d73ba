import re
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.tickets import Author
from shared.drafting import deeds, demands, garble, instruction_forms, markup, remedies, speech
from shared.drafting.fallback import fall_back
from shared.drafting.grounds import Grounds, grounds_of
from shared.drafting.guard import LONGEST, Violation, check
from shared.drafting.letters import folded
from tests.factories_drafting import MARKER, SHOP, a_question
from tests.factories_tickets import a_message
from tests.unit.drafting.corpus import Reply, bad_replies, good_replies, held_out_replies

GOOD = good_replies()
HELD_OUT = held_out_replies()
BAD = bad_replies()
#: The share of good replies, never tuned on, that may be held back.
MOST_HELD_BACK = 0.05
POLITE = "Hi Sarah,\n\nThank you for reaching out to us. {}\n\nBest regards,\nCustomer Success Team"


def violations(reply: Reply) -> tuple[Violation, ...]:
    return check(reply.draft, reply.grounds, marker=MARKER)


def look_at(sentence: str, *, asked: str = "Where is my order?") -> tuple[Violation, ...]:
    return check(POLITE.format(sentence), grounds_of(a_question(asked), SHOP), marker=MARKER)


@pytest.mark.parametrize("reply", GOOD, ids=lambda reply: f"{reply.group}: {reply.asked[:40]}")
def test_a_good_draft_passes(reply: Reply) -> None:
    assert violations(reply) == ()


def test_of_the_replies_that_nothing_was_tuned_on_hardly_any_is_held_back() -> None:
    held_back = [reply.asked for reply in HELD_OUT if violations(reply)]
    assert len(held_back) < MOST_HELD_BACK * len(HELD_OUT)


@pytest.mark.parametrize(
    "reply",
    [reply for reply in BAD if reply.group in Violation.__members__],
    ids=lambda reply: ascii(reply.body[28:80]),
)
def test_a_bad_draft_is_caught_by_its_rule(reply: Reply) -> None:
    assert Violation[reply.group] in violations(reply)


@pytest.mark.parametrize(
    "reply", [reply for reply in BAD if reply.group == "ANY"], ids=lambda reply: ascii(reply.body[28:80])
)
def test_a_bad_draft_is_caught_by_some_rule(reply: Reply) -> None:
    assert violations(reply)


def test_what_the_guard_does_not_see_is_written_down() -> None:
    assert [reply.body for reply in BAD if reply.group == "MISSED" and violations(reply)] == []


def test_the_draft_in_the_first_description_of_the_product_breaks_five_rules() -> None:
    sentence = (
        "I can see you've been a valued customer with us for over a year now. I'm looking into the tracking "
        "information for your order #12345 right now. I notice it's been 45 days since your last purchase. I'm "
        "escalating this to our shipping team and will have an update for you within the next 2 hours. In the "
        "meantime, I'd like to offer you a 15% discount on your next order as a thank you for your patience."
    )
    assert look_at(sentence, asked="Where is my order #12345?") == (
        Violation.FOR_AGENTS_ONLY,
        Violation.FIGURE,
        Violation.BEYOND_POLICY,
        Violation.REMEDY,
        Violation.TIME,
    )


@pytest.mark.parametrize("name", [None, "Sarah Miller", "<script>alert(1)</script>"])
def test_the_standard_reply_passes(name: str | None) -> None:
    ticket = a_question("hello", name=name)
    assert check(fall_back("why", name, SHOP).text, grounds_of(ticket, SHOP), marker=MARKER) == ()


@pytest.mark.parametrize(
    ("text", "violation"),
    [("", Violation.TOO_SHORT), (" \n" * 90, Violation.TOO_SHORT), ("a" * (LONGEST + 1), Violation.TOO_LONG)],
)
def test_length_is_looked_at_first(text: str, violation: Violation) -> None:
    assert check(text, Grounds("", ""), marker=MARKER) == (violation,)


@pytest.mark.parametrize(
    "rows",
    [
        remedies.PROMISES,
        remedies.MENTIONS,
        remedies.FOREIGN_PROMISES,
        deeds.DEEDS,
        deeds.STATES,
        speech.SPANS,
        demands.DEMANDS,
        demands.HARMLESS,
        instruction_forms.INSTRUCTIONS,
        markup.MARKUP,
        garble.GARBLED,
    ],
    ids=[
        *("promises", "mentions", "foreign promises", "deeds", "states", "spans", "demands", "harmless demands"),
        *("instructions", "markup", "garble"),
    ],
)
def test_every_row_of_a_table_matches_its_own_example(rows: tuple[tuple[str, str], ...]) -> None:
    assert [example for example, pattern in rows if not re.search(pattern, folded(example), re.MULTILINE)] == []


def test_a_promise_may_be_repeated_once_the_shop_has_made_it() -> None:
    draft = POLITE.format("As my colleague wrote, it will be with you within 3 days.")
    by_shop = a_message("It will be with you within 3 days.", author=Author.AGENT)
    by_customer = a_message("It will be with me within 3 days, I was told.")

    promised = check(draft, grounds_of(a_question("Any news?", earlier=(by_shop,)), SHOP), marker=MARKER)
    heard = check(draft, grounds_of(a_question("Any news?", earlier=(by_customer,)), SHOP), marker=MARKER)

    assert promised == ()
    assert Violation.TIME in heard


def test_figures_on_internal_notes_give_no_ground() -> None:
    note = a_message("Lifetime Value: $3,450", author=Author.NOTE)
    ticket = a_question("hello", earlier=(note,))
    sentence = "Your number is 3450."
    assert Violation.FIGURE in check(POLITE.format(sentence), grounds_of(ticket, SHOP), marker=MARKER)


def test_every_rule_is_documented() -> None:
    documentation = (Path(__file__).parents[3] / "docs" / "drafting.md").read_text(encoding="utf-8")
    assert [violation for violation in Violation if f"| {violation} |" not in documentation] == []


FORBIDDEN = ("churn", "ltv", "lifetime value", "risk score", "archetype", "analytics", "vip", "internal", "rule score")
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\ufe0f\U000e0041"


@settings(deadline=None)
@given(word=st.sampled_from(FORBIDDEN), data=st.data())
def test_no_forbidden_word_survives_case_accents_and_invisible_characters(word: str, data: st.DataObject) -> None:
    disguised = "".join(
        (letter.upper() if data.draw(st.booleans()) else letter)
        + data.draw(st.sampled_from(("", "\u0301")) if letter.isalpha() else st.just(""))
        + data.draw(st.text(INVISIBLE, max_size=2))
        for letter in word
    )
    assert Violation.FOR_AGENTS_ONLY in look_at(f"Your {disguised} is known to us.")


@settings(deadline=None)
@given(number=st.integers(min_value=4, max_value=10**9), asked=st.text(string.ascii_letters + " ", max_size=80))
def test_no_number_survives_that_the_ticket_does_not_have(number: int, asked: str) -> None:
    assert Violation.FIGURE in look_at(f"The number is {number:,} for you.", asked=asked)
    assert look_at(f"The number is {number:,} for you.", asked=f"{asked} {number}") == ()


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=200), st.text(max_size=200))
def test_any_text_gets_an_answer(text: str, customer: str, shop: str) -> None:
    assert set(check(text, Grounds(customer, shop), marker=MARKER)) <= set(Violation)
