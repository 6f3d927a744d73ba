"""The words of a draft, each held against what explains it: the trade of a shop, or what was said.

Many that nothing explains are signs of another topic, or of garble.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shared.drafting.letters import folded, visible
from shared.drafting.lexicon import BY_CHARACTER, Tier, tier_of
from shared.drafting.stems import stem

_SENTENCE_ENDS = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])[\"')\u201d\u00bb]?\s+|\n+")
_APOSTROPHES = "'\u2019"
_WORD = re.compile(rf"(?<![\w@])[^\W\d_]+(?:[{_APOSTROPHES}-][^\W\d_]+)*(?![\w@])")
_HAN = re.compile("[\u3400-\u9fff]")
#: A word of a text without spaces: each Chinese character, and what stands between them.
_CHARACTER = re.compile("[\u3400-\u9fff]|[^\\W\\d_\u3400-\u9fff]+")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*|\b(?:[\w-]+\.)+[a-z]{2,7}\b(?:/\S*)?")
#: Letters that stand alone in some language: articles, conjunctions, sizes.
_SINGLE = frozenset("aeiouyslmxdnj")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a draft."""

    #: As written.
    text: str
    plain: str
    #: Whether it begins a sentence, or a line.
    begins: bool
    tier: Tier
    #: Whether the customer, or the shop with its policy and orders, used it.
    by_customer: bool
    by_shop: bool

    @property
    def is_strange(self) -> bool:
        """Whether nothing explains it."""
        return self.tier is Tier.STRANGE and not (self.by_customer or self.by_shop)

    @property
    def is_unexplained(self) -> bool:
        """Whether it is no word of the trade, and nobody has used it."""
        return self.tier > Tier.SERVICE and not (self.by_customer or self.by_shop)

    @property
    def is_foreign(self) -> bool:
        """Whether only the customer explains it, or nothing."""
        return self.tier is Tier.STRANGE and not self.by_shop


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft."""

    text: str
    words: tuple[Word, ...]


def said_words(text: str, language: str) -> frozenset[str]:
    """Every word of a folded text and its stem, and for a language without spaces its characters."""
    if language == BY_CHARACTER:
        return frozenset(_HAN.findall(text)) | _words_and_stems(text, language)
    return _words_and_stems(text, language)


def _words_and_stems(text: str, language: str) -> frozenset[str]:
    words = {part for word in _WORD.findall(text) for part in (word, *re.findall(r"[^\W\d_]+", word))}
    return frozenset(words | {stem(word, language) for word in words})


def sentences_of(text: str, language: str, *, customer: frozenset[str], shop: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of a draft, each word held against both sides' words."""
    whole = _ADDRESS.sub(" ", unicodedata.normalize("NFKC", visible(text)))
    sentences = (one.strip() for one in _SENTENCE_ENDS.split(whole))
    return tuple(Sentence(one, tuple(_words(one, language, customer=customer, shop=shop))) for one in sentences if one)


def _words(text: str, language: str, *, customer: frozenset[str], shop: frozenset[str]) -> Iterator[Word]:
    for match in (_CHARACTER if language == BY_CHARACTER else _WORD).finditer(text):
        written = match[0]
        plain = _folded_word(written)
        before = text[: match.start()].rstrip(" ")
        yield Word(
            text=written,
            plain=plain,
            begins=not before or before[-1] in ":;(\u00bf\u00a1-\u2022*",
            tier=_tier(plain, language),
            by_customer=_is_said(plain, language, customer),
            by_shop=_is_said(plain, language, shop),
        )


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return folded(word)


def _tier(plain: str, language: str) -> Tier:
    if len(plain) == 1 and language != BY_CHARACTER:
        return Tier.CORE if plain in _SINGLE else Tier.STRANGE
    return tier_of(plain, language)


def _is_said(plain: str, language: str, said: frozenset[str]) -> bool:
    if plain in said or stem(plain, language) in said:
        return True
    parts = [part for part in re.findall(r"[^\W\d_]+", plain) if len(part) > 1]
    return bool(parts) and parts != [plain] and all(part in said or stem(part, language) in said for part in parts)
