"""Times that a draft names: only the shop may say when something happens. Reads folded text (letters.py)."""

import re

from shared.drafting.claims import NUMBER_WORDS, NUMBER_WORDS_PATTERN

_AMOUNT = rf"({NUMBER_WORDS_PATTERN}|\d+|an?|half an|a few|few|a couple of|couple of|several|the next|next|this)"
_KIND = r"(?:(?:or so|more|full|business|working|calendar|next|coming|few|couple of)[ -])?"
_UNIT = r"(minute|hour|day|night|week|weekend|fortnight|month|year)s?\b"
_FOREIGN_NUMBERS = {
    1: "eine?[mnrs]?|une?|una?|uma|um|een",
    2: "zwei|deux|dos|due|dois|duas|twee",
    3: "drei|trois|tres|tre|drie",
    4: "vier|quatre|cuatro|quattro|quatro",
    5: "funf|cinq|cinco|cinque|vijf",
    10: "zehn|dix|diez|dieci|dez|tien",
}
_FOREIGN_AMOUNT = rf"(?:\d+|{'|'.join(_FOREIGN_NUMBERS.values())})"
#: Units of other languages, each beside the English one that stands for it.
_FOREIGN_UNITS = {
    "minute": r"minut\w+",
    "hour": r"stunden?|heures?|horas?|or[ae]|uur|uren",
    "day": r"tage?n?|werktage?n?|jours?|dias?|giorn[io]|dage?n?|werkdage?n?",
    "week": r"wochen?|semaines?|semanas?|settiman[ae]|we?eke?n?",
    "month": r"monate?n?|mois|mes|meses|mes[ei]|maande?n?",
    "year": r"jahre?n?|ans?|annees?|anos?|ann[io]|jaar|jaren",
}
_FOREIGN_UNIT = "|".join(rf"(?P<{unit}>{forms})" for unit, forms in _FOREIGN_UNITS.items())
#: What may stand before a time of day in French: "avant 14 heures".
_CLOCK = r"(?<!avant )(?<!vers )(?<!\ba )"
#: The first two rows have groups: an amount and a unit. No other row has any.
TIMES = (
    rf"{_AMOUNT}[ -]?{_KIND}{_UNIT}",
    rf"{_CLOCK}(?P<many>{_FOREIGN_AMOUNT}) (?:{_FOREIGN_UNIT})",
    r"tomorrow|yesterday|tonight|today|overnight|same[ -]day|next[ -]day|this (?:morning|afternoon|evening)",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    r"(?:end|close) of (?:the |this )?(?:business|day|week|month)|within the (?:hour|day|week)|after the weekend",
    r"(?:early|late) next week|in (?:under|less than) an? \w+|day or two|by (?:noon|midnight|christmas|easter)",
    r"24/7|around the clock",
    r"demain|manana|(?<!guten )morgen|domani|amanha",
)
_TIMES = re.compile(rf"\b(?:{'|'.join(TIMES)})\b")
#: Times that need no ground in a sentence that promises nothing: "thank you for writing today".
HARMLESS = frozenset({"today", "1 minute", "this morning", "this afternoon", "this evening", "this day", "this week"})
_PROMISING = re.compile(
    r"'ll\b|\b(?:will|shall|going to|guarantee\w*|promise|should (?:be(?! fine| ok| enough)|have|arrive|receive"
    r"|get|see))\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def promises_a_time(plain: str, said_by_customer: str, said_by_shop: str) -> bool:
    """Whether the draft names a time that the shop has not named.

    The customer's own times may be repeated, in sentences that promise nothing.
    """
    theirs = times_in(said_by_customer)
    ours = times_in(said_by_shop)
    for sentence in _SENTENCE.findall(plain):
        allowed = ours if _PROMISING.search(sentence) else ours | theirs | HARMLESS
        if not times_in(sentence) <= allowed:
            return True
    return False


def times_in(text: str) -> frozenset[str]:
    """Every time that the text names, each in one spelling."""
    return frozenset(_time(match) for match in _TIMES.finditer(text))


def _time(match: re.Match[str]) -> str:
    """The time in one spelling: "two business days", "2 days" and "zwei Tage" are the same."""
    amount, unit = match[1], match[2]
    if unit:
        return f"{1 if amount in {'a', 'an'} else NUMBER_WORDS.get(amount, amount)} {unit}"
    many = match["many"]
    return f"{_foreign_number(many)} {next(unit for unit in _FOREIGN_UNITS if match[unit])}" if many else match[0]


def _foreign_number(word: str) -> str:
    return next((str(number) for number, forms in _FOREIGN_NUMBERS.items() if re.fullmatch(forms, word)), word)
