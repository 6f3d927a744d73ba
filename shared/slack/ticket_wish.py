"""Whether somebody asks for tickets in their own words, where no command is needed."""

import re

from shared.domain.ticket_filters import UnknownWords, ticket_filter

#: Longer texts tell of something.
MOST_WORDS = 9
_TICKETS = re.compile(r"\btickets?\b", re.IGNORECASE)
_ONE = re.compile(
    r"(?:(?:please|can you|could you) )?(?:(?:show|view|open|see|read|get)(?: me)? )?(?:the )?ticket"
    r"(?: no\.?| number| id)? ?#?(?P<id>\d{1,18})(?: please)?[ .?!]*",
    re.IGNORECASE,
)
#: What people say around it.
_AROUND = re.compile(
    r"\b(?:what|is|there|do|we|have|has|i|can|could|you|see|give|get|to|of|my|in|now|right|today|currently|still|wait"
    r"|support|customer|how|many|it|us|hi|hello|hey|pls|thanks|for|from|with|need|want|some|look|at)\b",
    re.IGNORECASE,
)


def ticket_asked(text: str) -> int | None:
    """The one ticket that the text asks to see."""
    found = _ONE.fullmatch(" ".join(text.split()))
    return int(found["id"]) if found else None


def tickets_asked(text: str) -> str | None:
    """The words of a filter, maybe none, when the whole text asks for a list of tickets; None for all others."""
    said = " ".join(text.split())
    if len(said.split()) > MOST_WORDS or _TICKETS.search(said) is None:
        return None
    words = _AROUND.sub(" ", said)
    return None if isinstance(ticket_filter(words), UnknownWords) else words
