"""A file of orders, opened: its header, its rows, and how far they have been read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from shared.order_files.csv_file import CsvFile
from shared.order_files.outcome import Row
from shared.order_files.parquet_file import ParquetFile, open_parquet
from shared.order_files.survey import Survey


class OrderFile(Protocol):
    """What both kinds of file offer. Neither holds more than a batch of rows in memory."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, as the file writes them."""

    @property
    def size(self) -> int:
        """Where `position` ends."""

    @property
    def position(self) -> int:
        """How far the rows have been read, for showing progress."""

    def rows(self, names: Sequence[str]) -> Iterator[Row]:
        """Every row from the first, its fields by `names`, one for each column. May be asked for again.

        A row that cannot be told apart has a flaw. Raises InvalidPayload when the file breaks off.
        """


@contextmanager
def open_order_file(path: Path, found: Survey) -> Iterator[OrderFile]:
    """The file, open for as long as the context lasts; InvalidPayload when it cannot be opened."""
    if found.encoding is None:
        with open_parquet(path) as file:
            yield ParquetFile(file)
    else:
        with path.open("rb") as raw:
            yield CsvFile(raw, found.encoding)
