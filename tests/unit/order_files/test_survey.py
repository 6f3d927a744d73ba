import hashlib
from pathlib import Path

import pytest

from shared.errors import InvalidPayload, NotFound
from shared.order_files.survey import LONGEST_LINE, Encoding, survey
from tests.factories_orders import a_parquet, own_row


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"name\nAda\n", Encoding.UTF8),
        ("\ufeffname\nZoë\n".encode(), Encoding.UTF8),
        ("name\nZoë £\n".encode("latin-1"), Encoding.WINDOWS),
    ],
)
def test_text_is_utf8_and_otherwise_windows_1252(tmp_path: Path, content: bytes, encoding: Encoding) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(content)
    found = survey(file)
    assert found.encoding is encoding
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_text_in_two_encodings_is_refused_with_its_first_foreign_line(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes("name\nÁda\n".encode() + b"Zo\xeb\n")
    with pytest.raises(InvalidPayload, match=r"line 3 of orders\.csv is neither UTF-8 nor Windows-1252"):
        survey(file)


def test_parquet_is_known_by_its_beginning_and_not_by_its_name(tmp_path: Path) -> None:
    assert survey(a_parquet(tmp_path / "orders.csv", [own_row()])).encoding is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04...", "spreadsheet or a zip archive: save it as CSV"),
        (b"\x1f\x8b...", "gunzip"),
        ("name\n".encode("utf-16"), "UTF-16"),
        (b"x" * LONGEST_LINE, "line 1 of orders.csv is longer than a million bytes"),
    ],
)
def test_what_is_neither_csv_nor_parquet_is_told_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(content)
    with pytest.raises(InvalidPayload, match=message):
        survey(file)


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        survey(tmp_path / "orders.csv")
    with pytest.raises(NotFound, match="there is no file"):
        survey(tmp_path)
