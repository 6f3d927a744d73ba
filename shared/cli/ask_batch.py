"""Reading many questions, one a line: what `selvage ask --batch` does."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO

import orjson
from rich.console import Console

from shared.cli.ask_here import OPERATOR, readers_here
from shared.cli.settings_door import read_settings
from shared.domain.questions import Likelihood, QuestionEngine, Reading
from shared.errors import InvalidPayload
from shared.questions.engines import Readers
from shared.questions.offline.reader import OfflineReader
from shared.questions.wire import plainly
from shared.wiring import SystemClock

STDIN = "-"
#: Engines that need nothing but the text.
WITHOUT_SETTINGS = frozenset({QuestionEngine.RULES, QuestionEngine.OFFLINE})
TOLD_EVERY = 50


def read_file(name: str, engine: str | None, out: BinaryIO) -> None:
    """Write a JSON object for each line of the file that is not blank, as soon as it is read.

    Each has `question, query_type, parameters, confidence, top`. InvalidPayload when the file cannot be read.
    """
    chosen = QuestionEngine(engine) if engine else None
    today = SystemClock().now().date()
    with _lines(name) as lines, _readers(chosen) as readers, _progress() as tell:
        for number, line in enumerate(read_lines(lines, readers, today=today, engine=chosen), start=1):
            out.write(line)
            out.flush()
            tell(number)


def read_lines(
    lines: Iterable[str], readers: Readers, *, today: date, engine: QuestionEngine | None
) -> Iterator[bytes]:
    """For each line that is not blank how it is read, as a line of JSON; a line is taken when its turn comes."""
    for question in questions_in(lines):
        reading = readers.read(question, today=today, key_id=OPERATOR.key_id, engine=engine)
        is_alone = engine is QuestionEngine.RULES
        yield told(question, reading, reading.top if is_alone else readers.likeliest(question, reading))


def questions_in(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the space around them; blank ones are left out."""
    return filter(None, (line.removeprefix("\ufeff").strip() for line in lines))


def told(question: str, reading: Reading, top: Iterable[Likelihood]) -> bytes:
    """How the question was read, as one line of JSON."""
    line = {
        "question": question,
        "query_type": reading.kind,
        "parameters": plainly(reading.slots.named()),
        "confidence": reading.confidence,
        "top": [{"query_type": each.kind, "probability": each.probability} for each in top],
    }
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _readers(engine: QuestionEngine | None) -> AbstractContextManager[Readers]:
    if engine in WITHOUT_SETTINGS:
        return nullcontext(Readers(OfflineReader()))
    return readers_here(read_settings())


@contextmanager
def _lines(name: str) -> Iterator[TextIO]:
    """The file's text; bytes that are no UTF-8 are shown as such, and end nothing."""
    if name == STDIN:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        return
    try:
        lines = Path(name).open(encoding="utf-8", errors="replace", newline="\n")  # noqa: SIM115  closed below
    except OSError as error:
        raise InvalidPayload(f"{name} cannot be read: {error.strerror}") from error
    with lines:
        yield lines


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Tells on standard error how many were read, when somebody is looking."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("Reading questions") as status:
        yield lambda number: status.update(f"Read {number:,} questions") if number % TOLD_EVERY == 0 else None
