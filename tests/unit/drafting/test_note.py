from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shared.domain.cues import Sentiment
from shared.domain.drafts import Attempt, Draft, Engine, ToFindOut
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.policy import NO_POLICY, Policy, Topic
from shared.domain.sentiment import Mood
from shared.domain.tickets import Ticket
from shared.drafting.fallback import fall_back
from shared.drafting.insight import Insight, describe
from shared.drafting.note import render_note, summary, superseded_note
from shared.ports import KnownCustomer
from tests.factories_drafting import (
    SHOP,
    a_churn_risk,
    a_completion,
    a_known_customer,
    a_profile,
    a_question,
    an_earlier_ticket,
    some_facts,
)

BY_CLAUDE = Draft(
    "Hi Sarah, we are on it.",
    Engine.CLAUDE,
    None,
    "reply-2",
    prompt_hash="3f9a12c4" * 8,
    attempts=(Attempt(replace(a_completion("..."), cost=Decimal("0.0016")), ()),),
    language="en",
)
POLICY = Policy({Topic.RETURNS: ("You can return unused items within 30 days.",)}, as_of=date(2026, 11, 1))


def an_insight(
    known: KnownCustomer | None = None, ticket: Ticket | None = None, facts: Facts = NO_FACTS, **told: bool
) -> Insight:
    return describe(known, ticket or a_question(), facts, **told)


def lines_of(
    draft: Draft = BY_CLAUDE,
    insight: Insight | None = None,
    facts: Facts = NO_FACTS,
    policy: Policy = NO_POLICY,
    *,
    replaces: bool = False,
) -> list[str]:
    return render_note(insight or an_insight(), draft, facts, policy, replaces=replaces).splitlines()


def test_the_note_shows_the_summary_then_what_to_see_to_then_the_draft_then_its_origin() -> None:
    churn = a_churn_risk(0.65, reasons=("last purchase 45 days ago", "buys without a clear rhythm"))
    facts = some_facts(earlier=(an_earlier_ticket(123), an_earlier_ticket(118, days_before=20)))
    ticket = a_question("This is the third time that I ask: where is my order 12345?")
    insight = an_insight(a_known_customer(a_profile(archetype="Seasonal batik collector"), churn), ticket, facts)
    draft = replace(BY_CLAUDE, to_find_out=(ToFindOut.PARCEL, ToFindOut.PAYMENT), warnings=("Is it too long?",))

    assert lines_of(draft, insight, facts, POLICY, replaces=True) == [
        "📊 CUSTOMER INSIGHTS (Internal - Do Not Share)",
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        "💰 Lifetime Value: $3,450 (High Value)",
        "⚠️  Churn Risk: 65% (ELEVATED - Monitor Closely)",
        "   Rule score, not a probability. Why: last purchase 45 days ago, buys without a clear rhythm.",
        "📈 Historical: 12 orders, $288 avg order",
        "📅 Last Purchase: 45 days ago (Recently Active)",
        "🎯 Pattern: Seasonal buyer - shops during key periods",
        "👥 Archetype: Seasonal batik collector",
        "Figures as of 2026-06-30.",
        "",
        "💡 RETENTION STRATEGY: Valuable customer showing early churn signals.",
        "   Prioritize quick resolution and consider retention offer.",
        "",
        "😠 Mood: frustrated (has written before)",
        "🔁 Repeat issue: 3rd ticket about delivery in 30 days (#123, #118)",
        "♻️ Replaces the draft above: the customer has written again.",
        "❗ Is it too long?",
        "",
        "BEFORE YOU SEND, find out:",
        "  • where the parcel is, in the carrier's tracking",
        "  • what happened to the payment",
        "",
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        "DRAFT REPLY",
        "",
        "Hi Sarah, we are on it.",
        "",
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        (
            "Written by claude-haiku-5-5, prompt reply-2 (3f9a12c4); 700+150 tokens, $0.0016, 1.5 s; guard passed; "
            "relies on 1 order as of 2026-11-15, 2 earlier tickets and the policy of 2026-11-01. Check it before you "
            "send it."
        ),
    ]


