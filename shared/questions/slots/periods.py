"""Which period: "Q4", "november 2026", "next quarter", "2026", as `shared.domain.periods` reads them."""

import re
from collections.abc import Callable
from datetime import date

from shared.domain.periods import LENGTHS, MONTH_NAMES, later
from shared.questions.slots.spans import Found, either, found_at

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SHORT = {name[:3]: name for name in MONTH_NAMES} | {name: name for name in MONTH_NAMES} | {"sept": "september"}
#: Words as well as months: read as months only beside a year or behind a word of time.
_AMBIGUOUS = ("may", "march", "mar", "sun", "dec", "jan", "june", "april", "august")
_UNITS = {"mo": "month", "mth": "month", "month": "month", "qtr": "quarter", "quarter": "quarter", "yr": "year"} | {
    "year": "year"
}

_YEAR = r"(?P<year>20\d\d|'\d\d)"
_OF_YEAR = rf"(?:(?: of)?[ -]?{_YEAR}(?!\d))?"
#: Behind these a period is where something began, not what is asked for.
_NOT_SINCE = r"(?<!since )(?<!last )(?<!before )(?<!previous )(?<!than )"
_OF_TIME = r"(?:in|by|for|during|of|until|till|til|thru|through|to|over|b4|next|this|end|and|-|&)"
_FINANCIAL = r"(?:calendar |fiscal |financial |business |trading )?"

_QUARTER = re.compile(rf"\b(?:(?P<first_year>20\d\d)[ -]?)?q(?P<quarter>[1-4]){_OF_YEAR}(?!\w)", re.IGNORECASE)
_NTH_QUARTER = re.compile(
    rf"\b{_NOT_SINCE}(?P<nth>{either(_ORDINALS)}) {_FINANCIAL}(?:quarter|qtr){_OF_YEAR}(?!\w)", re.IGNORECASE
)
_HALF = re.compile(
    rf"\bh(?P<half>[12]){_OF_YEAR}(?!\w)|\b(?P<nth>first|1st|second|2nd) half(?: of (?:the|this) {_FINANCIAL}year)?"
    rf"(?: of (?P<of_year>20\d\d))?(?! (?:a|of (?:the|this|last) (?:month|quarter|week)))\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?P<before>\b{_OF_TIME}\s{{1,3}}(?:the (?:end|month|beginning) of |end of |late |early |mid[- ]?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? )?)?"
    rf"\b{_NOT_SINCE}(?P<month>{either(_SHORT)})(?!['\w])\.?(?:,? {_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_ISO_MONTH = re.compile(r"(?<![\w-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\w-])")
_RELATIVE = re.compile(
    rf"\b(?P<which>this|current|present|running|next|nxt|coming|upcoming|following"
    rf"|forthcoming)(?: coming)? {_FINANCIAL}"
    rf"(?P<unit>{either(_UNITS)})(?![\w-])",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:eoy|(?:rest|remainder) of (?:the |this )?(?:calendar |fiscal |financial )?(?:year|yr)"
    r"|end of (?:the |this )?(?:calendar |fiscal |financial )?(?:year|yr)|(?:year|yr)(?:'?s)?[- ]end)\b",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?<![\w.,$£€/-])(?<!b4 ){_NOT_SINCE}(?:fy ?)?(?P<year>20\d\d)(?![\w.,]*\d|%)", re.IGNORECASE)
#: Elsewhere "last month" is what something is compared with; what was sold in it is asked for.
_SOLD = re.compile(
    r"\b(?:revenue|sales|turnover|takings|income)(?: (?:of|in|for|from|was|were))?(?: the)? (?:last|previous|past) "
    rf"(?P<unit>{either(_UNITS)})(?!\w)",
    re.IGNORECASE,
)
#: How far ahead somebody plans: a larger number is no year.
_YEARS_AHEAD = 10


def period_told(text: str, *, today: date) -> Found[str] | None:
    """The first period that is asked for, in words that `period_named` takes; None when there is none."""
    for expression, read in _WAYS:
        for match in expression.finditer(text):
            said = read(match, today)
            if said:
                return found_at(said, match)
    return None


def _quarter(match: re.Match[str], today: date) -> str:
    return f"Q{match['quarter']}{_year(match['first_year'] or match['year'], today)}"


def _nth_quarter(match: re.Match[str], today: date) -> str:
    return f"Q{_ORDINALS[match['nth'].lower()]}{_year(match['year'], today)}"


def _half(match: re.Match[str], today: date) -> str:
    number = match["half"] or _ORDINALS[match["nth"].lower()]
    return f"H{number}{_year(match['year'] or match['of_year'], today)}"


def _month(match: re.Match[str], today: date) -> str | None:
    said = match["month"].lower()
    if said in _AMBIGUOUS and not (match["before"] or match["year"] or _is_asked_for(match)):
        return None
    return f"{_SHORT[said]}{_year(match['year'], today)}"


def _is_asked_for(match: re.Match[str]) -> bool:
    """Whether the month stands beside what happens in one, as in "may revenue", or ends it: "takings dec"."""
    after = match.string[match.end() : match.end() + 12].lower()
    if match["month"].lower() in {"may", "march", "mar", "sun"}:
        return re.match(r"'?s? (?:revenue|sales|takings|forecast|turnover|income|fig|numbers)", after) is not None
    return re.match(r"[ ?.!,]*$|'?s? [a-z]", after) is not None


def _iso_month(match: re.Match[str], _today: date) -> str:
    return match[0]


def _relative(match: re.Match[str], _today: date) -> str:
    is_current = match["which"].lower() in {"this", "current", "present", "running"}
    return f"{'this' if is_current else 'next'} {_UNITS[match['unit'].lower()]}"


def _sold(match: re.Match[str], today: date) -> str:
    return last_whole(_UNITS[match["unit"].lower()], today)


def last_whole(unit: str, today: date) -> str:
    """The last whole month, quarter or year before today's, in words that `period_named` takes."""
    months = LENGTHS[unit]
    first = later(date(today.year, (today.month - 1) // months * months + 1, 1), -months)
    names = {"month": f"{first:%Y-%m}", "quarter": f"Q{first.month // 3 + 1} {first.year}", "year": f"{first.year}"}
    return names[unit]


def _year_end(_match: re.Match[str], _today: date) -> str:
    return "this year"


def _bare_year(match: re.Match[str], today: date) -> str | None:
    return match["year"] if int(match["year"]) <= today.year + _YEARS_AHEAD else None


def _year(said: str | None, today: date) -> str:
    """The year with a space before it; "'26" is of this century. Nothing without one."""
    if said is None:
        return ""
    return f" {today.year // 100}{said[1:]}" if said.startswith("'") else f" {said}"


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str | None]], ...] = (
    (_SOLD, _sold),
    (_QUARTER, _quarter),
    (_NTH_QUARTER, _nth_quarter),
    (_HALF, _half),
    (_ISO_MONTH, _iso_month),
    (_MONTH, _month),
    (_RELATIVE, _relative),
    (_YEAR_END, _year_end),
    (_BARE_YEAR, _bare_year),
)
