from shared.domain.drafts import Attempt, Draft, Engine
from shared.domain.tickets import Ticket
from shared.drafting.fallback import fall_back
from shared.drafting.insight import Insight, describe
from shared.drafting.note import render_note, summary
from shared.ports import KnownCustomer
from tests.factories_drafting import SHOP, a_churn_risk, a_completion, a_known_customer, a_profile, a_question

BY_CLAUDE = Draft(
    "Hi Sarah, we are on it.", Engine.CLAUDE, None, "reply-1", attempts=(Attempt(a_completion("..."), ()),)
)


def an_insight(known: KnownCustomer | None = None, ticket: Ticket | None = None, **told: bool) -> Insight:
    return describe(known, ticket or a_question(), **told)


def test_the_note_shows_the_summary_then_the_draft_then_its_origin() -> None:
    churn = a_churn_risk(0.65, reasons=("last purchase 45 days ago", "buys without a clear rhythm"))
    insight = an_insight(a_known_customer(a_profile(archetype="Seasonal batik collector"), churn))

    assert render_note(insight, BY_CLAUDE).splitlines() == [
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
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        "DRAFT REPLY",
        "",
        "Hi Sarah, we are on it.",
        "",
        "━━━━━━━━━━━━━━━━━━━━━━━━",
        "Written by claude-haiku-5-5, prompt reply-1. Check it before you send it.",
    ]


def test_a_fallback_says_so_and_why() -> None:
    note = render_note(an_insight(), fall_back("no ANTHROPIC_API_KEY is set", "Sarah Miller", SHOP))

    assert "No draft by Claude: no ANTHROPIC_API_KEY is set. Below is the standard reply.\n\nHi Sarah,\n" in note
    assert note.endswith("Written by the standard reply, prompt reply-1. Check it before you send it.")


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


def test_a_figure_never_looks_like_the_next_level() -> None:
    lines = summary(an_insight(a_known_customer(churn=a_churn_risk(0.699))))
    assert "⚠️  Churn Risk: 69% (ELEVATED - Monitor Closely)" in lines


def test_rounding_down_keeps_exact_percentages() -> None:
    for percent in range(101):
        lines = summary(an_insight(a_known_customer(churn=a_churn_risk(percent / 100))))
        assert lines[3].startswith(f"⚠️  Churn Risk: {percent}% ")
