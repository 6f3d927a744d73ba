"""How long: months ahead or back, and days of silence."""

import re
from math import ceil

from shared.questions.slots.numbers import NUMBER, whole_number
from shared.questions.slots.spans import Found, found_at

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "half": 182, "year": 365}
_HALF = 6
MONTHS = {"day": 1 / 30, "week": 7 / 30, "month": 1, "quarter": 3, "half": _HALF, "year": 12}

_UNITS = {
    "day": r"days?|d",
    "week": r"weeks?|wks?",
    "month": r"months?|mos?|mths?|mnths?",
    "quarter": r"quarters?|qtrs?",
    "half": r"half[- ]years?",
    "year": r"years?|yrs?",
}
_UNIT = "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS.items())
#: "6 months", "365d", "twelve-month", "half a year", "a year and a half", "a year".
_DURATION = (
    rf"(?:(?P<half_a>\bhalf (?:a|the) (?=year))|(?P<three_quarters>\bthree quarters of a (?=year))"
    rf"|(?P<number>{NUMBER})(?P<and_a_half> and a half)?[ -]{{0,2}}|\b(?P<one>an?|one|a whole|a full|the) )"
    rf"(?:{_UNIT})(?P<half_more> and a half)?(?![\w-])"
)
_LENGTH = re.compile(_DURATION, re.IGNORECASE)

#: Says, near a length of time, that nothing was bought for so long.
_SILENCE = re.compile(
    r"\b(?:awol|mia|missing|ghosted|inactiv\w{0,4}|silen\w{1,4}|quiet|gone|dormant|lapsed|absent|idle|unseen|asleep"
    r"|disappeared|vanished"
    r"|drifted|walkabout|left us|stopped|quit|no (?:\w{1,12} )?(?:orders?|purchases?|activity)"
    r"|(?:not|never|nobody|haven't|havent|hasn't|hasnt|didn't|don't|nothing|without) ?(?:\w{1,12} )?"
    r"(?:order\w{0,3}|bought|buy\w{0,3}|purchas\w{1,3}|shop\w{0,4}|seen|been|come|heard|spent)|last (?:order|purchase)"
    r"|single order|lone order|dropped off)\b",
    re.IGNORECASE,
)
#: Before "a year ago": when somebody bought, not what is compared with then.
_BOUGHT = re.compile(
    r"\b(?:last|order\w{0,3}|bought|purchas\w{1,3}|shopped|seen|radar|visit\w{0,2})\b.{0,25}$", re.IGNORECASE
)
_COMPARED_WITH = re.compile(
    r"\b(?:(?<!more )(?<!longer )than|from|versus|vs|against|of|now|and|n|with|was)\s{1,3}$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\b(?:next|coming|following|within|every|each|over the last|in the last|first)\s{1,3}$", re.IGNORECASE
)
#: How far from the length the silence may be told, in characters: about six words.
_NEAR = 40

_AHEAD = re.compile(
    r"\b(?:next|coming|following|upcoming|further|past|last|previous|recent|prior|trailing|ahead|out|forward|fwd|in"
    r"|for|over|say|forecast|fcst|projection|projected|outlook|proj|view|within|horizon)\b",
    re.IGNORECASE,
)
_HALF_A_YEAR = re.compile(r"\b(?:next|coming|following|upcoming|nxt) half[- ](?:year|yr)\b", re.IGNORECASE)
_OVER_THE_NEXT = re.compile(
    r"\b(?:over|within|across|throughout) the (?:whole |full )?(?:next|coming|following) "
    r"(?:(?P<month>month)|(?P<quarter>quarter)|(?P<year>year))\b",
    re.IGNORECASE,
)


def days_of_silence(text: str) -> Found[int] | None:
    """For how many days somebody has not bought: "inactive for 90 days", "6 months of inactivity", "gone a year"."""
    for match in _LENGTH.finditer(text):
        before, after = text[max(match.start() - _NEAR, 0) : match.start()], text[match.end() : match.end() + _NEAR]
        if " ago" in after[:5]:
            is_silence = _is_told(before, _SILENCE, _BOUGHT) and not _COMPARED_WITH.search(before)
        else:
            is_silence = _is_told(before, _SILENCE) or _is_told(after, _SILENCE)
        if is_silence and not _WITHIN.search(before):
            return found_at(round(_length(match) * DAYS[_unit(match)]), match)
    return None


def months_told(text: str) -> Found[int] | None:
    """How many months ahead or back: "the next 6 months", "half a year", "90 days" as 3; parts count as whole."""
    whole = _OVER_THE_NEXT.search(text)
    if whole:
        return found_at(round(MONTHS[_unit(whole)]), whole)
    half = _HALF_A_YEAR.search(text)
    if half:
        return found_at(_HALF, half)
    for match in _LENGTH.finditer(text):
        unit = _unit(match)
        near = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if (match["one"] and not match["half_more"]) or text.startswith(" to the next", match.end()):
            continue
        if unit in {"day", "week", "year", "quarter"} and not _AHEAD.search(near):
            continue
        return found_at(ceil(round(_length(match) * MONTHS[unit], 6)), match)
    return None


def _is_told(text: str, *ways: re.Pattern[str]) -> bool:
    return any(way.search(text) for way in ways)


def _unit(match: re.Match[str]) -> str:
    return next(unit for unit in _UNITS if unit in match.re.groupindex and match[unit])


def _length(match: re.Match[str]) -> float:
    """How many units; the text bounds it, and so does the reader: nobody means more than a thousand years."""
    if match["half_a"]:
        return 0.5
    if match["three_quarters"]:
        return 0.75
    number = min(whole_number(match["number"]), 1000) if match["number"] else 1
    return number + (0.5 if match["half_more"] or match["and_a_half"] else 0)
