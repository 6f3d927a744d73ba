"""The words of support letters by language: `words/*.txt`, read once in a process."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path

from shared.drafting.letters import folded
from shared.drafting.stems import bases, stem

FOLDER = Path(__file__).parent / "words"
#: The languages whose words the guard knows: it can look at no draft in another one.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "zh")
#: The language whose words are not parted by spaces.
BY_CHARACTER = "zh"
#: Languages that write several words as one, and what may stand between them.
COMPOUNDING = {"de": ("", "s", "n", "en", "es", "ge", "zu", "er"), "nl": ("", "s", "n", "en", "e")}
SHORTEST_PART = 3
#: How every letter begins and ends, whatever its language: the prompt says so in English.
COURTESY = "hi hello there dear best kind warm regards sincerely yours"
#: What may stand before a word of a language, and be written as one with it.
PREFIXES = {"en": ("un", "re", "dis", "mis", "non", "pre", "over", "out")}
#: What hangs behind an apostrophe in English and before one in French and Italian.
_CLITICS = frozenset(
    {"s", "re", "ve", "ll", "d", "m", "t", "l", "j", "n", "c", "qu", "y", "jusqu", "lorsqu", "puisqu", "quelqu"}
    | {"dell", "all", "un", "nell", "dall", "sull", "quell", "quest", "dov", "com", "cos", "anch", "po"}
)
_PARTS = re.compile(r"[^\W\d_]+")


class Tier(IntEnum):
    """How near to every letter a word stands."""

    #: In nearly every letter.
    CORE = 0
    #: The trade of a shop.
    SERVICE = 1
    #: Plain words for things and feelings that customers write about, and names that everybody may use.
    PLAIN = 2
    #: None of these.
    STRANGE = 3


_SECTIONS = {"core": Tier.CORE, "service": Tier.SERVICE, "plain": Tier.PLAIN, "names": Tier.PLAIN}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    language: str
    #: Folded words and their stems, each with its tier.
    words: dict[str, Tier]
    stems: dict[str, Tier]

    def tier(self, word: str) -> Tier:
        """Where a folded word stands; each part of a word with hyphens or apostrophes must stand somewhere."""
        if word in self.words:
            return self.words[word]
        parts = _PARTS.findall(word)
        if len(parts) > 1:
            return max(Tier.CORE if part in _CLITICS else self._tier_of_part(part) for part in parts)
        return self._tier_of_part(word)

    def _tier_of_part(self, word: str) -> Tier:
        if word in self.words:
            return self.words[word]
        tier = self.stems.get(stem(word, self.language))
        if tier is None:
            tier = next((self.words[base] for base in bases(word, self.language) if base in self.words), None)
        if tier is None:
            tier = Tier.SERVICE if self._has_prefix(word) or self._is_compound(word) else Tier.STRANGE
        return tier

    def _has_prefix(self, word: str) -> bool:
        return any(
            word.startswith(prefix) and len(word) - len(prefix) > SHORTEST_PART and self._is_simple(word[len(prefix) :])
            for prefix in PREFIXES.get(self.language, ())
        )

    def _is_compound(self, word: str) -> bool:
        links = COMPOUNDING.get(self.language)
        return bool(links) and any(
            self._is_simple(word[:cut]) and any(self._is_rest(word[cut:], link) for link in links or ())
            for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        )

    def _is_rest(self, rest: str, link: str) -> bool:
        if not rest.startswith(link) or len(rest) - len(link) < SHORTEST_PART:
            return False
        last = rest[len(link) :]
        return self._is_simple(last) or (len(last) > 2 * SHORTEST_PART and self._is_compound(last))

    def _is_simple(self, word: str) -> bool:
        return word in self.words or stem(word, self.language) in self.stems


@cache
def lexicon(language: str) -> Lexicon:
    """The words of one of LANGUAGES."""
    words: dict[str, Tier] = {}
    stems: dict[str, Tier] = {}
    tier = Tier.STRANGE
    for word in COURTESY.split():
        words[word] = Tier.CORE
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            tier = _SECTIONS[line.strip("[]")]
        elif not line.startswith("#"):
            entries = folded(line).split() if language != BY_CHARACTER else list(folded(line))
            for entry in entries:
                words.setdefault(entry, tier)
                stems.setdefault(stem(entry, language), tier)
    return Lexicon(language, words, stems)


@lru_cache(maxsize=50_000)
def tier_of(word: str, language: str) -> Tier:
    """Where a folded word stands in a language."""
    return lexicon(language).tier(word)
