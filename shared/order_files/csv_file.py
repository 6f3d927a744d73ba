"""Orders in CSV, read line by line."""

import csv
import io
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import BinaryIO

from shared.errors import InvalidPayload
from shared.order_files.outcome import Refused, Row


class CsvFile:
    """An OrderFile of comma-separated text."""

    def __init__(self, raw: BinaryIO, encoding: str) -> None:
        """`raw` is open and stays the caller's; `encoding` must be able to read all of it."""
        self._raw, self._encoding = raw, encoding

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first line that is not empty; InvalidPayload when there is none."""
        with closing(self._physical_rows()) as rows:
            for row in rows:
                if row.flaw:
                    raise InvalidPayload(f"the header is not readable as CSV: {row.flaw.detail}")
                return tuple(str(cell).strip() for cell in row.cells)
        raise InvalidPayload("the file holds nothing but empty lines")

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return os.fstat(self._raw.fileno()).st_size

    @property
    def position(self) -> int:
        """Bytes read so far, up to a buffer's length ahead of the row."""
        return self._raw.tell()

    def rows(self, names: Sequence[str]) -> Iterator[Row]:
        """See OrderFile. Empty lines are no rows."""
        physical = self._physical_rows()
        next(physical, None)
        for row in physical:
            if row.flaw:
                yield row
            elif len(row.cells) != len(names):
                counts = f"{len(row.cells)}, not {len(names)}"
                flaw = Refused("the row has another number of columns than the header", counts)
                yield Row(row.line, row.cells, flaw=flaw)
            else:
                yield Row(row.line, row.cells, dict(zip(names, row.cells, strict=True)))

    def _physical_rows(self) -> Generator[Row]:
        """The header and the rows, without fields."""
        self._raw.seek(0)
        text = io.TextIOWrapper(self._raw, self._encoding, newline="")
        try:
            reader = csv.reader(text)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Row(line, (), flaw=Refused("the row cannot be read as CSV", str(error)))
                    continue
                if cells:
                    yield Row(line, cells)
        finally:
            text.detach()
