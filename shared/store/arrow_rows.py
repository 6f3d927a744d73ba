"""Columns of numbers as the CSV that COPY reads, without a Python object for every value."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

#: Rows that become CSV at a time; the memory that it takes grows with it.
AT_ONCE = 50_000

#: A pyarrow.Array, whose package has no types.
Column = Any


def numbers(values: NDArray[np.generic], decimals: int) -> Column:
    """The figures rounded to so many decimals, integers with none; null for what is not finite."""
    floats = values.astype(np.float64)
    unknown = ~np.isfinite(floats)
    # Adding nothing turns -0.0 into 0.0.
    rounded = np.round(np.where(unknown, 0.0, floats), decimals) + 0.0
    return pa.array(rounded.astype(np.int64) if decimals == 0 else rounded, mask=unknown)


def words(positions: NDArray[np.integer], vocabulary: Sequence[str]) -> Column:
    """The word at each position of the vocabulary; empty at -1."""
    indices = pa.array(positions.astype(np.int32) + 1)
    return pa.DictionaryArray.from_arrays(indices, pa.array(["", *vocabulary], pa.string())).dictionary_decode()


def letters(rows: NDArray[np.uint8]) -> Column:
    """Each row of character codes as one text; every row must be as long."""
    width = rows.shape[1]
    return pa.array(np.ascontiguousarray(rows).view(f"S{width}").ravel(), pa.binary()).cast(pa.string())


def arrays(rows: NDArray[np.generic], decimals: int) -> Column:
    """Each row as the text of a Postgres array, as "{0.25,NULL}"."""
    height, width = rows.shape
    texts = pc.fill_null(numbers(rows.ravel(), decimals).cast(pa.string()), "NULL")
    offsets = pa.array(np.arange(height + 1, dtype=np.int32) * np.int32(width))
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, texts), ",")
    return pc.binary_join_element_wise("{", joined, "}", "")


def slices(size: int) -> Iterator[slice]:
    """All of so many rows, AT_ONCE at a time."""
    for start in range(0, size, AT_ONCE):
        yield slice(start, min(start + AT_ONCE, size))


def csv_of(columns: Mapping[str, Column]) -> bytes:
    """The rows as COPY reads them with FORMAT csv: texts are quoted, null is nothing."""
    written = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(dict(columns)), written, pyarrow.csv.WriteOptions(include_header=False))
    return written.getvalue()
