"""Which code of recency, frequency and money."""

import re

from shared.questions.slots.spans import Found, found_at

_DIGIT = "[1-5]"
#: Sure by itself: "5-5-5", "R5F1M2", "the 155s", "the 545 club", "who has earned a 555?".
_SURE = re.compile(
    rf"(?<![\w-])(?P<r>{_DIGIT})-(?P<f>{_DIGIT})-(?P<m>{_DIGIT})(?![\w-])"
    rf"|\br ?=? ?(?P<r2>{_DIGIT})[, ]{{0,2}}f ?=? ?(?P<f2>{_DIGIT})[, ]{{0,2}}(?:and )?m ?=? ?(?P<m2>{_DIGIT})\b"
    rf"|\b(?:the|all|our|list|show) (?P<many>{_DIGIT}{{3}})(?:'?s\b| (?:club|lot|bunch|crowd|cell|group|code)\b)"
    rf"|\ban? (?P<one>{_DIGIT}{{3}})(?= ?[?.!]| ?$)",
    re.IGNORECASE,
)
_CONTEXT = re.compile(r"\b(?:rfm|recency|code|cell)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:\brfm(?: (?:score|code|cell|group|segment|of|is|value|class|bucket|result|with|an?|the)){{0,3}}[ :=]{{1,3}}"
    rf"|\b(?:code|cell|score)s?(?: (?:of|is|the))?[ :=]{{1,3}}|\ban? )(?P<code>{_DIGIT}{{3}})(?!['\w]|[.,]\d)",
    re.IGNORECASE,
)
_BEFORE_RFM = re.compile(
    rf"(?<![\w.,-])(?P<code>{_DIGIT}{{3}})(?= (?:on|in|by|per) (?:the |our )?rfm\b|,? who)", re.IGNORECASE
)


def rfm_code(text: str) -> Found[str] | None:
    """Three digits from 1 to 5, as "555", where the question speaks of such a code."""
    sure = _SURE.search(text)
    if sure:
        digits = sure["many"] or sure["one"] or "".join(sure[name] or sure[f"{name}2"] for name in "rfm")
        return found_at(digits, sure)
    if not _CONTEXT.search(text):
        return None
    match = _NAMED.search(text) or _BEFORE_RFM.search(text)
    return found_at(match["code"], match, "code") if match else None
