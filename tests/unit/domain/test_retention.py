import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.retention import CHURN_WORDS, retention_advice
from shared.domain.tone import Tone, tones_for


@pytest.mark.parametrize(
    ("value", "level", "headline"),
    [
        (2000, ChurnLevel.CRITICAL, "⚠️ RETENTION PRIORITY"),
        (2000, ChurnLevel.HIGH, "💡 RETENTION STRATEGY"),
        (1999, ChurnLevel.CRITICAL, "⚠️ RETENTION ALERT"),
        (-5, ChurnLevel.CRITICAL, "⚠️ RETENTION ALERT"),
        (9000, ChurnLevel.LOW, "✨ VIP CUSTOMER"),
    ],
)
def test_advice_depends_on_value_and_churn(value: float, level: ChurnLevel, headline: str) -> None:
    advice = retention_advice(value, level)
    assert advice is not None
    assert advice.headline.startswith(headline)


@pytest.mark.parametrize(
    ("value", "level"),
    [(2000, ChurnLevel.MEDIUM), (1999, ChurnLevel.HIGH), (100, ChurnLevel.MEDIUM), (100, ChurnLevel.LOW)],
)
def test_elsewhere_there_is_no_advice(value: float, level: ChurnLevel) -> None:
    assert retention_advice(value, level) is None


def test_every_level_has_its_words_for_the_agent() -> None:
    assert {level: words.split(" - ")[0] for level, words in CHURN_WORDS.items()} == {
        ChurnLevel.LOW: "LOW",
        ChurnLevel.MEDIUM: "MODERATE",
        ChurnLevel.HIGH: "ELEVATED",
        ChurnLevel.CRITICAL: "CRITICAL",
    }


@pytest.mark.parametrize(
    ("value", "level", "tone"),
    [
        (2000, ChurnLevel.HIGH, Tone.GENEROUS),
        (5000, ChurnLevel.CRITICAL, Tone.GENEROUS),
        (2000, ChurnLevel.MEDIUM, Tone.ATTENTIVE),
        (2000, ChurnLevel.LOW, Tone.ATTENTIVE),
        (1999, ChurnLevel.HIGH, Tone.EXCEPTIONAL),
        (1999, ChurnLevel.MEDIUM, Tone.WARM),
    ],
)
def test_tone_follows_value_and_churn(value: float, level: ChurnLevel, tone: Tone) -> None:
    assert tones_for(value, level, tenure_days=400) == (tone,)


def test_a_new_customer_is_made_welcome_besides() -> None:
    assert tones_for(100, ChurnLevel.CRITICAL, tenure_days=89) == (Tone.EXCEPTIONAL, Tone.WELCOMING)
    assert tones_for(100, ChurnLevel.CRITICAL, tenure_days=90) == (Tone.EXCEPTIONAL,)
