"""How many: numbers in digits and in words."""

import re

from shared.questions.slots.spans import either

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: value for value, word in enumerate(_ONES, start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"dozen": 12, "hundred": 100}
)
#: A whole number: "20", "1,200", "five", "twenty-five", "a dozen", "a hundred".
NUMBER = (
    r"(?:(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?![\d.]*\d)"
    rf"|\b(?:{either(_TENS)}(?:[- ]{either(_ONES[:9])})?|{either(_ONES)}|(?:an?|one) (?:dozen|hundred))\b)"
)


def whole_number(text: str) -> int:
    """What a text that fits NUMBER says."""
    if text[0].isdigit():
        return int(text.replace(",", ""))
    words = [word for word in re.split(r"[- ]", text.lower()) if word not in {"a", "an"}]
    if words[-1] in {"dozen", "hundred"}:
        return _WORDS[words[-1]]
    return sum(_WORDS[word] for word in words)
