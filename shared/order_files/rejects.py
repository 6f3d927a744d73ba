"""The rejects file: every refused row with its line and the reason, so that it can be mended and loaded again."""

import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from shared.errors import Permanent
from shared.order_files.outcome import Refused, Row

FIRST_COLUMNS = ("line", "reason")
BEGINNING = ",".join(FIRST_COLUMNS)


class Rejects:
    """Refused rows, kept aside in a file that nobody sees until `publish`."""

    def __init__(self, path: Path, aside: TextIO) -> None:
        """`path` is where they are published; `aside` is where they wait, and stays the caller's."""
        self.path = path
        #: How many rows each reason has refused.
        self.reasons: Counter[str] = Counter()
        self._aside = aside
        self._writer = csv.writer(aside)

    def begin(self, header: Sequence[str]) -> None:
        """Write the header: line, reason, and the file's own columns."""
        self._writer.writerow((*FIRST_COLUMNS, *header))

    def add(self, row: Row, refused: Refused) -> None:
        """Keep the row as it stands in the file."""
        self.reasons[refused.reason] += 1
        self._writer.writerow((row.line, refused, *row.cells))

    def publish(self) -> Path | None:
        """Where the refused rows are now; None when there were none, and then an older rejects file is removed."""
        if not self.reasons:
            self.path.unlink(missing_ok=True)
            return None
        self._aside.seek(0)
        with self.path.open("w", encoding="utf-8", newline="", errors="backslashreplace") as published:
            shutil.copyfileobj(self._aside, published)
        return self.path


@contextmanager
def rejects_at(path: Path) -> Iterator[Rejects]:
    """Rejects to be published at `path`; a load that ends early leaves nothing behind.

    Raises Permanent when `path` cannot be written, or is a file that is no rejects file and would be lost.
    """
    if path.exists() and not _is_rejects_file(path):
        raise Permanent(f"{path} exists and is no rejects file: choose another path with --rejects")
    try:
        aside = tempfile.TemporaryFile(  # noqa: SIM115  closed below; only opening it is ours to explain
            "w+", encoding="utf-8", newline="", errors="backslashreplace", dir=path.parent
        )
    except OSError as error:
        raise Permanent(f"{path} cannot be written: {error.strerror}; choose another path with --rejects") from error
    with aside:
        yield Rejects(path, aside)


def _is_rejects_file(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(BEGINNING)) == BEGINNING.encode()
