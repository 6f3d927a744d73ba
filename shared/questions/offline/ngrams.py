"""Which words and pieces of words a question has, each weighed by how rare it is (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

#: Pieces of words have three to five characters, a space before the word and one behind it included.
PIECE_CHARACTERS = (3, 4, 5)
#: What fewer questions have is not kept.
LEAST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class SparseVector:
    """The places of a long vector that are not zero, and what stands there."""

    places: NDArray[np.int64]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, pairs of neighbouring words, and pieces of words, each with how rare it is."""

    #: Places of the words and pairs, then of the pieces: 0, 1, 2 ... over both.
    words: Mapping[str, int]
    pieces: Mapping[str, int]
    #: By place: the logarithm of how many questions there are for each that has it.
    rarity: NDArray[np.float64]

    def vector(self, text: str) -> SparseVector:
        """The text over all places. Words are a vector of length 1 and pieces another, unless none is known."""
        halves = [_weighed(_words(text), self.words, self.rarity), _weighed(_pieces(text), self.pieces, self.rarity)]
        places = np.array([place for half in halves for place in half], dtype=np.int64)
        return SparseVector(places, np.array([value for half in halves for value in half.values()]))


def vocabulary_of(texts: Sequence[str]) -> Vocabulary:
    """What at least two of the texts have."""
    words = _common(Counter(word for text in texts for word in set(_words(text))))
    pieces = _common(Counter(piece for text in texts for piece in set(_pieces(text))))
    counts = np.array([*words.values(), *pieces.values()], dtype=np.float64)
    return Vocabulary(
        words={word: place for place, word in enumerate(words)},
        pieces={piece: place for place, piece in enumerate(pieces, start=len(words))},
        rarity=np.log((1 + len(texts)) / (1 + counts)) + 1,
    )


def _common(counts: Counter[str]) -> dict[str, int]:
    return {each: counts[each] for each in sorted(counts) if counts[each] >= LEAST_QUESTIONS}


def _weighed(found: Iterator[str], places: Mapping[str, int], rarity: NDArray[np.float64]) -> dict[int, float]:
    counts = Counter(places[each] for each in found if each in places)
    values = {place: (1 + math.log(count)) * float(rarity[place]) for place, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {place: value / length for place, value in values.items()}


def _words(text: str) -> Iterator[str]:
    words = text.split()
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))


def _pieces(text: str) -> Iterator[str]:
    for word in text.split():
        spaced = f" {word} "
        for length in PIECE_CHARACTERS:
            if len(spaced) <= length:
                yield spaced
                break
            yield from (spaced[start : start + length] for start in range(len(spaced) - length + 1))
