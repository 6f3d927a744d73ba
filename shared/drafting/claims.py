"""What a text claims in figures, dates and addresses, so that a draft can be held against its grounds.

All functions read folded text (letters.py) and return plain strings that can be compared between texts.
"""

import re

ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = (
    {word: value for value, word in enumerate(ONES, start=1)}
    | {word: 10 * value for value, word in enumerate(TENS, start=2)}
    | {"dozen": 12, "hundred": 100, "thousand": 1000}
)
NUMBER_WORDS_PATTERN = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
#: Digits and number words that need no ground when no unit follows: "1 photo", "two things".
FREE_DIGITS = frozenset({"1", "2", "3"})
LARGEST_FREE_WORD = 10

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
#: "may" and "march" are words too: a month stands beside a day or after one of these.
_DATED = re.compile(
    rf"\b({_MONTH})\.? (?:the )?\d|\d(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b"
    rf"|\b(?:in|by|of|since|until|till|during|early|late|mid)[ -]({_MONTH})\b"
)
_ISO_DATE = re.compile(r"\b\d{4}-(0[1-9]|1[0-2])-\d\d\b")

#: "2 pm" may be repeated as 14.
_AFTERNOON = re.compile(r"\b(1[01]|[1-9]) ?p\.?m\b")

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = rf"{_THOUSANDS.pattern}(?!\d)|\d+(?:[.,]\d{{1,2}})?(?!\d)|\d+"
_NUMBERS = re.compile(_NUMBER)
_WORDS = re.compile(rf"\b(?:({'|'.join(TENS)})[ -])?({NUMBER_WORDS_PATTERN})\b")
_PERCENT = re.compile(rf"({_NUMBER})\s?(?:%|percent\b|per cent\b|prozent\b|pour ?cent\b|por ?ciento\b|per ?cento\b)")
_MONEY = re.compile(
    rf"(?:[$£€¥]|\b(?:usd|eur|gbp|cad|aud|chf)\b)\s?({_NUMBER})"
    rf"|({_NUMBER})\s?(?:[$£€¥]|(?:usd|eur|gbp|cad|aud|chf|dollars?|euros?|pounds|quid|bucks|cents|pence)\b)"
)
#: Order numbers and codes: letters and digits in one word. A number with its unit or ending is a number.
_CODES = re.compile(r"(?<![a-z0-9_])(?:\d+[a-z_]|[a-z_]+\d)[a-z0-9_]*")
_WITH_UNIT = re.compile(r"\d+(?:st|nd|rd|th|h|hrs?|am|pm|mm|cm|m|in|ft|k?g|lbs?|oz|m?l|x)")
#: A telephone number or a code in words.
_DICTATED = re.compile(rf"\b(?:(?:zero|oh|{'|'.join(ONES[:9])})[ ,-]+){{3,}}\w+")
_LIST_MARKS = re.compile(r"^\s*\(?\d{1,2}[.)]\s", re.MULTILINE)

#: Endings by which an address without "www." is known.
ENDINGS = (
    "com|net|org|io|co|info|biz|shop|store|site|online|app|dev|ai|ly|gl|xyz|top|click|link|example"
    "|uk|de|fr|es|nl|eu|ca|au|ru|cn"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK = re.compile(r"\b\w{2,12}://[^\s<>\"')\]]+|\b(?:mailto|javascript|tel):[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+")
_DOMAIN = re.compile(rf"(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{ENDINGS})\b(?:/[^\s<>\"')\]]*)?")
_HANDLE = re.compile(r"(?<![\w.@])@\w{2,}")
_HIDDEN_DOT = re.compile(rf"\w ?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\bdot\b) ?(?:{ENDINGS})\b")


def claimed_figures(plain: str) -> frozenset[str]:
    """Every number, percentage, amount, code and month that needs a ground, each with its kind."""
    text = _LIST_MARKS.sub("", plain)
    large = {str(value) for value in _spelled_numbers(text) if value > LARGEST_FREE_WORD}
    return _figures_with_units(text) | large | (_numbers(text) - FREE_DIGITS)


def granted_figures(plain: str) -> frozenset[str]:
    """Every figure that the text gives ground for, under each kind that it may be repeated as."""
    small = {str(value) for value in _spelled_numbers(plain)}
    numbers = _numbers(plain)
    amounts = {f"money {number}" for number in numbers if "." in number}
    months = {f"month {match[0][:3]}" for match in re.finditer(rf"\b{_MONTH}\b", plain)}
    iso_months = {f"month {MONTHS[int(match[1]) - 1]}" for match in _ISO_DATE.finditer(plain)}
    clock = {str(int(match[1]) + 12) for match in _AFTERNOON.finditer(plain)}
    return _figures_with_units(plain) | numbers | small | amounts | months | iso_months | clock


def addresses(plain: str) -> frozenset[str]:
    """Every e-mail address, link, domain and handle, without "https://", "www." and what ends a sentence."""
    found = {match[0] for pattern in (_EMAIL, _LINK, _HANDLE) for match in pattern.finditer(plain)}
    rest = _LINK.sub(" ", _EMAIL.sub(" ", plain))
    found |= {match[0] for match in _DOMAIN.finditer(rest)} | {match[0] for match in _HIDDEN_DOT.finditer(rest)}
    return frozenset(re.sub(r"^https?://|^mailto:", "", one).removeprefix("www.").rstrip(".,;:!?/") for one in found)


def _figures_with_units(text: str) -> frozenset[str]:
    spelled = _WORDS.sub(lambda match: str(_spelled(match)), text)
    return frozenset(
        {f"{_value(match[1])}%" for match in _PERCENT.finditer(spelled)}
        | {f"money {_value(match[1] or match[2])}" for match in _MONEY.finditer(spelled)}
        | {f"code {match[0]}" for match in _CODES.finditer(text) if not _WITH_UNIT.fullmatch(match[0])}
        | {f"dictated {match[0]}" for match in _DICTATED.finditer(text)}
        | {f"month {(match[1] or match[2] or match[3])[:3]}" for match in _DATED.finditer(text)}
    )


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_value(match[0]) for match in _NUMBERS.finditer(text))


def _value(number: str) -> str:
    """The number in one spelling: "3,450.00" and "3450" are the same, and so are "49,99" and "49.99"."""
    plain = number.replace(",", "" if _THOUSANDS.fullmatch(number) else ".")
    return re.sub(r"\.0+$", "", plain)


def _spelled_numbers(text: str) -> list[int]:
    return [_spelled(match) for match in _WORDS.finditer(text)]


def _spelled(match: re.Match[str]) -> int:
    return NUMBER_WORDS.get(match[1] or "", 0) + NUMBER_WORDS[match[2]]
