"""Whether a text goes on from the question before it, and what it then asks."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.domain.questions import QueryKind, Slots
from shared.questions.deeds import is_deed, steers
from shared.questions.followups.context import named_by_phrase, said_in_context
from shared.questions.followups.overlay import overlaid
from shared.questions.followups.vocabulary import BESIDE, FILLERS, OF_ITS_OWN, OTHER_SUBJECTS, ROWS, ROWS_OF_SOME, TAKES
from shared.questions.normal import plainly_written
from shared.questions.rules import by_rules
from shared.questions.slots.groups import compares

#: What goes on from an answer is short; whatever is longer is a question of its own.
MOST_CHARACTERS, MOST_WORDS = 120, 16
FEWEST_WORDS_ALONE = 4
#: As many words as the name of a product has.
MOST_WORDS_OF_A_NAME = 4

_AGAIN = re.compile(
    r"\W*(?:(?:ok(?:ay)?|and|please|now),? )?(?:(?:do|run|show|ask|try|give)(?: me)?(?: (?:it|that|this|the same))? )?"
    r"(?:again|same again|once more|one more time|once again|repeat(?: (?:it|that|this))?|redo(?: (?:it|that))?"
    r"|re-?run(?: (?:it|that))?|refresh(?: (?:it|that))?|(?:the )?same(?: (?:thing|one|question))?(?: again)?)"
    r"(?:,? (?:please|pls|plz))?\W*",
    re.IGNORECASE,
)
#: What shows that something came before.
_GOES_ON = re.compile(
    r"(?:(?:ok(?:ay)?|yes|no|and|but|so|now|then|also|or),? ){0,3}"
    r"(?:(?:what|how) (?:about|is it|of)\b|(?:the |do the )?same(?: thing)?(?: again)?\b|only\b|just\b"
    r"|limit(?:ed)? to\b)?"
    r"(?: (?:only|just)\b)?\s*",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(?:instead|only|of (?:them|those|these))\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"^(?:for|in|by|with|against|over|above|the (?:\w+ ){0,2}ones?\b)", re.IGNORECASE)
#: "those who have spent", "and which are", "which of them are": they choose among what was answered.
_AMONG = re.compile(
    r"\b(?:those|these|ones|customers|people|buyers) (?:who|that|which)\b(?:'ve| have| has| are| were| is)?"
    r"|^(?:which|who)(?: ones?)?(?: of (?:them|those|these))? (?:are|have been)\b"
    r"(?! (?:our|the|my|they|these|those)\b)",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"(?:please )?(?:show|list|give|find|get|tell|display)\b", re.IGNORECASE)
_WORD_EDGES = "\"'.,;:?!()"


@dataclass(frozen=True, slots=True)
class Refinement:
    """What a follow-up asks: the earlier kind, with these slots."""

    slots: Slots
    #: The slots that were named to change the answer, so that whatever no tool took of them is told.
    insisted: frozenset[str] = frozenset()


def refined(question: str, kind: QueryKind, earlier: Slots, *, today: date) -> Refinement | None:
    """What the text asks if it goes on from a question of the kind; None when it starts anew. Never raises.

    `earlier` is what that question named, `today` the day that "last quarter" is seen from.
    """
    text = " ".join(plainly_written(question[: MOST_CHARACTERS + 1]).split())
    if kind is QueryKind.OUT_OF_SCOPE or len(text) > MOST_CHARACTERS or len(text.split()) > MOST_WORDS:
        return None
    if steers(text) or is_deed(text):
        return None
    if _AGAIN.fullmatch(text):
        return Refinement(earlier)
    begun = _GOES_ON.match(text)
    start = begun.end() if begun else 0
    rest = text[start:]
    goes_on = start > 0 or _AFTERWARDS.search(text) is not None
    if _is_of_another_kind(text, kind, today, goes_on=goes_on):
        return None
    if compares(text) and kind is not QueryKind.SEGMENT_COMPARISON:
        return None
    if goes_on or not _is_question(rest):
        rest = _AMONG.sub("those", rest)
    said = _said(rest, kind, earlier, today, may_name=goes_on)
    if said is None or not (goes_on or _ELLIPSIS.match(text) or _fits(said, kind, text)):
        return None
    return Refinement(overlaid(kind, earlier, said), frozenset(said))


def may_stand_alone(question: str) -> bool:
    """Whether the text shows by no word that something came before, and is long enough to be a question."""
    text = " ".join(plainly_written(question).split())
    begun = _GOES_ON.match(text)
    goes_on = bool(begun and begun.end()) or _AFTERWARDS.search(text) or _ELLIPSIS.match(text)
    return not goes_on and len(text.split()) >= FEWEST_WORDS_ALONE


def _is_of_another_kind(text: str, kind: QueryKind, today: date, *, goes_on: bool) -> bool:
    """Whether a rule is certain of another kind; somebody alone, behind "and", is only somebody else."""
    ruled = by_rules(text, today=today)
    if ruled is None or ruled.kind is kind:
        return False
    return not (goes_on and ruled.kind is QueryKind.CUSTOMER_LOOKUP)


def _is_question(text: str) -> bool:
    return text.lower().startswith(("who are ", "which are "))


def _said(text: str, kind: QueryKind, earlier: Slots, today: date, *, may_name: bool) -> Mapping[str, object] | None:
    """What the text names; None when it says more than that, or names nothing."""
    words = text.split()
    plain = [word.lower().strip(_WORD_EDGES) for word in words]

    def read(some: Sequence[str]) -> dict[str, object]:
        return said_in_context(" ".join(some), kind, earlier, today=today)

    found = read(words)
    if ROWS_OF_SOME.intersection(plain) - ROWS[kind] and not found.keys() & OF_ITS_OWN:
        return None
    carrying = _carrying(words, read, found)
    silent = FILLERS.union(ROWS[kind], *(BESIDE.get(slot, ()) for slot in found))
    left = [place for place, word in enumerate(plain) if place not in carrying and word and word not in silent]
    if left:
        if not may_name:
            return None
        named = _named(words, left, kind)
        return {**found, **named} if named else None
    return found or None


def _carrying(
    words: Sequence[str], read: Callable[[Sequence[str]], dict[str, object]], found: Mapping[str, object]
) -> frozenset[int]:
    """The places of the words without which something else would be read."""
    if not found:
        return frozenset()
    return frozenset(place for place in range(len(words)) if read([*words[:place], *words[place + 1 :]]) != found)


def _named(words: Sequence[str], left: Sequence[int], kind: QueryKind) -> Mapping[str, object]:
    """What the words that are left are the name of, where they stand together and may be one."""
    phrase = [words[place].strip(_WORD_EDGES) for place in left]
    is_together = left[-1] - left[0] == len(left) - 1
    if not is_together or len(phrase) > MOST_WORDS_OF_A_NAME or any(word.lower() in OTHER_SUBJECTS for word in phrase):
        return {}
    return named_by_phrase(" ".join(phrase), kind)


def _fits(said: Mapping[str, object], kind: QueryKind, text: str) -> bool:
    """Whether all that could be a question of its own is something that the kind's tools take, and is not ordered."""
    own = said.keys() & (OF_ITS_OWN if len(said) > 1 else OF_ITS_OWN | {"rising"})
    return own <= TAKES[kind] and not (own and _ORDERED.match(text))
