from shared.domain.categories import Category
from shared.domain.cues import Sentiment
from shared.domain.engagement import Engagement
from shared.domain.standing import Standing
from shared.domain.tone import Tone
from shared.domain.value import ValueTier
from shared.drafting.insight import Missing, describe
from tests.factories_drafting import (
    a_churn_risk,
    a_known_customer,
    a_profile,
    a_question,
    an_earlier_ticket,
    some_facts,
)


def test_a_known_customer_is_read_off_the_tables() -> None:
    insight = describe(a_known_customer(a_profile(value=3450), a_churn_risk(0.65)), a_question("Where is my order?"))

    assert insight.category is Category.ORDER_STATUS
    assert insight.customer_id == "c-17"
    assert insight.tones == (Tone.GENEROUS,)
    assert isinstance(insight.standing, Standing)
    assert insight.standing.tier is ValueTier.HIGH
    assert insight.standing.engagement is Engagement.RECENTLY_ACTIVE
    assert insight.standing.pattern == "Seasonal buyer - shops during key periods"
    assert insight.standing.advice is not None


def test_somebody_unknown_is_made_welcome() -> None:
    insight = describe(None, a_question())
    assert insight.standing is Missing.UNKNOWN
    assert insight.tones == (Tone.WELCOMING,)
    assert insight.customer_id is None


def test_when_analytics_are_down_nothing_is_assumed() -> None:
    insight = describe(None, a_question(), analytics_are_up=False)
    assert insight.standing is Missing.UNAVAILABLE
    assert insight.tones == (Tone.WARM,)


def test_an_angry_customer_is_written_to_calmly_before_all_else() -> None:
    insight = describe(a_known_customer(), a_question("This is unacceptable! Where is my order?"))
    assert insight.mood.sentiment is Sentiment.ANGRY
    assert insight.tones == (Tone.CALM, Tone.GENEROUS)
    assert describe(None, a_question("This is unacceptable!")).tones == (Tone.CALM, Tone.WELCOMING)


def test_the_same_matter_again_is_told() -> None:
    facts = some_facts(earlier=(an_earlier_ticket(123),))
    insight = describe(None, a_question("Where is my order?"), facts)
    assert insight.repeat_issue == "2nd ticket about delivery in 30 days (#123)"
    assert describe(None, a_question("Where is my order?")).repeat_issue is None


def test_only_a_known_customer_has_a_standing() -> None:
    assert describe(a_known_customer(), a_question()).known_standing is not None
    assert describe(None, a_question()).known_standing is None
