from dataclasses import replace
from decimal import Decimal

import pytest

from shared.domain.drafts import Attempt, Draft, Engine
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.policy import NO_POLICY, Policy
from shared.drafting.fallback import fall_back
from shared.drafting.provenance import facts_given, provenance
from tests.factories_drafting import SHOP, a_completion, an_earlier_ticket, some_facts
from tests.unit.drafting.test_note import BY_CLAUDE, POLICY

PAID = Attempt(replace(a_completion("..."), cost=Decimal("0.0016")), ())


@pytest.mark.parametrize(
    ("facts", "policy", "told"),
    [
        (NO_FACTS, NO_POLICY, "relies on the conversation alone"),
        (some_facts(), NO_POLICY, "relies on 1 order as of 2026-11-15"),
        (
            some_facts(order_ids=("1", "2", "3")),
            POLICY,
            "relies on 3 orders as of 2026-11-15 and the policy of 2026-11-01",
        ),
        (
            Facts(earlier_tickets=(an_earlier_ticket(),)),
            replace(POLICY, as_of=None),
            "relies on 1 earlier ticket and the policy",
        ),
    ],
)
def test_the_facts_are_told_with_their_times(facts: Facts, policy: Policy, told: str) -> None:
    assert f"; {told}. Check it" in provenance(BY_CLAUDE, facts, policy)


def test_two_answers_are_counted_together() -> None:
    twice = replace(BY_CLAUDE, attempts=(PAID, PAID))
    assert "; 1,400+300 tokens, $0.0032, 3.0 s; guard passed at the 2nd try; " in provenance(twice, NO_FACTS, NO_POLICY)


def test_a_fallback_after_drafts_that_were_paid_for_says_what_they_cost() -> None:
    draft = fall_back("why", "Sarah", SHOP, attempts=(PAID,), prompt_hash="3f9a12c4" * 8)
    assert provenance(draft, some_facts(), POLICY) == (
        "Written by the standard reply, prompt reply-2 (3f9a12c4); 700+150 tokens, $0.0016, 1.5 s; 1 draft not used. "
        "Check it before you send it."
    )


def test_the_line_is_one_line_whatever_the_model_calls_itself() -> None:
    odd = Draft("x", Engine.CLAUDE, None, "reply-2", attempts=(Attempt(replace(PAID.completion, model="a\n━\nb"), ()),))
    assert provenance(odd, NO_FACTS, NO_POLICY).startswith("Written by a ━ b, prompt reply-2; ")


def test_what_was_given_is_kept_with_its_times() -> None:
    facts = some_facts(earlier=(an_earlier_ticket(),))
    assert facts_given(facts, POLICY) == {
        "orders": "2026-11-15",
        "earlier_tickets": "2026-11-16T09:00:00+00:00",
        "policy": "2026-11-01",
    }
    assert facts_given(NO_FACTS, NO_POLICY) == {}
    assert facts_given(replace(facts, orders_as_of=None, tickets_read_at=None), replace(POLICY, as_of=None)) == {
        "orders": "",
        "earlier_tickets": "",
        "policy": "",
    }
