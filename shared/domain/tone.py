"""How a reply should sound. The words say how to behave and nothing about the customer."""

from enum import StrEnum

from shared.domain.churn import NEW_WITHIN_DAYS, ChurnLevel
from shared.domain.cues import Sentiment
from shared.domain.value import HIGH_VALUE


class Tone(StrEnum):
    """A way of writing, in the words that the model is given."""

    GENEROUS = "extra accommodating, ready to act at once, generous with help"
    ATTENTIVE = "professional warmth, service of the highest quality"
    EXCEPTIONAL = "exceptionally helpful, aiming at a quick resolution"
    WELCOMING = "welcoming, explaining things patiently"
    WARM = "warm and professional"
    CALM = "calm and brief, taking the matter seriously, one plain apology and no cheerfulness"


#: Levels at which a customer may be about to leave.
LEAVING = frozenset({ChurnLevel.HIGH, ChurnLevel.CRITICAL})

#: (valuable, about to leave) to the tone.
TONES = {
    (True, True): Tone.GENEROUS,
    (True, False): Tone.ATTENTIVE,
    (False, True): Tone.EXCEPTIONAL,
    (False, False): Tone.WARM,
}


#: What a mood asks for besides, before all else.
MOOD_TONES = {Sentiment.ANGRY: (Tone.CALM,), Sentiment.FRUSTRATED: (Tone.CALM,)}


def tones_for(value: float, level: ChurnLevel, tenure_days: int) -> tuple[Tone, ...]:
    """The tones for a known customer; somebody new is made welcome besides."""
    tone = TONES[value >= HIGH_VALUE, level in LEAVING]
    return (tone, Tone.WELCOMING) if tenure_days < NEW_WITHIN_DAYS else (tone,)
