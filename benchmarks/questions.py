"""How often questions are read rightly with no key and no network, and how long that takes."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no types

from benchmarks.result import Result
from shared.questions.offline.artefact import read_card
from shared.questions.offline.embedding import Embedding, NoEmbedding
from shared.questions.offline.examples import Example, read_file
from shared.questions.offline.reader import OfflineReader
from shared.questions.offline.validation import figures, kinds_of

HELD_OUT = Path("tests/questions/held_out.tsv")
MS = 1000.0
NOTES = (
    "held_out: questions by an author nothing was learned from or chosen on; unseen: examples, an author at a time.",
    "Shares of 1. right, right_in_three and falsely_refused are of questions in scope, refused of the others.",
    "asked_back: of all, too unsure to be answered; right_when_sure: of the rest, judged rightly.",
    "meaning: with the embedding that `make setup` installs; words: without it.",
    "p50_ms and p99_ms of a question on one core; load_ms before the first one, the check of the weights included.",
)


def measure() -> Result:
    """Both readers on the held-out questions, beside what leaving authors out foretold."""
    examples = list(read_file(HELD_OUT))
    measured: dict[str, float] = {}
    with threadpool_limits(1):
        for name, find in (("meaning", Embedding.installed), ("words", _none)):
            measured |= {f"{name}_{key}": value for key, value in _judged(examples, find).items()}
    for name, told in read_card()["figures"].items():
        measured |= {f"{name}_unseen_{key}": value for key, value in told.items()}
    return Result("questions", measured, {}, NOTES)


def _judged(examples: list[Example], find_embedding: Callable[[], Embedding]) -> dict[str, float]:
    reader = OfflineReader(find_embedding=find_embedding)
    begun = time.perf_counter()
    _, calibration = reader.judge("")
    load_s = time.perf_counter() - begun
    probabilities, took = [], []
    for example in examples:
        begun = time.perf_counter()
        probabilities.append(reader.judge(example.question)[0])
        took.append(time.perf_counter() - begun)
    told = figures(np.array(probabilities), kinds_of(examples), calibration.least_confidence)
    p50, p99 = np.quantile(took, (0.5, 0.99))
    return {f"held_out_{key}": value for key, value in asdict(told).items()} | {
        "load_ms": load_s * MS,
        "p50_ms": float(p50) * MS,
        "p99_ms": float(p99) * MS,
    }


def _none() -> Embedding:
    raise NoEmbedding
