"""A page's table as Slack's: some of its rows, and as many of its columns as there is room for."""

from dataclasses import dataclass

from shared.domain.churn import ChurnLevel
from shared.domain.slack import Block
from shared.pages.page import Column, Table, Value
from shared.pages.wording import NOTHING, NUMBERS, worded
from shared.slack.blocks.texts import cut, one_line, size

#: Rows of a page, so that an answer can be read on a telephone without scrolling for long.
ROWS_A_PAGE = 10
#: As many columns as can be read on a telephone; the file has all of them.
MOST_COLUMNS = 6
#: Characters of a cell; where there is no room for those, as many as the shorter before a column goes.
LONG_CELL, SHORT_CELL = 160, 80
HEADING = 60


@dataclass(frozen=True, slots=True)
class TablePage:
    """Some rows of a table."""

    #: From 1.
    number: int
    #: How many pages there are.
    of: int
    #: The numbers of the first and the last row, from 1.
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Which columns are shown, by place, and how long their cells are at most."""

    columns: tuple[int, ...]
    longest: int


def page_of_table(table: Table, number: int, rows_a_page: int = ROWS_A_PAGE) -> TablePage:
    """The page with this number; the nearest when there is none."""
    pages = max(1, -(-len(table.rows) // rows_a_page))
    at = min(max(number, 1), pages)
    return TablePage(at, pages, (at - 1) * rows_a_page + 1, min(at * rows_a_page, len(table.rows)))


def table_block(table: Table, page: TablePage, currency: str, *, room: int, rows_a_page: int = ROWS_A_PAGE) -> Block:
    """The rows of that page under their headings, within `room` characters whichever page it is.

    All pages show the same columns. The table has a row and a column at least, `room` a character a row.
    """
    shown = _that_fit(table, currency, room, rows_a_page)
    columns = [table.columns[place] for place in shown.columns]
    headings = [_heading(column, shown.longest) for column in columns]
    rows = (
        [_cell(row[place], table.columns[place], currency, shown.longest) for place in shown.columns]
        for row in table.rows[page.first - 1 : page.last]
    )
    return {
        "type": "table",
        "column_settings": [
            {"align": "right" if column.unit in NUMBERS else "left", "is_wrapped": True} for column in columns
        ],
        "rows": [headings, *rows],
    }


def told(value: Value, column: Column, currency: str) -> str:
    """What a cell says, on one line."""
    return one_line(worded(value, column.unit, currency)) or NOTHING


def _heading(column: Column, longest: int) -> Block:
    return {"type": "raw_text", "text": cut(one_line(column.title), min(HEADING, longest)) or NOTHING}


def _cell(value: Value, column: Column, currency: str, longest: int) -> Block:
    text = cut(told(value, column, currency), longest)
    is_number = isinstance(value, int | float) and not isinstance(value, ChurnLevel) and text != NOTHING
    return {"type": "raw_number", "value": value, "text": text} if is_number else {"type": "raw_text", "text": text}


def most_important(table: Table, count: int) -> tuple[int, ...]:
    """The places of the columns that are left when so many may stay, in order."""
    ranked = sorted(range(len(table.columns)), key=lambda place: (table.columns[place].rank, place))
    return tuple(sorted(ranked[:count]))


def _that_fit(table: Table, currency: str, room: int, rows_a_page: int) -> Shown:
    """As many columns as fit on every page, the least important left out first; the last is cut as it must be."""
    sizes = [
        [size(told(value, column, currency)) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    for count in range(min(MOST_COLUMNS, len(table.columns)), 0, -1):
        columns = most_important(table, count)
        for longest in (LONG_CELL, SHORT_CELL):
            if _longest_page(sizes, columns, longest, rows_a_page) + count * HEADING <= room:
                return Shown(columns, longest)
    return Shown(most_important(table, 1), max(1, room // (rows_a_page + 1)))


def _longest_page(sizes: list[list[int]], columns: tuple[int, ...], longest: int, rows_a_page: int) -> int:
    lengths = [sum(min(row[place], longest) for place in columns) for row in sizes]
    return max(sum(lengths[start : start + rows_a_page]) for start in range(0, len(lengths), rows_a_page))
