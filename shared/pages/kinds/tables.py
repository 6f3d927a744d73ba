"""Tables whose cells can be written."""

from collections.abc import Iterable, Sequence

from shared.pages.kinds.figures import known, whole
from shared.pages.page import Column, Table, Unit, Value

IN_WHOLE = frozenset({Unit.COUNT, Unit.DAYS})


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], title: str = "", of: int | None = None
) -> Table | None:
    """The rows under the columns; None without any.

    Counts and days are whole, and a number that is none, or a text that is empty, is a cell with nothing to tell. A
    column of nothing but such cells is left out, unless it is the first.
    """
    made = [[_cell(value, column.unit) for value, column in zip(row, columns, strict=True)] for row in rows]
    if not made:
        return None
    telling = [place for place in range(len(columns)) if place == 0 or any(row[place] is not None for row in made)]
    shown = tuple(columns[place] for place in telling)
    return Table(shown, tuple(tuple(row[place] for place in telling) for row in made), title, of)


def _cell(value: Value, unit: Unit) -> Value:
    if isinstance(value, float):
        return whole(value) if unit in IN_WHOLE else known(value)
    return None if isinstance(value, str) and not value.strip() else value
