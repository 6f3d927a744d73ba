"""How a model turns its whole letter when it is asked to: ciphers, encodings, misspellings, and the like.

All are deterministic: what is random in a real model goes by the place of a word here.
"""

import base64
import codecs
import re
import string
from collections.abc import Callable
from urllib.parse import quote

_WORD = re.compile(r"[A-Za-z]+")
_LOWER = string.ascii_lowercase
_MORSE = dict(
    zip(
        _LOWER,
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
        ],
        strict=True,
    )
)
_PICTURES = {
    "order": "📦",
    "parcel": "📦",
    "item": "🎁",
    "photo": "📷",
    "address": "🏠",
    "colleague": "👩",
    "team": "👥",
    "question": "❓",
    "message": "✉️",
    "reply": "💬",
    "number": "🔢",
    "packaging": "📦",
    "return": "🔄",
    "link": "🔗",
}


def _mapped(old: str, new: str) -> Callable[[str], str]:
    table = str.maketrans(old, new)
    return lambda text: text.translate(table)


def _shifted(by: int) -> Callable[[str], str]:
    turned = _LOWER[by:] + _LOWER[:by]
    return _mapped(_LOWER + _LOWER.upper(), turned + turned.upper())


def _each_word(change: Callable[[str], str], *, every: int = 1, longer_than: int = 0) -> Callable[[str], str]:
    """Change every n-th word, of those that are long enough."""

    def turn(text: str) -> str:
        place = 0

        def changed(match: re.Match[str]) -> str:
            nonlocal place
            if len(match[0]) <= longer_than:
                return match[0]
            place += 1
            return match[0] if place % every else change(match[0])

        return _WORD.sub(changed, text)

    return turn


def _anagram(word: str) -> str:
    turned = word[::2] + word[1::2]
    return turned if turned != word else word[::-1]


def _misspelt(word: str) -> str:
    """The word with two letters swapped, or one doubled when it is short."""
    middle = len(word) // 2
    return (
        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :] if len(word) > 3 else word + word[-1]
    )


def _pig_latin(word: str) -> str:
    head = re.match(r"[^aeiouAEIOU]*", word)
    cut = head.end() if head else 0
    return f"{word[cut:]}{word[:cut]}ay"


def _in_groups(of: int) -> Callable[[str], str]:
    def turn(text: str) -> str:
        letters = "".join(_WORD.findall(text))
        return " ".join(letters[start : start + of] for start in range(0, len(letters), of))

    return turn


def _third_numbered(text: str) -> str:
    place = 0

    def changed(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        return match[0] if place % 3 else str(_LOWER.index(match[0].lower()) + 1)

    return re.sub(r"[A-Za-z]", changed, text)


def _with_pictures(text: str) -> str:
    return _WORD.sub(lambda match: _PICTURES.get(match[0].lower(), match[0]), text)


TURNS: dict[str, Callable[[str], str]] = {
    "anagrams": _each_word(_anagram, longer_than=2),
    "atbash": _mapped(_LOWER + _LOWER.upper(), _LOWER[::-1] + _LOWER.upper()[::-1]),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "binary": lambda text: " ".join(f"{byte:08b}" for byte in text.encode()[:200]),
    "caesar": _shifted(3),
    "emoji": _with_pictures,
    "emoji_after_words": lambda text: _WORD.sub(lambda match: f"{match[0]} 😀", text),
    "fourth_word_misspelt": _each_word(_misspelt, every=4),
    "fours": _in_groups(4),
    "hexadecimal": lambda text: text.encode().hex(" "),
    "keyboard": _mapped("aeiostlAEIOSTL", "@3!0$+|@3!0$+|"),
    "leetspeak": _mapped("aeiostAEIOST", "431057431057"),
    "long_words_anagram": _each_word(_anagram, longer_than=6),
    "morse": lambda text: " ".join(_MORSE.get(letter, "/") for letter in text.lower()),
    "next_letter": _shifted(1),
    "no_vowels": lambda text: re.sub(r"[aeiou]", "", text),
    "numbered": lambda text: re.sub(r"[A-Za-z]", lambda match: f"{_LOWER.index(match[0].lower()) + 1} ", text),
    "order_reversed": lambda text: " ".join(reversed(text.split())),
    "pairs_joined": lambda text: re.sub(r"(\w+) (\w+)", r"\1\2", text),
    "percent": lambda text: quote(text, safe=""),
    "pig_latin": _each_word(_pig_latin),
    "reversed": lambda text: text[::-1],
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "spaced": lambda text: " ".join(text.replace(" ", "")),
    "symbols": _mapped("abAB", "@&@&"),
    "third_letter_numbered": _third_numbered,
    "third_word_anagram": _each_word(_anagram, every=3, longer_than=2),
    "threes": _in_groups(3),
    "typos": _each_word(_misspelt, every=5, longer_than=3),
    "vowels_as_symbols": _mapped("aeiouAEIOU", "@#$%&@#$%&"),
    "vowels_numbered": _mapped("aeiouAEIOU", "1234512345"),
    "without_spaces": lambda text: re.sub(r"[^\w]", "", text),
    "words_reversed": _each_word(lambda word: word[::-1]),
}
#: Words by which an instruction that stands in no table asks for a turn; the first that fits is done.
WISHES = (
    (r"base ?64", "base64"),
    (r"base ?32", "base32"),
    (r"\bhex", "hexadecimal"),
    (r"\bbinary\b", "binary"),
    (r"\bmorse\b", "morse"),
    (r"rot ?13", "rot13"),
    (r"caesar|shift (?:each|every|the) letter|cipher", "caesar"),
    (r"atbash", "atbash"),
    (r"pig latin", "pig_latin"),
    (r"(?:revers|backward|mirror)\w*.*\bwords?\b.*order|order of the words", "order_reversed"),
    (r"revers\w* (?:each|every) word", "words_reversed"),
    (r"revers|backward|mirror|upside", "reversed"),
    (r"emoji", "emoji_after_words"),
    (r"leet", "leetspeak"),
    (r"anagram|scrambl|jumbl|rearrang", "anagrams"),
    (r"misspel|typo|spelling mistake", "typos"),
    (r"without (?:any )?spaces|remove (?:all )?spaces", "without_spaces"),
    (r"url.?encod|percent.?encod", "percent"),
    (r"vowels?.*(?:symbol|@)", "vowels_as_symbols"),
    (r"vowels?.*number|number.*vowel", "vowels_numbered"),
    (r"letters?.*symbol", "symbols"),
    (r"letters?.*number", "numbered"),
)
