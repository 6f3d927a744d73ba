"""Which levels of churn risk."""

import re

from shared.domain.churn import AT_RISK, ChurnLevel

_RISK = (
    r"(?:churn|risk|attrition|leav\w{1,3}|danger|level|probabilit\w{1,3}|likelihood|cases|customers?|clients?"
    r"|accounts?|ones)"
)
_SAID = re.compile(
    r"\b(?P<level>critical|high|medium|moderate|mid|low)(?P<more>(?:,? (?:and|or|&|/|\+) |/|, )(?P<second>critical"
    r"|high|medium|low))?"
    r"(?:est)?[ -](?:level )?(?:churn |attrition )?(?:risk|danger|churn(?! rate)|chance of leaving"
    r"|probability of leaving)\b"
    r"|\b(?:risk|churn)(?: level)?(?: is| of|:|=)? (?P<behind>critical|high|medium|low)\b",
    re.IGNORECASE,
)
_CRITICAL = re.compile(rf"\bcritical(?:ly)?\b(?=.{{0,40}}\b{_RISK}\b)|\b{_RISK}\b.{{0,40}}\bcritical\b", re.IGNORECASE)
_OR_WORSE = re.compile(r"\b(?:or (?:worse|higher|above|more)|and (?:above|up|worse|higher))\b", re.IGNORECASE)
_AT_RISK = re.compile(r"(?<!revenue )\bat[- ]risk\b|\brisky\b|\bhighest risk\b", re.IGNORECASE)
_LEVELS = {
    "critical": (ChurnLevel.CRITICAL,),
    # Whoever is at critical risk is at high risk, too.
    "high": AT_RISK,
    "medium": (ChurnLevel.MEDIUM,),
    "moderate": (ChurnLevel.MEDIUM,),
    "mid": (ChurnLevel.MEDIUM,),
    "low": (ChurnLevel.LOW,),
}


def levels_told(text: str) -> tuple[ChurnLevel, ...]:
    """The levels of risk that are asked for, lowest first: "at risk" and "high risk" are HIGH and CRITICAL."""
    found: set[ChurnLevel] = set()
    for match in _SAID.finditer(text):
        for word in filter(None, (match["level"], match["second"], match["behind"])):
            found.update(_LEVELS[word.lower()])
    if found and _OR_WORSE.search(text):
        lowest = min(map(list(ChurnLevel).index, found))
        found.update(tuple(ChurnLevel)[lowest:])
    if not found and _CRITICAL.search(text):
        found.add(ChurnLevel.CRITICAL)
    if not found and _AT_RISK.search(text):
        found.update(AT_RISK)
    return tuple(level for level in ChurnLevel if level in found)
