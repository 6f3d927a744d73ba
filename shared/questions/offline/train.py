"""`python -m shared.questions.offline.train`: learn from the examples, and write the classifier that ships.

Takes a few minutes on one core, most of them for embedding every example. The same examples give the same classifier.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import numpy as np

from shared.questions.offline.artefact import FOLDER, save
from shared.questions.offline.embedding import Embedding
from shared.questions.offline.examples import Example, fingerprints, read_examples
from shared.questions.offline.learning import learn
from shared.questions.offline.model import Floats, Model, Trained
from shared.questions.offline.ngrams import vocabulary_of
from shared.questions.offline.spelling import spelled_alike
from shared.questions.offline.validation import calibrate, kinds_of, nested, unseen_scores


def main() -> None:
    """Train, save, and tell how well questions of unseen authors were judged."""
    examples = read_examples()
    texts = [spelled_alike(example.question) for example in examples]
    print(f"embedding {len(examples):,} questions")  # noqa: T201  a command prints
    embedding = Embedding.installed()
    vectors = np.array([embedding.vector(text) for text in texts])
    trained, figures = train(examples, texts, vectors, tell=print)
    save(trained, figures)
    print(f"written to {FOLDER}")  # noqa: T201  a command prints


def train(
    examples: Sequence[Example], texts: Sequence[str], vectors: Floats, *, tell: Callable[[str], None]
) -> tuple[Trained, dict[str, dict[str, float]]]:
    """The classifier, and its figures on unseen authors with and without the embedding; `tell` hears of them.

    Texts are the questions spelled alike, and vectors their embeddings.
    """
    kinds, figures, models = kinds_of(examples), {}, {}
    vocabulary = vocabulary_of(texts)
    for name, known in (("words", None), ("meaning", vectors)):
        scores = unseen_scores(examples, texts, known)
        figures[name] = {key: round(value, 4) for key, value in asdict(nested(scores, examples)).items()}
        tell(f"{name}: " + ", ".join(f"{key} {value:.1%}" for key, value in figures[name].items()))
        models[name] = Model(learn(texts, kinds, known, vocabulary), calibrate(scores, kinds))
    return Trained(vocabulary, models["words"], models["meaning"], fingerprints()), figures


if __name__ == "__main__":
    main()
