"""The questions that the classifier learns from: files of `kind<TAB>question`, a style of writing each."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.domain.questions import QueryKind
from shared.errors import InvalidPayload

FOLDER = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a known kind."""

    kind: QueryKind
    question: str
    #: The file that it stands in, without suffix: every file has another author or style.
    style: str


def read_examples(folder: Path = FOLDER) -> list[Example]:
    """All examples, files by name and lines in order; InvalidPayload for a line that is none."""
    return [example for file in sorted(folder.glob("*.tsv")) for example in read_file(file)]


def read_file(file: Path) -> Iterator[Example]:
    """The examples of one file, in order; InvalidPayload for a line that is none."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        kind, tab, question = line.partition("\t")
        if not tab or kind not in set(QueryKind) or not question.strip():
            raise InvalidPayload(f"{file.name}, line {number}: a kind, a tab and a question are expected")
        yield Example(QueryKind(kind), question, file.stem)


def fingerprints(folder: Path = FOLDER) -> Mapping[str, str]:
    """The SHA-256 of each file of examples, by file name."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.tsv"))}
