"""What the shop has published or an agent has written: a draft may say it again, also in other words. Folded text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.drafting.claims import claimed_figures
from shared.drafting.lexicon import Tier, tier_of
from shared.drafting.stems import stem
from shared.drafting.times import times_in

#: The share of a sentence's telling words that must stand in one statement.
MOSTLY = 0.6
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.](?=\d)[^.!?\n]+)*[.!?]?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NEGATION = re.compile(r"\b(?:not|no|never|cannot|without|non)\b|n't\b|\bunless\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the shop's."""

    words: frozenset[str]
    figures: frozenset[str]
    times: frozenset[str]
    denies: bool

    def covers(self, other: "Statement") -> bool:
        """Whether the other sentence says this one, or a part of it, and no figure beyond it."""
        return (
            bool(other.words)
            and len(other.words & self.words) >= MOSTLY * len(other.words)
            and other.figures <= self.figures
            and other.times <= self.times
            and other.denies == self.denies
        )


def without_statements(plain: str, said_by_shop: str) -> str:
    """The draft without the sentences that say what the shop has said."""
    statements = _statements(said_by_shop)
    if not statements:
        return plain
    return _SENTENCE.sub(lambda match: " … " if _is_stated(match[0], statements) else match[0], plain)


def _is_stated(sentence: str, statements: Sequence[Statement]) -> bool:
    said = _statement(sentence)
    return any(statement.covers(said) for statement in statements)


@lru_cache(maxsize=64)
def _statements(said: str) -> tuple[Statement, ...]:
    found = (_statement(match[0]) for match in _SENTENCE.finditer(said))
    return tuple(statement for statement in found if len(statement.words) > 1)


def _statement(sentence: str) -> Statement:
    telling = (word for word in _WORD.findall(sentence) if tier_of(word, "en") is not Tier.CORE)
    return Statement(
        words=frozenset(stem(word, "en") for word in telling),
        figures=claimed_figures(sentence),
        times=times_in(sentence),
        denies=bool(_NEGATION.search(sentence)),
    )
