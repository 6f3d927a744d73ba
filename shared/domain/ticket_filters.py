"""Which tickets somebody wants to see, read from the words that they typed."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.ticket_summaries import TicketStatus, TicketSummary
from shared.domain.tickets import Priority

#: More unknown words than this, or more of one, need not be told back.
MOST_UNKNOWN = 5
LONGEST_UNKNOWN = 40
#: Nobody means a filter with more.
MOST_CHARACTERS = 1_000


class TicketFilter(StrEnum):
    """A choice of tickets. Spam belongs to none."""

    OPEN = "open"
    #: Open, with priority critical or high.
    URGENT = "urgent"
    #: Snoozed.
    HOLD = "hold"
    CLOSED = "closed"
    #: Open, and nobody is assigned.
    UNASSIGNED = "unassigned"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Words that name no filter, or another one than the words before them, as they were typed."""

    words: tuple[str, ...]


#: What people say, in lower case, a word or two.
NAMES: dict[TicketFilter, tuple[str, ...]] = {
    TicketFilter.OPEN: ("open", "opened", "active", "unresolved", "pending", "new", "current"),
    TicketFilter.URGENT: ("urgent", "high", "critical", "important", "priority", "asap", "high priority"),
    TicketFilter.HOLD: ("hold", "on hold", "held", "snoozed", "snooze", "paused", "waiting", "sleeping", "later"),
    TicketFilter.CLOSED: ("closed", "close", "resolved", "solved", "done", "finished", "completed"),
    TicketFilter.UNASSIGNED: ("unassigned", "not assigned", "no assignee", "nobody", "unowned", "free"),
    TicketFilter.ALL: ("all", "any", "every", "everything"),
}
FILTERS = {tuple(name.split()): which for which, names in NAMES.items() for name in names}
MOST_WORDS_OF_A_NAME = max(map(len, FILTERS))
#: Words that say nothing about which tickets.
FILLERS = frozenset(
    {"a", "and", "are", "list", "me", "ones", "our", "please", "show", "that", "the", "ticket", "tickets", "which"}
)
#: Filters that the words of a narrower one may stand beside: "all open tickets", "open urgent ones".
IMPLIED = {
    TicketFilter.URGENT: frozenset({TicketFilter.ALL, TicketFilter.OPEN}),
    TicketFilter.UNASSIGNED: frozenset({TicketFilter.ALL, TicketFilter.OPEN}),
    TicketFilter.OPEN: frozenset({TicketFilter.ALL}),
    TicketFilter.HOLD: frozenset({TicketFilter.ALL}),
    TicketFilter.CLOSED: frozenset({TicketFilter.ALL}),
    TicketFilter.ALL: frozenset[TicketFilter](),
}
URGENT = frozenset({Priority.CRITICAL, Priority.HIGH})
PUNCTUATION = ".,;:!?\"'`*_~()[]{}<>/|#"


def ticket_filter(text: str) -> TicketFilter | UnknownWords:
    """The filter that the text names, the open tickets when it names none."""
    words = [word for word in (raw.strip(PUNCTUATION) for raw in _spaced(text[:MOST_CHARACTERS]).split()) if word]
    chosen: TicketFilter | None = None
    unknown: list[str] = []
    place = 0
    while place < len(words):
        which, taken = _named(words, place)
        spelled = " ".join(words[place : place + taken])
        place += taken
        if which is None:
            unknown += [] if spelled.lower() in FILLERS else [spelled[:LONGEST_UNKNOWN]]
        elif chosen is None or which is chosen or chosen in IMPLIED[which]:
            chosen = which
        elif which not in IMPLIED[chosen]:
            unknown.append(spelled)
    if unknown:
        return UnknownWords(tuple(dict.fromkeys(unknown))[:MOST_UNKNOWN])
    return chosen or TicketFilter.OPEN


def admits(which: TicketFilter, ticket: TicketSummary) -> bool:
    """Whether the ticket is one of those that the filter names."""
    if ticket.spam:
        return False
    match which:
        case TicketFilter.ALL:
            return True
        case TicketFilter.HOLD:
            return ticket.status is TicketStatus.HOLD
        case TicketFilter.CLOSED:
            return ticket.status is TicketStatus.CLOSED
        case TicketFilter.OPEN:
            return ticket.status is TicketStatus.OPEN
        case TicketFilter.URGENT:
            return ticket.status is TicketStatus.OPEN and ticket.priority in URGENT
        case TicketFilter.UNASSIGNED:
            return ticket.status is TicketStatus.OPEN and ticket.assignee_name is None


def _spaced(text: str) -> str:
    """The text with spaces where people join words: "on-hold", "high_priority"."""
    return text.replace("-", " ").replace("_", " ").replace(",", " ")


def _named(words: list[str], place: int) -> tuple[TicketFilter | None, int]:
    """The filter that the words from here on name, if they do, and how many of them; one word for none."""
    for count in range(MOST_WORDS_OF_A_NAME, 0, -1):
        name = tuple(word.lower() for word in words[place : place + count])
        if len(name) == count and name in FILTERS:
            return FILTERS[name], count
    return None, 1
