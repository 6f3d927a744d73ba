import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.cues import Sentiment
from shared.domain.tone import MOOD_TONES, Tone, tones_for


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
def test_the_table_of_tones(value: float, level: ChurnLevel, tone: Tone) -> None:
    assert tones_for(value, level, tenure_days=400) == (tone,)


def test_a_new_customer_is_made_welcome_besides_what_the_table_of_tones_says() -> None:
    assert tones_for(100, ChurnLevel.CRITICAL, tenure_days=89) == (Tone.EXCEPTIONAL, Tone.WELCOMING)
    assert tones_for(100, ChurnLevel.CRITICAL, tenure_days=90) == (Tone.EXCEPTIONAL,)


def test_who_is_angry_or_frustrated_is_written_to_calmly() -> None:
    assert MOOD_TONES == {Sentiment.ANGRY: (Tone.CALM,), Sentiment.FRUSTRATED: (Tone.CALM,)}
