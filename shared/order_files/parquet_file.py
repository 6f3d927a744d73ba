"""Orders in Parquet, read batch by batch."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shared.errors import InvalidPayload
from shared.order_files.outcome import Row

#: Rows that are held in memory at once.
BATCH = 8192


class Unreadable:
    """Stands in a cell whose value Python cannot hold, such as a moment in the year 30000; shapes refuse it."""

    def __repr__(self) -> str:
        return "a value out of range"


UNREADABLE = Unreadable()


class ParquetFile:
    """An OrderFile in Parquet."""

    def __init__(self, file: pq.ParquetFile) -> None:
        """`file` is open and stays the caller's."""
        self._file = file
        self.position = 0

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._file.schema_arrow.names)

    @property
    def size(self) -> int:
        """Rows in the file."""
        return int(self._file.metadata.num_rows)

    def rows(self, names: Sequence[str]) -> Iterator[Row]:
        """See OrderFile."""
        self.position = 0
        try:
            for batch in self._file.iter_batches(batch_size=BATCH):
                for cells in zip(*(_values(column) for column in batch.columns), strict=True):
                    self.position += 1
                    yield Row(self.position, cells, dict(zip(names, cells, strict=True)))
        except (pa.ArrowException, OSError) as error:
            raise InvalidPayload(f"the file breaks off after row {self.position}: {error}") from error


def open_parquet(path: Path) -> pq.ParquetFile:
    """The file; InvalidPayload when it is damaged."""
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise InvalidPayload(f"{path.name} begins as Parquet does but cannot be read: {error}") from error


def _values(column: pa.Array) -> list[object]:
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        # Python's datetime ends at the microsecond, and to_pylist would rather fail than round.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return UNREADABLE
