"""Which category of products."""

import re

from shared.questions.slots.spans import Found, found_at

_NOUN = (
    r"(?:categor(?:y|ies)|departments?|depts?|sections?|aisles?|product (?:line|group|family|range)s?|cat(?= |$"
    r"|[?,.])|lines?|range)"
)
_NOT = (
    r"(?!(?:hot|mthly|monthly|rfm|forecast|price|date|full|premium|deluxe|the|our|a|an|each|every|which|what|that"
    r"|this|any|all|one|of|in|by|per|product|products|other|another|same|from|and|or|is|are|how|has"
    r"|did|do|does|for|to|on|whole|entire|new|best|worst|top|single|fastest|biggest|largest|growing|declining|rising"
    r"|falling|product's|show|trend|on|with|most"
    r"|favou?rite|different|second|sales|revenue|share|shares|rank|list|popular|hottest|dead|by|whats|what's|rising"
    r"|flat|sliding|two|three|few|more|many|much|my|your"
    r"|their|its|his|her|some|such|these|those|main|major|core|whose|who|bottom|product|customer|next|last|first"
    r"|check|out|off|up|down|not|no|dark|sharp|fine|trend"
    r"|top|age|subject|be|hard|long|dress|storyline|winning|losing|through|about|as|into|within|between|shopping"
    r"|full|free|low|high|wide|open)\b)"
)
_NAME = (
    rf"(?P<name>{_NOT}[^\W\d_][\w'&-]{{1,30}}(?:(?: & | and (?=\w+ (?:categor|dep))"
    rf"| )?{_NOT}[^\W\d_][\w'&-]{{1,30}})??)"
)
#: "the skincare category", "home decor department"; a line or a range only behind "the" or "our".
_BEFORE_NOUN = re.compile(
    rf"\b(?:(?:the|our|in|of|is|hows|how's|for|from) )?{_NAME}[ -](?:category|department|depts?\b|dept|section|aisle"
    rf"|product (?:line|group|family|range)|cat(?= |$|[?,.]))(?!\w)"
    rf"|\b(?:the|our) {_NAME.replace('P<name>', 'P<name2>')} (?:line|range)\b(?! of)",
    re.IGNORECASE,
)
#: "category of shoes", 'category "Home & Garden"', "category: toys".
_BEHIND_NOUN = re.compile(
    rf"\b(?:category|department|dept)(?: (?:of|called|named)"
    rf"|:) (?:the )?(?P<name>{_NOT}[^\W\d_][\w'&-]{{1,30}}(?: & [^\W\d_][\w'-]{{1,30}})?)"
    r'|\b(?:category|department|dept|section|line|range)(?: called| named|:)? "(?P<quoted>[^"|]{2,80})"'
    r'|"(?P<before>[^"|]{2,80})" (?:category|department|dept|section|line|range)',
    re.IGNORECASE,
)


def category_told(text: str) -> Found[str] | None:
    """Words of the name of the category that the question is about; None when it is about categories in general."""
    behind = _BEHIND_NOUN.search(text)
    if behind:
        return found_at((behind["quoted"] or behind["before"] or behind["name"]).strip(), behind)
    before = _BEFORE_NOUN.search(text)
    if before is None:
        return None
    return found_at(before["name"] or before["name2"], before)
