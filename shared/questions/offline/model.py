"""The trained classifier: from a question's words, and what it means, to how likely it is of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.questions import QueryKind
from shared.questions.offline.ngrams import SparseVector, Vocabulary

Floats = NDArray[np.float32]
#: Kinds in the order of all arrays.
KINDS = tuple(QueryKind)
REFUSED = KINDS.index(QueryKind.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes scores probabilities; chosen on questions by authors that the model had not seen."""

    #: Scores are multiplied with it: above 1 makes the model surer.
    sharpness: float
    #: Added to the sharpened score of out_of_scope.
    refusal: float
    #: Below this probability the asker is asked back.
    least_confidence: float

    def probabilities(self, scores: NDArray[np.floating]) -> NDArray[np.float64]:
        """The probabilities of the kinds, for scores of any shape whose last axis is the kinds."""
        sharp = scores.astype(np.float64) * self.sharpness
        sharp[..., REFUSED] += self.refusal
        likely = np.exp(sharp - sharp.max(axis=-1, keepdims=True))
        shares: NDArray[np.float64] = likely / likely.sum(axis=-1, keepdims=True)
        return shares


@dataclass(frozen=True, slots=True)
class WordWeights:
    """What each word and piece of a word speaks for."""

    #: (places, kinds); kept as whole numbers from -127 to 127, each kind with its own step.
    weights: NDArray[np.int8]
    step: Floats
    #: (kinds,): the score of a question of no known words.
    start: Floats

    def scores(self, vector: SparseVector) -> Floats:
        """(kinds,): the scores of a question's words."""
        rows = self.weights[vector.places].astype(np.float32) * self.step
        told: Floats = vector.values.astype(np.float32) @ rows + self.start
        return told


@dataclass(frozen=True, slots=True)
class MeaningSpace:
    """What is kept of an embedding: directions in which the learned questions differ most."""

    #: (width,), and (width, directions).
    centre: Floats
    directions: Floats

    def narrowed(self, vectors: Floats) -> Floats:
        """Vectors in the kept directions, of length 1; any shape whose last axis is the embedding's width."""
        kept = (vectors - self.centre) @ self.directions
        lengths = np.linalg.norm(kept, axis=-1, keepdims=True)
        narrow: Floats = kept / np.maximum(lengths, np.finfo(np.float32).tiny)
        return narrow


@dataclass(frozen=True, slots=True)
class MeaningWeights:
    """What each learned question speaks for, the more the closer another one's meaning is to its own."""

    space: MeaningSpace
    #: (learned questions, directions); each question is `points * step`, of length 1 but for rounding.
    points: NDArray[np.int8]
    step: float
    #: (learned questions, kinds).
    weights: Floats

    def scores(self, vector: Floats) -> Floats:
        """(kinds,): the scores of an embedded question."""
        near = closeness(self.space.narrowed(vector), self.points.astype(np.float32) * np.float32(self.step))
        told: Floats = near @ self.weights
        return told


@dataclass(frozen=True, slots=True)
class Weights:
    """What words speak for, and meanings where those were learned."""

    words: WordWeights
    meaning: MeaningWeights | None

    def scores(self, words: SparseVector, vector: Floats | None) -> Floats:
        """(kinds,): the scores of a question's words, and of its embedding where there is one."""
        told = self.words.scores(words)
        return told if self.meaning is None or vector is None else told + self.meaning.scores(vector)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, and how their scores become probabilities."""

    weights: Weights
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Trained:
    """All that training leaves."""

    vocabulary: Vocabulary
    #: Without the embedding, and with it.
    by_words: Model
    by_meaning: Model
    #: SHA-256 of each file of examples that it was trained on, by file name.
    examples: Mapping[str, str]


def closeness(vectors: Floats, points: Floats) -> Floats:
    """exp(-d^2), d being the distance of two vectors of about length 1: (..., points)."""
    squared = (
        (vectors * vectors).sum(axis=-1, keepdims=True) + (points * points).sum(axis=-1) - 2 * (vectors @ points.T)
    )
    near: Floats = np.exp(-squared)
    return near
