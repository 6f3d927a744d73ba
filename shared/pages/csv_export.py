"""A table as a CSV file that spreadsheets open as it is meant."""

import math
import re
from datetime import date
from decimal import Decimal

from shared.domain.churn import ChurnLevel
from shared.pages.page import Column, Table, Unit, Value

#: Excel reads UTF-8 only when this stands first.
BOM = "\ufeff"
#: A spreadsheet takes a cell that begins with one of these for a formula; fullwidth ones are folded by some.
FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
#: Where a spreadsheet parts cells by semicolons, tabs or line breaks, the next one begins there.
WITHIN = re.compile(r"(?<=\S)(\s{0,9}[;\t\r\n]\s{0,9})([=+\-@\uff1d\uff0b\uff0d\uff20])")
#: What the numbers of a column are, said in its heading.
NAMED = {Unit.PERCENT: "%", Unit.CHANGE: "% change", Unit.DAYS: "days"}
#: In quotes, so that a row of nothing else is still a row.
EMPTY = '""'
#: Digits after the point: hundredths of money, and enough of anything else.
MONEY_PLACES, PLACES = 2, 6


def csv_of(table: Table, currency: str) -> bytes:
    """Every row of the table under its headings, in UTF-8 with a byte order mark, for programs of any country.

    Numbers are plain, with a point and no thousands; shares are percent; days are ISO 8601; money's currency (ISO
    4217) stands in its heading. Text is quoted, and what a spreadsheet would run as a formula is marked as text.
    """
    headings = [_text(_heading(column, currency)) for column in table.columns]
    units = [column.unit for column in table.columns]
    rows = ([_cell(value, unit) for value, unit in zip(row, units, strict=True)] for row in table.rows)
    told = "".join(f"{','.join(line)}\r\n" for line in (headings, *rows))
    return (BOM + told).encode("utf-8", errors="replace")


def _heading(column: Column, currency: str) -> str:
    named = currency if column.unit is Unit.MONEY else NAMED.get(column.unit)
    return f"{column.title} ({named})" if named else column.title


def _cell(value: Value, unit: Unit) -> str:
    if value is None:
        return EMPTY
    if isinstance(value, ChurnLevel):
        return _text(value.capitalize())
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if unit is Unit.MONTH else f"{value:%Y-%m-%d}"
    return _number(value, unit)


def _number(value: float, unit: Unit) -> str:
    """Plain digits; nothing for what is no number."""
    if isinstance(value, int):
        return str(value * 100 if unit in {Unit.PERCENT, Unit.CHANGE} else value)
    if not math.isfinite(value):
        return EMPTY
    exact = Decimal(repr(value)) * (100 if unit in {Unit.PERCENT, Unit.CHANGE} else 1)
    digits = f"{exact:.{MONEY_PLACES if unit is Unit.MONEY else PLACES}f}"
    trimmed = digits.rstrip("0").rstrip(".")
    return "0" if trimmed == "-0" else trimmed


def _text(text: str) -> str:
    """In quotes; what would be a formula stands behind an apostrophe."""
    text = WITHIN.sub(r"\1'\2", text)
    safe = f"'{text}" if text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS) else text
    return '"{}"'.format(safe.replace('"', '""').replace("\0", ""))
