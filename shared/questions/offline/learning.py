"""Learns what words and meanings speak for: ridge regression on the kinds, over a kernel of both.

The kernel of two questions is the mean of how alike their words are (a linear kernel over TF-IDF) and how close their
meanings are (a Gaussian kernel over the embedding), plus 1 for the level of each kind. Solved in one step and without
chance: the same examples give the same model.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_array

from shared.questions.offline.model import (
    KINDS,
    Floats,
    MeaningSpace,
    MeaningWeights,
    Weights,
    WordWeights,
    closeness,
)
from shared.questions.offline.ngrams import SparseVector, Vocabulary

#: How much weights are held back; 0.05 to 0.2 judge unseen authors alike.
RIDGE = 0.1
#: Directions of the embedding that are kept; 128 to 320 judge unseen authors alike.
DIRECTIONS = 192
_INT8 = 127


def learn(texts: Sequence[str], kinds: NDArray[np.int64], vectors: Floats | None, vocabulary: Vocabulary) -> Weights:
    """What texts (spelled alike) of known kinds, by place in KINDS, teach; with their embeddings, meanings as well.

    The vocabulary is of the same texts.
    """
    words = _matrix([vocabulary.vector(text) for text in texts], len(vocabulary.rarity))
    # Words are two vectors of length 1, and count as much as meaning, which has length 1, in the mean of all.
    share = 0.25 if vectors is not None else 0.5
    kernel = (words @ words.T).toarray().astype(np.float32) * np.float32(share) + 1
    if vectors is not None:
        space = _space(vectors)
        points, step = _rounded(space.narrowed(vectors))
        exact = points.astype(np.float32) * np.float32(step)
        kernel += closeness(exact, exact) / 2
    kernel[np.diag_indices(len(texts))] += np.float32(RIDGE)
    told = np.where(kinds[:, np.newaxis] == np.arange(len(KINDS)), 1, -1).astype(np.float32)
    duals: Floats = solve(kernel, told, assume_a="pos", overwrite_a=True)
    by_word, steps = _rounded_by_kind((words.T @ duals) * np.float32(share))
    return Weights(
        WordWeights(by_word, steps, duals.sum(axis=0)),
        MeaningWeights(space, points, step, duals / np.float32(2)) if vectors is not None else None,
    )


def _matrix(rows: Sequence[SparseVector], width: int) -> csr_array:
    starts = np.cumsum([0, *(len(row.places) for row in rows)])
    values = np.concatenate([row.values for row in rows])
    places = np.concatenate([row.places for row in rows])
    return csr_array((values, places, starts), shape=(len(rows), width))


def _space(vectors: Floats) -> MeaningSpace:
    """The directions in which the vectors differ most, by the eigenvectors of their covariance."""
    centre = vectors.mean(axis=0)
    centred = (vectors - centre).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)
    # As they are kept in the file, so that what is learned fits what is loaded.
    kept = directions[:, ::-1][:, :DIRECTIONS].astype(np.float16)
    return MeaningSpace(centre.astype(np.float16).astype(np.float32), kept.astype(np.float32))


def _rounded(vectors: Floats) -> tuple[NDArray[np.int8], float]:
    step = float(np.abs(vectors).max()) / _INT8
    return np.round(vectors / step).astype(np.int8), step


def _rounded_by_kind(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    steps = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / np.float32(_INT8)
    return np.round(weights / steps).astype(np.int8), steps.astype(np.float32)
