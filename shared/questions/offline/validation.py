"""How well the classifier judges questions of authors that it has not seen, and the calibration chosen on that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.questions.offline.examples import Example
from shared.questions.offline.learning import learn
from shared.questions.offline.model import KINDS, REFUSED, Calibration, Floats
from shared.questions.offline.ngrams import vocabulary_of

#: Whose questions are held out together: a style, and questions out of scope that are not learned from then. Those of
#: `out_of_scope.tsv` are one author's; neighbouring lines, which are about one thing, are held out together.
STYLES = ("plain", "terse", "business", "idiomatic", "close_calls")
OUT_OF_SCOPE, NEAR_MISSES = "out_of_scope", "near_misses"
NEIGHBOURS = 12
#: Of the questions that are not asked back, at least so many shall be judged rightly.
RIGHT_WHEN_SURE = 0.95

SHARPNESSES = np.geomspace(1, 10, 47).round(3)
REFUSALS = np.linspace(-3, 3, 61).round(3)
CONFIDENCES = np.linspace(0, 0.9, 91).round(3)


@dataclass(frozen=True, slots=True)
class Figures:
    """How questions were judged; all shares of 1."""

    #: Of questions in scope: the right kind first; the right one among the first three; refused though in scope.
    right: float
    right_in_three: float
    falsely_refused: float
    #: Of questions out of scope: refused.
    refused: float
    #: Of all: asked back; and of the others, judged rightly.
    asked_back: float
    right_when_sure: float

    @property
    def balanced(self) -> float:
        """Right kinds and right refusals, weighed alike: what the calibration makes largest."""
        return (self.right + self.refused) / 2


def figures(probabilities: NDArray[np.float64], kinds: NDArray[np.int64], least_confidence: float) -> Figures:
    """How (questions, kinds) probabilities judge questions of these kinds."""
    order = np.argsort(-probabilities, axis=1, kind="stable")
    first, inside = order[:, 0], kinds != REFUSED
    sure = probabilities.max(axis=1) >= least_confidence
    return Figures(
        right=_share((first == kinds)[inside]),
        right_in_three=_share((order[:, :3] == kinds[:, np.newaxis]).any(axis=1)[inside]),
        falsely_refused=_share((first == REFUSED)[inside]),
        refused=_share((first == REFUSED)[~inside]),
        asked_back=_share(~sure),
        right_when_sure=_share((first == kinds)[sure]),
    )


def kinds_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The place in KINDS of each example's kind."""
    return np.array([KINDS.index(example.kind) for example in examples], dtype=np.int64)


def folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Which fold holds each example out, by place in STYLES."""
    authors = len(STYLES) - 1
    line, found = 0, []
    for example in examples:
        if example.style == OUT_OF_SCOPE:
            found.append(line // NEIGHBOURS % authors)
            line += 1
        else:
            found.append(authors if example.style == NEAR_MISSES else STYLES.index(example.style))
    return np.array(found, dtype=np.int64)


def unseen_scores(examples: Sequence[Example], texts: Sequence[str], vectors: Floats | None) -> Floats:
    """(examples, kinds): each example's scores by a model that learned from the other folds only."""
    kinds, held_out_by = kinds_of(examples), folds(examples)
    found = np.zeros((len(examples), len(KINDS)), dtype=np.float32)
    for fold in range(len(STYLES)):
        held_out = np.flatnonzero(held_out_by == fold).tolist()
        kept = np.flatnonzero(held_out_by != fold).tolist()
        seen = [texts[row] for row in kept]
        vocabulary = vocabulary_of(seen)
        weights = learn(seen, kinds[kept], None if vectors is None else vectors[kept], vocabulary)
        for row in held_out:
            vector = None if vectors is None else vectors[row]
            found[row] = weights.scores(vocabulary.vector(texts[row]), vector)
    return found


def calibrate(scores: Floats, kinds: NDArray[np.int64]) -> Calibration:
    """The calibration that suits these scores: the sharpest that is not too sure, the refusal that balances best."""
    calibration = Calibration(sharpness=1.0, refusal=0.0, least_confidence=0.0)
    for _ in range(3):  # each depends a little on the other
        sharper = [replace(calibration, sharpness=float(value)) for value in SHARPNESSES]
        calibration = min(sharper, key=lambda each: _surprise(each.probabilities(scores), kinds))
        shifted = [replace(calibration, refusal=float(value)) for value in REFUSALS]
        calibration = max(shifted, key=lambda each: figures(each.probabilities(scores), kinds, 0).balanced)
    probabilities = calibration.probabilities(scores)
    enough = (
        float(value)
        for value in CONFIDENCES
        if figures(probabilities, kinds, float(value)).right_when_sure >= RIGHT_WHEN_SURE
    )
    return replace(calibration, least_confidence=next(enough, float(CONFIDENCES[-1])))


def nested(scores: Floats, examples: Sequence[Example]) -> Figures:
    """How unseen questions are judged when each fold's calibration is chosen on the other folds."""
    kinds, held_out_by = kinds_of(examples), folds(examples)
    probabilities, sure = np.zeros(scores.shape), np.zeros(len(examples), dtype=bool)
    for fold in range(len(STYLES)):
        held_out = held_out_by == fold
        calibration = calibrate(scores[~held_out], kinds[~held_out])
        probabilities[held_out] = calibration.probabilities(scores[held_out])
        sure[held_out] = probabilities[held_out].max(axis=1) >= calibration.least_confidence
    told = figures(probabilities, kinds, 0)
    rightly = probabilities.argmax(axis=1) == kinds
    return replace(told, asked_back=_share(~sure), right_when_sure=_share(rightly[sure]))


def _share(hits: NDArray[np.bool_]) -> float:
    """The mean; 1 of nothing."""
    return float(hits.mean()) if hits.size else 1.0


def _surprise(probabilities: NDArray[np.float64], kinds: NDArray[np.int64]) -> float:
    """The mean of -log p of what was right."""
    return float(-np.log(probabilities[np.arange(len(kinds)), kinds] + np.finfo(float).tiny).mean())
