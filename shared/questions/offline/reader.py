"""Reads a question by what it has learned from examples."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from shared.domain.questions import Likelihood, QuestionEngine, Reading
from shared.errors import Permanent
from shared.questions.offline.artefact import FOLDER, load
from shared.questions.offline.embedding import Embedding
from shared.questions.offline.model import KINDS, Calibration, Trained
from shared.questions.offline.spelling import spelled_alike

log = logging.getLogger(__name__)

TOP = 3
#: Of a probability: more than anybody has measured.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class _Loaded:
    trained: Trained
    embedding: Embedding | None


class OfflineReader:
    """Tells the kind of a question with no key and no network; may be shared by threads.

    Judges by words and meaning where the embedding is installed, else by words alone, and says so in the log. Nothing
    is loaded before the first question.
    """

    def __init__(self, folder: Path = FOLDER, *, find_embedding: Callable[[], Embedding] = Embedding.installed) -> None:
        """`folder` is where the trained classifier lies; `find_embedding` raises Permanent when there is none."""
        self._folder, self._find_embedding = folder, find_embedding
        self._lock = Lock()
        self._kept: _Loaded | None = None

    def read(self, question: str) -> Reading:
        """The question's kind and the three likeliest, with calibrated probabilities; what it speaks of is left empty.

        Unsure when the likeliest kind is less likely than the calibration asks for; it is told all the same.
        """
        probabilities, calibration = self.judge(question)
        likeliest = np.argsort(-probabilities, kind="stable")[:TOP]
        top = tuple(Likelihood(KINDS[place], round(float(probabilities[place]), DECIMALS)) for place in likeliest)
        return Reading(
            kind=top[0].kind,
            confidence=top[0].probability,
            top=top,
            engine=QuestionEngine.OFFLINE,
            is_unsure=top[0].probability < calibration.least_confidence,
        )

    def judge(self, question: str) -> tuple[NDArray[np.float64], Calibration]:
        """How likely the question is of each kind, in the order of KINDS, and the calibration that it was judged by."""
        loaded = self._loaded()
        trained, text = loaded.trained, spelled_alike(question)
        words = trained.vocabulary.vector(text)
        vector = loaded.embedding.vector(text) if loaded.embedding else None
        model = trained.by_words if vector is None else trained.by_meaning
        return model.calibration.probabilities(model.weights.scores(words, vector)), model.calibration

    @property
    def knows_meaning(self) -> bool:
        """Whether the embedding is installed, so that questions are judged by meaning, too."""
        return self._loaded().embedding is not None

    def _loaded(self) -> _Loaded:
        with self._lock:
            if self._kept is None:
                self._kept = _Loaded(load(self._folder), self._embedding())
            return self._kept

    def _embedding(self) -> Embedding | None:
        try:
            return self._find_embedding()
        except Permanent as error:
            log.warning("questions.judged_by_words_alone", extra={"because": str(error)})
            return None
