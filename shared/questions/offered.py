"""Questions in the very words that we offer them in: on buttons, in lists of choices, in the help."""

import re
from functools import cache

from shared.domain.questions import QueryKind
from shared.questions.suggestions import WORDINGS

#: What a customer may be called by where a question is sure to be about one.
_ONE = r"(?:(?:customer|client) )?(?:[a-z]{1,5}-?)?\d{2,12}"
#: What people ask in hardly any other words, beside what we offer.
_COMMON = {
    QueryKind.GROWTH_PROJECTION: (r"how many customers (?:do we have|are there|have we got)(?: now| today)?",),
    QueryKind.BEHAVIORAL_ANALYSIS: (
        r"how do (?:our |the )?customers (?:shop|buy)",
        rf"how does {_ONE} (?:shop|buy)",
        rf"(?:when|how often) (?:will|does|did) {_ONE} (?:usually )?(?:buy|order|purchase)(?: again)?",
    ),
    QueryKind.HIGH_VALUE_CUSTOMERS: (
        r"(?:who are )?(?:the |our |my )?(?:best|top|most valuable) customers",
        rf"(?:what|how much) is {_ONE} worth(?: to us)?",
    ),
    QueryKind.RFM_ANALYSIS: (
        r"(?:show|list|who are)(?: me)?(?: the| our)? (?:champions|(?:previously )?loyal(?: customers)?)",
    ),
}


def offered_kind(text: str) -> QueryKind | None:
    """The kind that we offer in these words, of the shop or of a customer; None for other words."""
    plain = text.casefold().strip(" .?!")
    return _words().get(plain) or next((kind for pattern, kind in _patterns() if pattern.fullmatch(plain)), None)


@cache
def _words() -> dict[str, QueryKind]:
    said: dict[str, QueryKind] = {}
    for kind, wording in WORDINGS.items():
        said |= {each.casefold().strip(" .?!"): kind for each in (wording.means, wording.query)}
    return said


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], QueryKind], ...]:
    about_one = {
        kind: (re.escape(wording.about_one.rstrip(".?!")).replace(r"customer\ \{customer\}", _ONE),)
        for kind, wording in WORDINGS.items()
        if wording.about_one
    }
    both = (about_one, _COMMON)
    return tuple(
        (re.compile(each, re.IGNORECASE), kind) for known in both for kind, texts in known.items() for each in texts
    )
