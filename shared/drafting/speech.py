"""How sentences are read: who speaks for the shop, and what a text asserts. Reads folded text (letters.py)."""

import re

#: Whoever speaks for the shop.
WE = r"\b(?:i|we|(?:our|the|my) (?:\w+ )?(?:team|shop|store|colleagues?|warehouse)|a colleague)"

#: Where a span that asserts nothing ends: where the next statement begins.
_UP_TO_NEXT = r"(?:(?!\b(?:and|but|so|then)\b)[^.!?;:,\n])*"
_UP_TO_US = r"(?:(?!\b(?:and|but|so|then|i|we|is|are|has|will)\b)[^.!?;:,\n])*"
#: "You can expect a refund" is ours to promise, "you expected a refund" is the customer's wish.
_YOU = r"\byou(?:'(?!ll\b)\w+| (?!(?:can|will|should|may|shall)\b)\w+){0,2}"
#: What a text asks, leaves open, denies, or only repeats as the customer's wish: a pattern beside a sentence that does.
SPANS = (
    ("Would you prefer a refund?", r"(?:^|(?<=[.!;:,\n]))(?:(?!\b(?:i|we|know|aware)\b)[^.!?;:,\n])*\?"),
    ("You would like us to send a new one.", rf"{_YOU} (?:like|want|wish|prefer|request)\w*{_UP_TO_US}"),
    ("You're asking for a refund.", rf"{_YOU} (?:ask|hope|hop|expect|mention|wait|promised)\w*{_UP_TO_US}"),
    ("I'll find out whether it is possible.", rf"\bwhether\b(?! or not){_UP_TO_NEXT}"),
    ("I'll see if it is possible.", rf"\b(?:see|check|ask|find out|know|decide|clarify) if\b{_UP_TO_NEXT}"),
    ("I'm looking into where the parcel is.", rf"\b(?:where|how (?:far|it|this|that)|what happen\w*)\b{_UP_TO_NEXT}"),
    (
        "I'm sorry that your refund is late.",
        rf"\b(?:sorry|hear|read|note|noted|understand|know|saying) that\b{_UP_TO_NEXT}",
    ),
    ("If anything has changed, tell me.", rf"\bif (?:anything|something|nothing)\b{_UP_TO_NEXT}"),
    ("Before we can process it, we need a photo.", rf"\bbefore (?:i|we) can\b{_UP_TO_NEXT}"),
    ("I cannot promise a refund.", rf"\b(?:cannot|can't|can not|(?:un|not )able to)\b(?! (?:wait|help)){_UP_TO_NEXT}"),
)
_SPANS = tuple(re.compile(pattern, re.MULTILINE) for _, pattern in SPANS)


def asserted(plain: str) -> str:
    """The text with a gap in place of each span that asserts nothing."""
    for span in _SPANS:
        plain = span.sub(" … ", plain)
    return plain
