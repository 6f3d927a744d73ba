"""The offline classifier as it ships: how right it is on questions that it never saw, and that it always answers."""

import logging
import string
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from shared.domain.questions import QueryKind, QuestionEngine, Slots
from shared.questions.offline.embedding import Embedding, NoEmbedding
from shared.questions.offline.examples import read_file
from shared.questions.offline.reader import OfflineReader
from shared.questions.offline.validation import Figures, figures, kinds_of

HELD_OUT = Path(__file__).parents[2] / "questions" / "held_out.tsv"


def no_embedding() -> Embedding:
    raise NoEmbedding


READ_ONE_AND_TELL = """
import sys
from shared.questions.offline.reader import OfflineReader
OfflineReader().read("vips")
print([name for name in ("sklearn", "scipy", "pandas", "torch") if name in sys.modules])
"""
FULL = OfflineReader()
WORDS_ONLY = OfflineReader(find_embedding=no_embedding)
READERS = pytest.mark.parametrize("reader", [FULL, WORDS_ONLY], ids=["meaning", "words"])


def judged(reader: OfflineReader) -> Figures:
    examples = list(read_file(HELD_OUT))
    rows = [reader.judge(example.question) for example in examples]
    return figures(np.array([row[0] for row in rows]), kinds_of(examples), rows[0][1].least_confidence)


def test_most_unseen_questions_get_the_right_kind_and_most_others_are_refused() -> None:
    found = judged(FULL)

    assert FULL.knows_meaning, "`make setup` installs the embedding"
    assert found.right >= 0.80
    assert found.right_in_three >= 0.93
    assert found.refused >= 0.85


def test_words_alone_still_tell_most_kinds() -> None:
    found = judged(WORDS_ONLY)

    assert not WORDS_ONLY.knows_meaning
    assert found.right >= 0.90
    assert found.right_in_three >= 0.96
    assert found.refused >= 0.88


@READERS
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("which customers are about to leave us", QueryKind.CHURN_RISK),
        ("what is bought together with the green teapot", QueryKind.PRODUCT_AFFINITY),
        ("sales forecast for the next six months", QueryKind.REVENUE_FORECAST),
        ("what's the weather in Oslo", QueryKind.OUT_OF_SCOPE),
        ("refund customer 4412", QueryKind.OUT_OF_SCOPE),
    ],
)
def test_plain_questions_get_their_kind(reader: OfflineReader, question: str, kind: QueryKind) -> None:
    reading = reader.read(question)

    assert reading.kind is kind
    assert reading.is_unsure == (reading.confidence < reader.judge(question)[1].least_confidence)
    assert reading.engine is QuestionEngine.OFFLINE
    assert reading.slots == Slots()


@pytest.mark.parametrize(
    "said",
    [
        str.upper,
        lambda question: question.strip("?"),
        lambda question: f"Hi team, could you tell me: {question}",
        lambda question: f"Hello! Quick question. {question} Thank you so much!",
        lambda question: f"  {question}\n\n",
    ],
    ids=["capitals", "no sign", "greeting", "thanks", "spaces"],
)
def test_manners_change_nothing(said: Callable[[str], str]) -> None:
    question = "Which customers buy less than they used to?"

    assert FULL.read(said(question)) == FULL.read(question)


def test_a_plain_question_is_certain_and_a_vague_one_is_not_but_is_told_all_the_same() -> None:
    plain, vague = FULL.read("which customers are about to leave us"), FULL.read("who matters")

    assert not plain.is_unsure
    assert vague.is_unsure
    for reading in (plain, vague):
        assert reading.confidence == reading.top[0].probability
        assert reading.kind is reading.top[0].kind


@READERS
@given(question=some.text() | some.text(string.printable, max_size=300) | some.emails())
@settings(max_examples=25, deadline=None)
def test_whatever_is_asked_there_are_three_kinds_and_honest_probabilities(reader: OfflineReader, question: str) -> None:
    reading = reader.read(question)
    probabilities, _ = reader.judge(question)

    assert len({each.kind for each in reading.top}) == 3
    assert [each.probability for each in reading.top] == pytest.approx(
        sorted(probabilities, reverse=True)[:3], abs=5e-5
    )
    assert probabilities.sum() == pytest.approx(1)
    assert (probabilities >= 0).all()


@READERS
@pytest.mark.parametrize(
    "question",
    ["", " \n", "🎉" * 20, "?!", "why " * 2500, "a" * 10_000, "@" * 10_000, "a@" * 5000, "hi " * 3333, "\0\ud800"],
    ids=["empty", "blank", "emoji", "signs", "words", "one word", "ats", "addresses", "greetings", "no character"],
)
def test_nothing_is_too_odd_to_be_read(reader: OfflineReader, question: str) -> None:
    assert len(reader.read(question).top) == 3


def test_what_says_nothing_is_refused() -> None:
    assert FULL.read("").kind is QueryKind.OUT_OF_SCOPE


def test_a_missing_embedding_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    reader = OfflineReader(find_embedding=no_embedding)

    with caplog.at_level(logging.WARNING):
        reader.read("best customers")
        reader.read("best products")

    assert [record.message for record in caplog.records] == ["questions.judged_by_words_alone"]


def test_threads_load_the_classifier_once() -> None:
    asked: list[None] = []

    def counted() -> Embedding:
        asked.append(None)
        raise NoEmbedding

    reader = OfflineReader(find_embedding=counted)
    with ThreadPoolExecutor(4) as threads:
        readings = list(threads.map(reader.read, ["best customers"] * 16))

    assert len(asked) == 1
    assert all(reading == readings[0] for reading in readings)


def test_nothing_heavy_is_loaded_to_read_a_question() -> None:
    """In a process of its own, since this one has loaded everything."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            READ_ONE_AND_TELL,
        ],
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout.strip() == "[]"