def test_a_note_with_nothing_special_goes_from_the_summary_to_the_draft() -> None:
    assert lines_of()[3:7] == [
        "New or unknown customer: no purchase history found under this ticket's names.",
        "",
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        "DRAFT REPLY",
    ]


def test_a_fallback_says_so_and_why() -> None:
    note = render_note(an_insight(), fall_back("no ANTHROPIC_API_KEY is set", "Sarah Miller", SHOP))

    assert "No draft by Claude: no ANTHROPIC_API_KEY is set. Below is the standard reply.\n\nHi Sarah,\n" in note
    assert note.endswith("\nWritten by the standard reply, prompt reply-2. Check it before you send it.")


@pytest.mark.parametrize(
    ("sentiment", "line"),
    [
        (Sentiment.ANGRY, "😡 Mood: angry (has written three times and has had no answer)"),
        (Sentiment.FRUSTRATED, "😠 Mood: frustrated (has written three times and has had no answer)"),
        (Sentiment.UNHAPPY, "🙁 Mood: unhappy (has written three times and has had no answer)"),
        (Sentiment.PLEASED, "😊 Mood: pleased (has written three times and has had no answer)"),
    ],
)
def test_every_mood_but_calm_has_a_line_with_its_reasons(sentiment: Sentiment, line: str) -> None:
    mood = Mood(sentiment, ("has written three times", "has had no answer"))
    assert line in lines_of(insight=replace(an_insight(), mood=mood))


def test_a_calm_customer_has_no_line_of_mood() -> None:
    assert not any("Mood" in line for line in lines_of(insight=replace(an_insight(), mood=Mood(Sentiment.CALM))))


def test_another_language_than_the_teams_is_named() -> None:
    german = replace(BY_CLAUDE, language="de")
    assert "🌐 The customer writes German." in lines_of(german)
    assert "🌐 The customer writes German." not in lines_of(german, policy=Policy(language="de"))
    assert "🌐 The customer writes English." in lines_of(BY_CLAUDE, policy=Policy(language="de"))


def test_a_warning_is_one_line() -> None:
    assert "❗ first second" in lines_of(replace(BY_CLAUDE, warnings=("first\n second",)))


def test_an_unknown_customer_is_named_but_not_measured() -> None:
    assert summary(an_insight())[2:] == [
        "👤 Sarah Miller",
        "New or unknown customer: no purchase history found under this ticket's names.",
    ]


def test_an_unknown_customer_without_a_name_has_no_name_line() -> None:
    assert len(summary(an_insight(ticket=a_question(name=None)))) == 3


def test_without_analytics_the_note_says_what_it_was_written_without() -> None:
    lines = summary(an_insight(analytics_are_up=False))
    assert lines[-1] == "Customer insights are unavailable right now; the draft was written without them."


def test_a_customer_of_one_order_today_reads_naturally() -> None:
    profile = a_profile(value=24.5, orders=1, gap=None, days_silent=0, tenure_days=0, currency="GBP")
    lines = summary(an_insight(a_known_customer(profile, a_churn_risk(0.2))))

    assert "💰 Lifetime Value: £24.50 (Standard)" in lines
    assert "📈 Historical: 1 order, £24.50 avg order" in lines
    assert "📅 Last Purchase: today (Active)" in lines
    assert "🎯 Pattern: Recent first-time buyer" in lines
    assert lines[-1] == "Figures as of 2026-06-30."


