"""A table as a file for spreadsheets."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.pages.csv_export import FORMULA_SIGNS, csv_of
from shared.pages.page import Column, Table, Unit, Value
from tests.unit.pages.pages import tables

BOM = b"\xef\xbb\xbf"


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def one(value: Value, unit: Unit) -> str:
    return read(csv_of(Table((Column("x", unit),), ((value,),)), "GBP"))[1][0]


def test_excel_reads_it_as_utf_8_with_the_currency_in_the_heading() -> None:
    data = csv_of(Table((Column("Café"), Column("Revenue", Unit.MONEY)), (("Ünal", 1204.5),)), "GBP")

    assert data == BOM + '"Café","Revenue (GBP)"\r\n"Ünal",1204.5\r\n'.encode()


@pytest.mark.parametrize(
    ("value", "unit", "cell"),
    [
        (12345678.9, Unit.MONEY, "12345678.9"),
        (-12.005, Unit.MONEY, "-12"),
        (0.125, Unit.PERCENT, "12.5"),
        (-0.03, Unit.CHANGE, "-3"),
        (1e16, Unit.NUMBER, "10000000000000000"),
        (-0.0, Unit.NUMBER, "0"),
        (float("nan"), Unit.NUMBER, ""),
        (None, Unit.MONEY, ""),
        (1204, Unit.COUNT, "1204"),
        (date(2026, 11, 3), Unit.DATE, "2026-11-03"),
        (date(2026, 11, 1), Unit.MONTH, "2026-11"),
        (ChurnLevel.HIGH, Unit.RISK, "High"),
        ('two\nlines; and a "quote"', Unit.TEXT, 'two\nlines; and a "quote"'),
    ],
)
def test_values_are_plain(value: Value, unit: Unit, cell: str) -> None:
    assert one(value, unit) == cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\uff1d1"]
)
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert one(text, Unit.TEXT) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Ann;=cmd|' /C calc'!A0;", "Ann;'=cmd|' /C calc'!A0;"),
        ("Ann; +1", "Ann; '+1"),
        ("Ann\t-1", "Ann\t'-1"),
        ("Ann\n@SUM(A1)", "Ann\n'@SUM(A1)"),
        ("3 - 1; ann@shop.example", "3 - 1; ann@shop.example"),
    ],
)
def test_nor_does_it_where_another_program_parts_the_cells(text: str, cell: str) -> None:
    assert one(text, Unit.TEXT) == cell


@given(tables())
def test_every_row_is_there_and_no_text_is_a_formula(table: Table) -> None:
    rows = read(csv_of(table, "USD"))

    assert len(rows) == len(table.rows) + 1
    assert all(len(row) == len(table.columns) for row in rows)
    for row, values in zip(rows[1:], table.rows, strict=True):
        for cell, value in zip(row, values, strict=True):
            if isinstance(value, str) and not isinstance(value, ChurnLevel):
                assert not cell.startswith(FORMULA_SIGNS)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_numbers_come_back_as_they_were(number: float) -> None:
    assert float(one(number, Unit.NUMBER)) == pytest.approx(number, abs=1e-6)
