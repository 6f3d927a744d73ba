"""The sentence model in numpy: its pieces of words, its vectors, and that only the weights that we know are used."""

from pathlib import Path

import numpy as np
import pytest

from shared.errors import Permanent
from shared.questions.offline.embedding import KEPT_LAYERS, Embedding
from shared.questions.offline.wordpiece import WordPieces

EMBEDDING = Embedding.installed()
PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##ed", "!", "cafe", "世", "un", "##known")


@pytest.fixture
def pieces(tmp_path: Path) -> WordPieces:
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(PIECES), encoding="utf-8")
    return WordPieces(vocabulary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("playing", ["play", "##ing"]),
        ("Played!", ["play", "##ed", "!"]),
        ("play! ing", ["play", "!", "[UNK]"]),
        ("CAFÉ", ["cafe"]),
        ("世世", ["世", "世"]),
        ("un\u0000known", ["un", "##known"]),
        ("x" * 101, ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(pieces: WordPieces, text: str, found: list[str]) -> None:
    numbers = pieces.numbers(text, most=10)

    assert [PIECES[number] for number in numbers] == ["[CLS]", *found, "[SEP]"]


def test_long_texts_are_cut_off(pieces: WordPieces) -> None:
    assert len(pieces.numbers("play " * 50, most=10)) == 10


def test_similarities_are_those_that_the_models_authors_published() -> None:
    """The three sentences of the library's quickstart, whose cosines are printed there to four places."""
    width = len(EMBEDDING.vector("a")) // len(KEPT_LAYERS)
    weather, outside, stadium = (
        EMBEDDING.vector(sentence)[:width]
        for sentence in (
            "The weather is lovely today.",
            "It's so sunny outside!",
            "He drove to the stadium.",
        )
    )

    assert float(weather @ outside) == pytest.approx(0.6660, abs=1e-4)
    assert float(weather @ stadium) == pytest.approx(0.1046, abs=1e-4)
    assert float(outside @ stadium) == pytest.approx(0.1411, abs=1e-4)


def test_each_kept_layer_has_length_one() -> None:
    layers = EMBEDDING.vector("who is leaving").reshape(len(KEPT_LAYERS), -1)

    assert np.linalg.norm(layers, axis=1) == pytest.approx(1, abs=1e-5)


def test_weights_that_we_do_not_know_are_not_used(tmp_path: Path) -> None:
    for name in ("model.safetensors", "vocab.txt"):
        (tmp_path / name).write_bytes(b"somebody else's")

    with pytest.raises(Permanent, match="it is not used"):
        Embedding(tmp_path)
