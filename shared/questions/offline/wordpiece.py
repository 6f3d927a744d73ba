"""WordPiece: text as the numbered pieces of words that an English BERT model reads, without case or accents."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
#: Longer words are unknown, as in the model's own tokenizer.
LONGEST_WORD = 100
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """A vocabulary of word pieces."""

    def __init__(self, vocabulary: Path) -> None:
        """`vocabulary` has a piece a line; its number is its line, from 0."""
        pieces = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of the text's pieces between a start and an end; at most `most` of them with both."""
        found = [number for word in _words(text) for number in self._pieces(word)]
        return [self._numbers[START], *found[: most - 2], self._numbers[END]]

    def _pieces(self, word: str) -> list[int]:
        """The longest pieces that the word is made of, from the left; the unknown one where none fits."""
        unknown = [self._numbers[UNKNOWN]]
        if len(word) > LONGEST_WORD:
            return unknown
        found, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self._numbers), None)
            if end is None:
                return unknown
            found.append(self._numbers[prefix + word[start:end]])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """Words, and each sign as a word of its own."""
    word = ""
    for char in _bare(text):
        if char.isspace() or _stands_alone(char):
            if word:
                yield word
            word = ""
            if not char.isspace():
                yield char
        else:
            word += char
    if word:
        yield word


def _bare(text: str) -> str:
    """The text in lower case, without accents and control characters."""
    plain = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _is_control(char))
    apart = unicodedata.normalize("NFD", plain)
    return "".join(char for char in apart if unicodedata.category(char) != "Mn").lower()


def _is_control(char: str) -> bool:
    return char in "\0\ufffd" or unicodedata.category(char).startswith("C")


def _stands_alone(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and not char.isspace()
    return unicodedata.category(char).startswith("P") or any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)
