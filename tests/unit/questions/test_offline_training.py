"""Training: that what ships was trained on the examples as they are, and that training is no matter of chance."""

from pathlib import Path

import numpy as np
import pytest

from shared.domain.questions import QueryKind
from shared.errors import InvalidPayload
from shared.questions.offline.artefact import FOLDER, load, read_card, save
from shared.questions.offline.examples import Example, fingerprints, read_examples, read_file
from shared.questions.offline.learning import learn
from shared.questions.offline.model import KINDS, Calibration
from shared.questions.offline.ngrams import vocabulary_of
from shared.questions.offline.spelling import spelled_alike
from shared.questions.offline.validation import STYLES, calibrate, figures, folds, kinds_of

EXAMPLES = read_examples()
TRAIN_AGAIN = "the examples changed: run `make questions`"
#: Kinds have about 170 examples each; a kind that is forgotten when new ones are added would be far below.
LEAST_EXAMPLES = 100


def test_the_classifier_was_trained_on_the_examples_as_they_are() -> None:
    assert load().examples == fingerprints(), TRAIN_AGAIN


@pytest.mark.slow
def test_training_again_gives_the_same_words_the_same_weight() -> None:
    trained, texts = load(), [spelled_alike(example.question) for example in EXAMPLES]
    vocabulary = vocabulary_of(texts)
    weights = learn(texts, kinds_of(EXAMPLES), None, vocabulary)

    assert vocabulary.words == trained.vocabulary.words
    assert vocabulary.pieces == trained.vocabulary.pieces
    for text in texts[::25]:
        shipped = trained.by_words.weights.scores(trained.vocabulary.vector(text), None)
        assert weights.scores(vocabulary.vector(text), None) == pytest.approx(shipped, abs=0.01)


def test_what_ships_is_small_and_holds_no_code() -> None:
    files = sorted(FOLDER.iterdir())

    assert [file.name for file in files] == ["card.json", "model.npz", "vocabulary.json"]
    assert sum(file.stat().st_size for file in files) < 3_000_000
    with np.load(FOLDER / "model.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fi" for name in arrays.files)


def test_saving_and_loading_changes_no_judgement(tmp_path: Path) -> None:
    trained = load()
    save(trained, {}, tmp_path)
    again = load(tmp_path)

    text, vector = spelled_alike("who is leaving"), np.linspace(-1, 1, 1152, dtype=np.float32)
    assert (
        again.by_meaning.weights.scores(again.vocabulary.vector(text), vector)
        == trained.by_meaning.weights.scores(trained.vocabulary.vector(text), vector)
    ).all()
    assert again.by_meaning.calibration == trained.by_meaning.calibration


def test_a_classifier_for_other_kinds_is_not_loaded(tmp_path: Path) -> None:
    save(load(), {}, tmp_path)
    card = tmp_path / "card.json"
    card.write_text(card.read_text(encoding="utf-8").replace("churn_risk", "churn_rusk"), encoding="utf-8")

    with pytest.raises(InvalidPayload, match="train it again"):
        load(tmp_path)


def test_every_kind_has_examples_of_many_authors() -> None:
    for kind in QueryKind:
        own = [example for example in EXAMPLES if example.kind is kind]
        assert len(own) >= LEAST_EXAMPLES
        assert len({example.style for example in own}) >= 2


def test_no_question_stands_twice() -> None:
    questions = [example.question.casefold() for example in EXAMPLES]

    assert len(set(questions)) == len(questions)


def test_every_example_is_held_out_once_and_no_author_sees_itself() -> None:
    held_out_by = folds(EXAMPLES)

    for place, style in enumerate(STYLES):
        assert {held_out_by[row] for row, each in enumerate(EXAMPLES) if each.style == style} == {place}
    assert set(held_out_by) == set(range(len(STYLES)))


def test_the_card_tells_how_unseen_authors_were_judged() -> None:
    told = read_card()["figures"]

    assert told["meaning"]["right"] > told["words"]["right"] + 0.02, "the embedding is worth its 83 MB"


def test_a_line_without_a_kind_is_no_example(tmp_path: Path) -> None:
    file = tmp_path / "wrong.tsv"
    file.write_text("churn_risk\twho leaves\nchurn\twho leaves\n", encoding="utf-8")

    with pytest.raises(InvalidPayload, match=r"wrong.tsv, line 2"):
        list(read_file(file))


def test_figures_count_what_they_say() -> None:
    examples = [
        Example(kind, "", "plain")
        for kind in (QueryKind.MOMENTUM, QueryKind.MOMENTUM, QueryKind.WINBACK, QueryKind.OUT_OF_SCOPE)
    ]
    probabilities = np.zeros((4, len(KINDS)))
    for row, shares in enumerate(
        (
            {QueryKind.MOMENTUM: 0.9},
            {QueryKind.WINBACK: 0.5, QueryKind.MOMENTUM: 0.4},
            {QueryKind.OUT_OF_SCOPE: 0.6, QueryKind.CHURN_RISK: 0.2, QueryKind.RFM_ANALYSIS: 0.1},
            {QueryKind.OUT_OF_SCOPE: 0.8},
        )
    ):
        for kind, share in shares.items():
            probabilities[row, KINDS.index(kind)] = share

    found = figures(probabilities, kinds_of(examples), least_confidence=0.6)

    assert found.right == pytest.approx(1 / 3)
    assert found.right_in_three == pytest.approx(2 / 3)
    assert found.falsely_refused == pytest.approx(1 / 3)
    assert found.refused == 1
    assert found.asked_back == pytest.approx(1 / 4)
    assert found.right_when_sure == pytest.approx(2 / 3)


def test_a_calibration_makes_probabilities_as_sure_as_the_scores_are_right() -> None:
    rng = np.random.default_rng(1)
    kinds = rng.integers(0, len(KINDS), 600)
    scores = rng.normal(0, 0.05, (600, len(KINDS))).astype(np.float32)
    rightly = rng.random(600) < 0.8
    scores[np.arange(600), np.where(rightly, kinds, (kinds + 1) % len(KINDS))] += 1

    calibration = calibrate(scores, kinds)
    confidence = calibration.probabilities(scores).max(axis=1)

    assert confidence.mean() == pytest.approx(0.8, abs=0.05)
    assert calibration != Calibration(1.0, 0.0, 0.0)
