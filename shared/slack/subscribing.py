"""What people write in a thread to have its answer sent again and again, or not any more.

The whole text must be that and nothing else: "every Monday at 9" is, "which customers buy every week?" is a question.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time

from shared.domain.slack import SlackOptions
from shared.domain.subscriptions import Rhythm, Timing
from shared.questions.normal import plainly_written
from shared.slack.wish_words import (
    A_VERB,
    ASKS,
    DAY_OF_MONTH,
    FILLERS,
    LAST_DAY,
    MENTION,
    NOT_SAID,
    NUMBERED,
    RHYTHMS,
    STOPS,
    TIME,
    UNSUPPORTED,
    WEEKDAY,
    WEEKDAYS,
)

#: Nobody asks for a report in more.
LONGEST_WISH = 200
NOON = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """A report that somebody wants."""

    rhythm: Rhythm
    #: As in Timing; None when they did not say.
    day: int | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Somebody wants no more of it."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Somebody wants a report in a rhythm that there is none of, as every hour."""


@dataclass(slots=True)
class _Heard:
    """What was read so far; a thing that is said twice in two ways is a contradiction."""

    told: dict[str, object] = field(default_factory=dict)

    def take(self, **said: object) -> bool:
        """Whether it goes with what was said before."""
        agrees = all(self.told.get(name, value) == value for name, value in said.items())
        self.told.update(said)
        return agrees


def subscription_asked(text: str) -> Wish | Unsubscribe | Unsupported | None:
    """What the text asks for; None when it is anything else. Never raises."""
    if len(text) > LONGEST_WISH:
        return None
    plain = MENTION.sub(" ", plainly_written(text)).lower()
    said = NOT_SAID.sub(" ", plain).strip(" .")
    is_question = said.endswith("?")
    said = said.rstrip("?. ")
    if STOPS.fullmatch(said):
        return Unsubscribe()
    if is_question and not A_VERB.search(said):
        return None
    return _wish(said)


def timing_of(wish: Wish, options: SlackOptions) -> Timing:
    """When the wish is due: on Mondays and on the 1st, and at the shop's time for reports, unless it says so."""
    day = None if wish.rhythm is Rhythm.DAILY else wish.day or 1
    return Timing(wish.rhythm, day, wish.at or options.report_at, options.time_zone)


def _wish(said: str) -> Wish | Unsupported | None:
    heard = _Heard()
    place = 0
    while place < len(said):
        step = next((end for read in _READERS if (end := read(said, place, heard)) is not None), None)
        if step is None or step <= place:
            return None
        place = step + (said[step : step + 1] == " ")
    told = heard.told
    if "unsupported" in told:
        return Unsupported()
    rhythm, at = told.get("rhythm"), told.get("at")
    day = told.get("day")
    if not isinstance(rhythm, Rhythm):
        return None
    return Wish(rhythm, day if isinstance(day, int) else None, at if isinstance(at, time) else None)


def _read_unsupported(said: str, place: int, heard: _Heard) -> int | None:
    found = UNSUPPORTED.match(said, place)
    return found.end() if found and heard.take(unsupported=True) else None


def _read_rhythm(said: str, place: int, heard: _Heard) -> int | None:
    for expression, rhythm in RHYTHMS:
        if (found := expression.match(said, place)) and heard.take(rhythm=rhythm):
            return found.end()
    return None


def _read_weekday(said: str, place: int, heard: _Heard) -> int | None:
    found = WEEKDAY.match(said, place)
    if found is None:
        return None
    is_repeated = found["one"].endswith("days") or re.search(r"\b(?:every|each)\b", found[0]) or "rhythm" in heard.told
    if not is_repeated or not heard.take(rhythm=Rhythm.WEEKLY, day=WEEKDAYS[found["one"]]):
        return None
    return found.end()


def _read_day_of_month(said: str, place: int, heard: _Heard) -> int | None:
    found = DAY_OF_MONTH.match(said, place)
    if found is None:
        return None
    if found["number"]:
        day = int(found["number"])
    elif found["word"]:
        day = NUMBERED[found["word"]]
    else:
        day = LAST_DAY if found["edge"] == "end" else 1
    is_repeated = found["month"] or "monthly" in said or "month" in said or re.search(r"\b(?:every|each)\b", found[0])
    if not is_repeated or not 1 <= day <= LAST_DAY or not heard.take(rhythm=Rhythm.MONTHLY, day=day):
        return None
    return found.end()


def _read_time(said: str, place: int, heard: _Heard) -> int | None:
    found = TIME.match(said, place)
    at = found and _time(found)
    return found.end() if found and at and heard.take(at=at) else None


def _time(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(0 if found["word"] == "midnight" else NOON)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half.startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _read_request(said: str, place: int, heard: _Heard) -> int | None:
    found = ASKS.match(said, place)
    is_whole = found and found.end() > place and said[found.end() : found.end() + 1] in {" ", ""}
    return found.end() if found and is_whole and heard.take(request=True) else None


def _read_filler(said: str, place: int, _: _Heard) -> int | None:
    found = FILLERS.match(said, place)
    return found.end() if found else None


_READERS: tuple[Callable[[str, int, _Heard], int | None], ...] = (
    _read_unsupported,
    _read_rhythm,
    _read_weekday,
    _read_day_of_month,
    _read_time,
    _read_request,
    _read_filler,
)
