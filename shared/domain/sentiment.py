"""How a customer sounds, told by their words and by how long they have waited. No model is asked."""

import re
from dataclasses import dataclass
from datetime import timedelta

from shared.domain.cues import Sentiment
from shared.domain.mood_cues import CUES
from shared.domain.spelling import unaccented
from shared.domain.tickets import Author, Message, Ticket
from shared.domain.words import counted

#: What loud writing makes of a mood that is there already.
LOUDER = {Sentiment.UNHAPPY: Sentiment.FRUSTRATED, Sentiment.FRUSTRATED: Sentiment.ANGRY}

#: Share of capitals among the letters of a text from which it is shouted, and the letters that it must have.
SHOUTED = 0.6
SHORTEST_SHOUT = 15
#: Marks in a row, or exclamation marks in all, from which they speak for themselves.
_MARKS = re.compile(r"[!?]{2,}")
MANY_EXCLAMATIONS = 3

#: Messages closer together than this are one: people write chats in pieces.
ONE_WRITING = timedelta(hours=1)
#: So many writings without an answer frustrate by themselves, and so many days between two of them.
MANY_WRITINGS = 3
LONG_WAIT = timedelta(days=3)
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}

SHOUTING = "writes in capitals"
AS_READ = "so the model reads it"
EXCLAIMING = "writes many exclamation marks"
#: Moods that loud writing speaks for; a pleased customer exclaims too.
LOUD_MOODS = frozenset({Sentiment.FRUSTRATED, Sentiment.ANGRY})
MOST_REASONS = 3
#: Characters that are looked at.
LONGEST_TEXT = 10_000
_PATTERNS = tuple((cue, cue.pattern) for cue in CUES)


@dataclass(frozen=True, slots=True)
class Mood:
    """How the customer sounds, and by what that was told, most telling first."""

    sentiment: Sentiment
    reasons: tuple[str, ...] = ()


def graver(mood: Mood, read: Sentiment | None) -> Mood:
    """The mood by words and waiting, or the one that a model has read, whichever weighs more.

    Words alone miss who complains soberly or with irony; a model may be talked out of what stands there plainly.
    """
    if read is None or _weight(read) <= _weight(mood.sentiment) or read is Sentiment.CALM:
        return mood
    return Mood(read, (*mood.reasons, AS_READ)[:MOST_REASONS])


def mood_of(ticket: Ticket) -> Mood:
    """The customer's mood in their newest message, and after what they have waited for."""
    message = ticket.last_customer_message
    words = mood_of_text(message.text if message else "")
    waiting = _waiting(ticket.messages)
    if not waiting or words.sentiment is Sentiment.PLEASED:
        return words
    heavier = max((words.sentiment, Sentiment.FRUSTRATED), key=_weight)
    return Mood(heavier, (*words.reasons, *waiting)[:MOST_REASONS])


def mood_of_text(text: str) -> Mood:
    """The mood of one text by itself."""
    text = text[:LONGEST_TEXT]
    plain = unaccented(text)
    found = [cue for cue, pattern in _PATTERNS if pattern.search(plain)]
    told = max((cue.sentiment for cue in found), key=_weight, default=Sentiment.CALM)
    if any(cue.sentiment is not Sentiment.PLEASED for cue in found):
        found = [cue for cue in found if cue.sentiment is not Sentiment.PLEASED]
        told = max((cue.sentiment for cue in found), key=_weight)
    loud = _loudness(text)
    sentiment = told
    for _ in loud:
        sentiment = _louder(sentiment, shouted=SHOUTING in loud)
    heard = loud if sentiment in LOUD_MOODS else []
    return Mood(sentiment, (*(cue.reason for cue in found), *heard)[:MOST_REASONS])


def _loudness(text: str) -> list[str]:
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    shouts = len(letters) >= SHORTEST_SHOUT and capitals >= SHOUTED * len(letters)
    exclaims = _MARKS.search(text) is not None or text.count("!") >= MANY_EXCLAMATIONS
    return [*([SHOUTING] if shouts else []), *([EXCLAIMING] if exclaims else [])]


def _louder(sentiment: Sentiment, *, shouted: bool) -> Sentiment:
    """One step worse; a calm text becomes frustrated when it is shouted, and a pleased one stays as it is."""
    if sentiment is Sentiment.CALM and shouted:
        return Sentiment.FRUSTRATED
    return LOUDER.get(sentiment, sentiment)


def _waiting(messages: tuple[Message, ...]) -> tuple[str, ...]:
    """What waiting has come to, in words; nothing while it is short."""
    writings: list[Message] = []
    for message in messages:
        if message.author is Author.AGENT:
            writings.clear()
        elif message.author is Author.CUSTOMER:
            if writings and message.sent_at - writings[-1].sent_at < ONE_WRITING:
                writings.pop()
            writings.append(message)
    if len(writings) < 2:  # noqa: PLR2004  who wrote once waits for the first answer
        return ()
    waited = writings[-1].sent_at - writings[0].sent_at
    times = f"has written {TIMES.get(len(writings), f'{len(writings)} times')}"
    days = f"has waited {counted(waited.days, 'day')} for an answer"
    if len(writings) >= MANY_WRITINGS:
        return (times, days) if waited >= LONG_WAIT else (times,)
    return (times, days) if waited >= LONG_WAIT else ()


def _weight(sentiment: Sentiment) -> int:
    return list(Sentiment).index(sentiment)
