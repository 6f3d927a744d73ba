from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shared.errors import InvalidPayload
from shared.order_files.order_file import open_order_file
from shared.order_files.outcome import Row
from shared.order_files.survey import survey
from tests.factories_orders import a_parquet, retail_row


def read(path: Path, names: list[str] | None = None) -> list[Row]:
    with open_order_file(path, survey(path)) as file:
        rows = list(file.rows(names or list(file.header)))
        assert file.position == file.size
        assert list(file.rows(names or list(file.header))) == rows
        return rows


def a_text(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_csv_rows_carry_the_line_on_which_they_begin(tmp_path: Path) -> None:
    rows = read(a_text(tmp_path, '\n\na,b\r\n1,"two\nlines"\n\n3,4\n'))
    assert [(row.line, list(row.cells)) for row in rows] == [(4, ["1", "two\nlines"]), (7, ["3", "4"])]
    assert rows[0].fields == {"a": "1", "b": "two\nlines"}


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    assert read(a_text(tmp_path, "\ufeffa,b\n1,2\n"))[0].fields == {"a": "1", "b": "2"}


def test_windows_text_is_read_as_windows_text(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes("a\n£5 “Zoë”\n".encode("cp1252"))
    assert read(path)[0].fields == {"a": "£5 “Zoë”"}


def test_a_row_with_another_number_of_columns_has_a_flaw_and_keeps_its_cells(tmp_path: Path) -> None:
    short, good, long = read(a_text(tmp_path, "a,b\n1\n1,2\n1,2,3\n"))
    assert str(short.flaw) == "the row has another number of columns than the header: 1, not 2"
    assert str(long.flaw) == "the row has another number of columns than the header: 3, not 2"
    assert (long.cells, good.flaw) == (["1", "2", "3"], None)


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = read(a_text(tmp_path, 'a,b\n1,"2\n' + "3,4\n" * 100_000))
    assert str(rows[0].flaw).startswith("the row cannot be read as CSV: field larger than field limit")
    assert rows[-1].fields == {"a": "3", "b": "4"}
    assert len(rows) > 50_000


def test_text_without_a_header_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(InvalidPayload, match="nothing but empty lines"),
        open_order_file(path := a_text(tmp_path, "\n\n"), survey(path)) as file,
    ):
        file.header  # noqa: B018  asking for it is the test


def test_parquet_rows_are_counted_from_one_and_keep_their_types(tmp_path: Path) -> None:
    rows = read(a_parquet(tmp_path / "orders.parquet", [retail_row(), retail_row(customer_id=None)]))
    assert [row.line for row in rows] == [1, 2]
    assert rows[0].fields == retail_row()
    assert rows[1].fields["customer_id"] is None


def test_parquet_nanoseconds_are_cut_to_what_python_holds(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    at = pa.array([1_700_000_000_123_456_789], pa.timestamp("ns", "UTC"))
    pq.write_table(pa.table({"at": at}), path)
    assert read(path)[0].fields["at"] == datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([10**14, 0], pa.timestamp("s")),
        pa.array([2**31 - 1, 0], pa.date32()),
        pa.Array.from_buffers(
            pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"\xff\xfea")]
        ),
    ],
    ids=["a moment in the year 3170843", "a day in the year 5881580", "bytes that are no UTF-8"],
)
def test_a_parquet_value_that_python_cannot_hold_spoils_its_own_cell_only(tmp_path: Path, column: pa.Array) -> None:
    path = tmp_path / "orders.parquet"
    pq.write_table(pa.table({"cell": column}), path)
    spoilt, good = read(path)
    assert repr(spoilt.fields["cell"]) == "a value out of range"
    assert repr(good.fields["cell"]) != "a value out of range"


def test_a_damaged_parquet_file_is_told_from_a_good_one(tmp_path: Path) -> None:
    whole = a_parquet(tmp_path / "orders.parquet", [retail_row()] * 1000)
    path = tmp_path / "cut.parquet"
    path.write_bytes(whole.read_bytes()[:-200])
    with (
        pytest.raises(InvalidPayload, match=r"cut\.parquet begins as Parquet does but cannot be read"),
        open_order_file(path, survey(path)),
    ):
        pytest.fail("it was opened")


def test_a_parquet_file_that_is_damaged_inside_breaks_off_with_a_clear_error(tmp_path: Path) -> None:
    path = a_parquet(tmp_path / "orders.parquet", [retail_row(invoice=str(n)) for n in range(5000)])
    content = bytearray(path.read_bytes())
    content[4:2000] = b"\xff" * 1996
    path.write_bytes(content)
    with pytest.raises(InvalidPayload, match="breaks off after row 0"):
        read(path)