def test_a_probability_is_called_one_and_stands_in_place_of_the_rule_score() -> None:
    lines = summary(an_insight(a_known_customer(churn=a_churn_risk(0.3, probability=0.72))))

    assert "⚠️  Churn Risk: 72% (CRITICAL - Act Now)" in lines
    assert "   Probability of no purchase within 90 days." in lines


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (5000, "💰 Lifetime Value: $5,000 (VIP)"),
        (4999, "💰 Lifetime Value: $4,999 (High Value)"),
        (2000, "💰 Lifetime Value: $2,000 (High Value)"),
        (1999, "💰 Lifetime Value: $1,999 (Mid Value)"),
        (500, "💰 Lifetime Value: $500 (Mid Value)"),
        (499, "💰 Lifetime Value: $499 (Standard)"),
    ],
)
def test_the_table_of_lifetime_values_as_the_note_shows_it(value: float, line: str) -> None:
    assert line in summary(an_insight(a_known_customer(a_profile(value=value))))


@pytest.mark.parametrize(
    ("score", "line"),
    [
        (0.7, "⚠️  Churn Risk: 70% (CRITICAL - Act Now)"),
        (0.699, "⚠️  Churn Risk: 69% (ELEVATED - Monitor Closely)"),
        (0.5, "⚠️  Churn Risk: 50% (ELEVATED - Monitor Closely)"),
        (0.499, "⚠️  Churn Risk: 49% (MODERATE - Keep an Eye On)"),
        (0.3, "⚠️  Churn Risk: 30% (MODERATE - Keep an Eye On)"),
        (0.299, "⚠️  Churn Risk: 29% (LOW - Stable)"),
    ],
)
def test_the_table_of_churn_risks_as_the_note_shows_it(score: float, line: str) -> None:
    assert line in summary(an_insight(a_known_customer(churn=a_churn_risk(score))))


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (29, "📅 Last Purchase: 29 days ago (Active)"),
        (30, "📅 Last Purchase: 30 days ago (Recently Active)"),
        (59, "📅 Last Purchase: 59 days ago (Recently Active)"),
        (60, "📅 Last Purchase: 60 days ago (Cooling Down)"),
        (89, "📅 Last Purchase: 89 days ago (Cooling Down)"),
        (90, "📅 Last Purchase: 90 days ago (At Risk)"),
    ],
)
def test_the_table_of_engagement_as_the_note_shows_it(days: int, line: str) -> None:
    assert line in summary(an_insight(a_known_customer(a_profile(days_silent=days))))


@pytest.mark.parametrize(
    ("value", "score", "lines"),
    [
        (
            2000,
            0.7,
            [
                "⚠️ RETENTION PRIORITY: Valuable customer at critical risk.",
                "   Maximum intervention, VIP treatment.",
            ],
        ),
        (
            2000,
            0.5,
            [
                "💡 RETENTION STRATEGY: Valuable customer showing early churn signals.",
                "   Prioritize quick resolution and consider retention offer.",
            ],
        ),
        (
            100,
            0.7,
            ["⚠️ RETENTION ALERT: Customer at critical risk.", "   Exceptional service, quick resolution."],
        ),
        (2000, 0.1, ["✨ VIP CUSTOMER: Valuable and loyal.", "   Maintain excellent service quality."]),
    ],
)
def test_the_table_of_retention_advice_as_the_note_shows_it(value: float, score: float, lines: list[str]) -> None:
    known = a_known_customer(a_profile(value=value), a_churn_risk(score))
    assert summary(an_insight(known))[-2:] == lines


def test_rounding_down_keeps_exact_percentages() -> None:
    for percent in range(101):
        lines = summary(an_insight(a_known_customer(churn=a_churn_risk(percent / 100))))
        assert lines[3].startswith(f"⚠️  Churn Risk: {percent}% ")


def test_a_superseded_note_keeps_nothing_of_the_customer_and_nothing_of_the_draft() -> None:
    assert superseded_note().splitlines() == [
        "♻️ The customer has written again: the draft that stood here no longer fits.",
        "Look for the newest note on this ticket. (Internal - Do Not Share)",
    ]
