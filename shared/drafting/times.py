"""Times that a draft names: only the shop may say when something happens. Reads folded text (letters.py)."""

import re

from shared.drafting.claims import NUMBER_WORDS, NUMBER_WORDS_PATTERN

_AMOUNT = rf"({NUMBER_WORDS_PATTERN}|\d+|an?|half an|a few|few|a couple of|couple of|several|the next|next|this)"
_KIND = r"(?:(?:or so|more|full|business|working|calendar|next|coming|few|couple of)[ -])?"
_UNIT = r"(minute|hour|day|night|week|weekend|fortnight|month|year)s?\b"
_FOREIGN_AMOUNT = r"(?:\d+|eine?[mnrs]?|zwei|drei|une?|deux|trois|una?|dos|tres|due|tre|dois|duas|een|twee|drie)"
_FOREIGN_UNIT = (
    r"(?:minut\w+|stunden?|tage?n?|wochen?|heures?|jours?|semaines?|horas?|dias?|semanas?|giorn[io]|or[ae]|settiman[ae]"
    r"|uur|dage?n?|we?eke?n?)"
)
#: The first row has an amount and a unit as its groups, no other row has groups.
TIMES = (
    rf"{_AMOUNT}[ -]?{_KIND}{_UNIT}",
    r"tomorrow|yesterday|tonight|today|overnight|same[ -]day|next[ -]day|this (?:morning|afternoon|evening)",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    r"(?:end|close) of (?:the |this )?(?:business|day|week|month)|within the (?:hour|day|week)|after the weekend",
    r"(?:early|late) next week|in (?:under|less than) an? \w+|day or two|by (?:noon|midnight|christmas|easter)",
    r"24/7|around the clock",
    rf"{_FOREIGN_AMOUNT} {_FOREIGN_UNIT}",
    r"demain|manana|(?<!guten )morgen|domani|amanha",
)
_TIMES = re.compile(rf"\b(?:{'|'.join(TIMES)})\b")
#: Times that need no ground in a sentence that promises nothing: "thank you for writing today".
HARMLESS = frozenset({"today", "a minute", "this morning", "this afternoon", "this evening", "this day", "this week"})
_PROMISING = re.compile(
    r"'ll\b|\b(?:will|shall|going to|guarantee\w*|promise|should (?:be|have|arrive|receive|get|see))\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def promises_a_time(plain: str, said_by_customer: str, said_by_shop: str) -> bool:
    """Whether the draft names a time that the shop has not named.

    The customer's own times may be repeated, in sentences that promise nothing.
    """
    theirs = _times(said_by_customer)
    ours = _times(said_by_shop)
    for sentence in _SENTENCE.findall(plain):
        allowed = ours if _PROMISING.search(sentence) else ours | theirs | HARMLESS
        if not _times(sentence) <= allowed:
            return True
    return False


def _times(text: str) -> frozenset[str]:
    return frozenset(_time(match) for match in _TIMES.finditer(text))


def _time(match: re.Match[str]) -> str:
    """The time in one spelling: "two business days" and "2 days" are the same."""
    amount, unit = match[1], match[2]
    return f"{NUMBER_WORDS.get(amount, amount)} {unit}" if unit else match[0]
