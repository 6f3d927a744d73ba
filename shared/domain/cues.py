"""What a mood is told by: the scale, and the form of one cue."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Sentiment(StrEnum):
    """How a customer sounds, from the best to the worst."""

    PLEASED = "pleased"
    CALM = "calm"
    UNHAPPY = "unhappy"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of sounding so, and how it is told to the agent."""

    sentiment: Sentiment
    #: After "Mood: angry (", as "threatens legal action".
    reason: str
    #: Alternatives of one regular expression, as whole words, a string a language.
    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What to search for."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(self.words)})(?!\w)")
