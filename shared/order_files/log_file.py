"""A purchase log as Arrow columns, whatever separates its cells and whether or not it has a header."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from shared.errors import InvalidPayload
from shared.order_files.log_columns import LogColumns, columns_by_content, columns_by_name, is_header
from shared.order_files.survey import Encoding

#: Lines that are looked at to find out how the file is written.
SAMPLE = 200
#: What may stand between two cells; None is any run of blanks.
SEPARATORS = (",", ";", "\t", "|", None)
#: Share of the sampled lines that must have as many cells as most.
MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class LogTable:
    """The columns of a log that matter, one entry a row."""

    customer: pa.ChunkedArray
    date: pa.ChunkedArray
    money: pa.ChunkedArray | None
    quantity: pa.ChunkedArray | None
    #: What the header calls the dates, or "column 3".
    date_name: str
    #: Rows that have another number of cells than the others, and are not in the columns.
    misshapen: int


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How a text file is written."""

    separator: str | None
    #: Cells in a row.
    width: int
    has_header: bool
    #: Whether the header's row is a cell shorter than the others, which begin with the row's number, as R writes it.
    has_row_names: bool
    columns: LogColumns
    #: What the header calls the dates, or "column 3".
    date_name: str


def read_parquet_log(path: Path, header: Sequence[str]) -> LogTable:
    """The columns of a Parquet file; InvalidPayload when it has none for customer and date, or breaks off."""
    columns = columns_by_name(header)
    twice = next((header[number] for number in columns.used if header.count(header[number]) > 1), None)
    if twice is not None:
        raise InvalidPayload(f"the header names {twice} twice; remove or rename one of the columns")
    try:
        table = pq.read_table(path, columns=[header[number] for number in columns.used])
    except (pa.ArrowException, OSError) as error:
        raise InvalidPayload(f"{path.name} begins as Parquet does but cannot be read: {error}") from error
    read = {number: table.column(header[number]) for number in columns.used}
    return _log_table(read, columns, header[columns.date], misshapen=0)


def read_text_log(path: Path, encoding: Encoding) -> LogTable:
    """The columns of a text file; InvalidPayload when it has none for customer and date."""
    layout = text_layout(_sample(path, encoding))
    misshapen = 0

    def skip(_row: object) -> str:
        nonlocal misshapen
        misshapen += 1
        return "skip"

    numbers = [str(number) for number in range(layout.width)]
    used = [str(number) for number in layout.columns.used]
    try:
        with path.open("rb") as raw:
            table = pa_csv.read_csv(
                raw if layout.separator else _with_tabs(raw),
                pa_csv.ReadOptions(column_names=numbers, encoding="utf8" if encoding is Encoding.UTF8 else encoding),
                pa_csv.ParseOptions(
                    delimiter=layout.separator or "\t", newlines_in_values=True, invalid_row_handler=skip
                ),
                pa_csv.ConvertOptions(column_types=dict.fromkeys(used, pa.string()), include_columns=used),
            )
    except pa.ArrowException as error:
        raise InvalidPayload(f"{path.name} cannot be read as text with columns: {error}") from error
    if layout.has_header and not layout.has_row_names:
        table = table.slice(1)
    read = {number: table.column(str(number)) for number in layout.columns.used}
    # A header that is a cell short was skipped with the rows that are.
    return _log_table(read, layout.columns, layout.date_name, misshapen - layout.has_row_names)


def text_layout(lines: Sequence[str]) -> TextLayout:
    """How a file that begins with these lines is written; InvalidPayload when no separator makes a log of it."""
    refusal: InvalidPayload | None = None
    for separator in SEPARATORS:
        rows = _split(lines, separator)
        width, rows_of_it = Counter(map(len, rows[1:] or rows)).most_common(1)[0] if rows else (0, 0)
        if width < 2 or rows_of_it < MOSTLY * len(rows[1:]):  # noqa: PLR2004  a customer and a date
            continue
        try:
            return _layout(rows, separator, width)
        except InvalidPayload as error:
            refusal = refusal or error
    raise refusal or InvalidPayload("the file is no table: its lines do not fall into the same number of columns")


def _layout(rows: Sequence[Sequence[str]], separator: str | None, width: int) -> TextLayout:
    first = rows[0]
    if is_header(first) and len(first) in {width, width - 1}:
        has_row_names = len(first) < width
        names = ["", *first] if has_row_names else first
        columns = columns_by_name(names)
        return TextLayout(separator, width, True, has_row_names, columns, names[columns.date])
    columns = columns_by_content([row for row in rows if len(row) == width])
    return TextLayout(separator, width, False, False, columns, f"column {columns.date + 1}")


def _sample(path: Path, encoding: Encoding) -> list[str]:
    with path.open(encoding=encoding, newline="") as text:
        return [line for line in islice(text, SAMPLE) if line.strip()]


def _split(lines: Sequence[str], separator: str | None) -> list[list[str]]:
    if separator is None:
        return [[cell.strip('"') for cell in line.split()] for line in lines]
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return []


def _with_tabs(raw: BinaryIO) -> pa.BufferReader:
    """The file's bytes with one tab between two cells."""
    return pa.BufferReader(b"\n".join(b"\t".join(line.split()) for line in raw))


def _log_table(read: Mapping[int, pa.ChunkedArray], columns: LogColumns, date_name: str, misshapen: int) -> LogTable:
    plain = {number: _without_dictionary(column) for number, column in read.items()}
    return LogTable(
        customer=plain[columns.customer],
        date=plain[columns.date],
        money=None if columns.money is None else plain[columns.money],
        quantity=None if columns.quantity is None else plain[columns.quantity],
        date_name=date_name,
        misshapen=misshapen,
    )


def _without_dictionary(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
