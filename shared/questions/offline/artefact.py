"""The trained classifier on disk: numbers without code (model.npz), words (vocabulary.json), a card (card.json)."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.errors import InvalidPayload
from shared.questions.offline.model import (
    KINDS,
    Calibration,
    MeaningSpace,
    MeaningWeights,
    Model,
    Trained,
    Weights,
    WordWeights,
)
from shared.questions.offline.ngrams import Vocabulary

FOLDER = Path(__file__).parents[1] / "model"
_ARRAYS, _WORDS, _CARD = "model.npz", "vocabulary.json", "card.json"


def save(trained: Trained, figures: Mapping[str, Mapping[str, float]], folder: Path = FOLDER) -> None:
    """Write the three files; `figures` are for readers of the card."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, **_arrays(trained))
    words = {"words": list(trained.vocabulary.words), "pieces": list(trained.vocabulary.pieces)}
    _write(folder / _WORDS, json.dumps(words, ensure_ascii=False, separators=(",", ":")))
    card = {
        "kinds": KINDS,
        "examples": trained.examples,
        "calibration": {
            "words": asdict(trained.by_words.calibration),
            "meaning": asdict(trained.by_meaning.calibration),
        },
        "figures": figures,
    }
    _write(folder / _CARD, json.dumps(card, indent=2))


def load(folder: Path = FOLDER) -> Trained:
    """The classifier as it was saved; InvalidPayload when it was trained for other kinds."""
    card = read_card(folder)
    if tuple(card["kinds"]) != tuple(KINDS):
        raise InvalidPayload(f"{folder / _CARD} is of a classifier for other kinds of question: train it again")
    with np.load(folder / _ARRAYS, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    words: dict[str, list[str]] = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    return Trained(
        vocabulary=Vocabulary(
            words={word: place for place, word in enumerate(words["words"])},
            pieces={piece: place for place, piece in enumerate(words["pieces"], start=len(words["words"]))},
            rarity=arrays["rarity"].astype(np.float64),
        ),
        by_words=Model(
            Weights(_words(arrays, "words"), meaning=None),
            Calibration(**card["calibration"]["words"]),
        ),
        by_meaning=Model(
            Weights(_words(arrays, "both"), _meaning(arrays)),
            Calibration(**card["calibration"]["meaning"]),
        ),
        examples=card["examples"],
    )


def read_card(folder: Path = FOLDER) -> dict[str, Any]:
    """What the classifier was trained on, its calibration, and how well it did on unseen authors."""
    card: dict[str, Any] = json.loads((folder / _CARD).read_text(encoding="utf-8"))
    return card


def _arrays(trained: Trained) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"rarity": trained.vocabulary.rarity.astype(np.float32)}
    for name, model in (("words", trained.by_words), ("both", trained.by_meaning)):
        words = model.weights.words
        arrays |= {f"{name}_weights": words.weights, f"{name}_step": words.step, f"{name}_start": words.start}
    if (meaning := trained.by_meaning.weights.meaning) is not None:
        arrays |= {
            "centre": meaning.space.centre.astype(np.float16),
            "directions": meaning.space.directions.astype(np.float16),
            "points": meaning.points,
            "point_step": np.array(meaning.step),
            "point_weights": meaning.weights.astype(np.float16),
        }
    return arrays


def _words(arrays: Mapping[str, NDArray[Any]], name: str) -> WordWeights:
    return WordWeights(arrays[f"{name}_weights"], arrays[f"{name}_step"], arrays[f"{name}_start"])


def _meaning(arrays: Mapping[str, NDArray[Any]]) -> MeaningWeights:
    return MeaningWeights(
        space=MeaningSpace(arrays["centre"].astype(np.float32), arrays["directions"].astype(np.float32)),
        points=arrays["points"],
        step=float(arrays["point_step"]),
        weights=arrays["point_weights"].astype(np.float32),
    )


def _write(file: Path, text: str) -> None:
    file.write_text(text + "\n", encoding="utf-8")
