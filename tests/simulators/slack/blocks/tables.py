"""Tables, data tables and charts."""

from collections.abc import Iterator
from typing import Any

from tests.simulators.slack.blocks.rich_text import characters_in, rich_text
from tests.simulators.slack.blocks.shape import (
    ID_LENGTH,
    Check,
    also,
    an_object,
    array,
    boolean,
    by_type,
    integer,
    number,
    one_of,
    problem,
    string,
    unique,
)

ROWS, COLUMNS = 100, 20
#: Of a table, and of all tables of a message together.
TABLE_CHARACTERS = 10_000
CHART_TITLE, CHART_LABEL, CATEGORIES = 50, 20, 20
#: Slack's page says 6, two libraries say 12: the fewer, until somebody has tried.
SERIES = 6

_block_id: dict[str, Check] = {"block_id": string(ID_LENGTH)}
_raw_text = an_object({"type": one_of("raw_text"), "text": string()})
_raw_number = an_object({"type": one_of("raw_number"), "value": number, "text": string()})
_cell = by_type({"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": rich_text})
_row = array(_cell, at_most=COLUMNS)


def characters_of(table: Any) -> int:
    """The characters in all cells of a table that holds no mistake."""
    return sum(
        characters_in(cell) if cell["type"] == "rich_text" else len(cell["text"])
        for row in table["rows"]
        for cell in row
    )


def _within_the_limit(value: Any, where: str) -> Iterator[str]:
    if characters_of(value) > TABLE_CHARACTERS:
        yield problem(f"table must be less than {TABLE_CHARACTERS + 1} characters across all cells", where)


def _of_equal_length(value: Any, where: str) -> Iterator[str]:
    columns = len(value["rows"][0])
    for place, row in enumerate(value["rows"]):
        if len(row) != columns:
            yield problem(f"all rows must have the same number of cells: {columns}", f"{where}/rows/{place}")


def _plain_header(value: Any, where: str) -> Iterator[str]:
    for place, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield problem("header cells must not be rich_text", f"{where}/rows/0/{place}")


def _known_column(value: Any, where: str) -> Iterator[str]:
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        yield problem("no such column", f"{where}/row_header_column_index")


_settings = an_object({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column_settings(value: Any, where: str) -> Iterator[str]:
    """How one column is shown; null leaves it as it is."""
    if value is not None:
        yield from _settings(value, where)


table = an_object(
    {"type": one_of("table"), "rows": array(_row, at_most=ROWS)},
    {
        "column_settings": array(_column_settings, at_most=COLUMNS, at_least=0),
        **_block_id,
    },
    _of_equal_length,
    _within_the_limit,
)

data_table = an_object(
    {"type": one_of("data_table"), "rows": array(_row, at_least=2, at_most=ROWS + 1), "caption": string()},
    {"page_size": integer(1, 100), "row_header_column_index": integer(0), **_block_id},
    _of_equal_length,
    _plain_header,
    _known_column,
    _within_the_limit,
)

_label = string(CHART_LABEL)
_point = an_object({"label": _label, "value": number})


def _positive(value: Any, where: str) -> Iterator[str]:
    for place, segment in enumerate(value["segments"]):
        if segment["value"] <= 0:
            yield problem("must be more than 0", f"{where}/segments/{place}/value")


def _one_value_a_category(value: Any, where: str) -> Iterator[str]:
    categories = value["axis_config"]["categories"]
    for place, series in enumerate(value["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield problem("must have one data point for each category", f"{where}/series/{place}/data")


def _chart(kind: str) -> Check:
    series = an_object({"name": _label, "data": array(_point, at_most=CATEGORIES)})
    axes = an_object(
        {"categories": array(_label, at_most=CATEGORIES)},
        {"x_label": string(CHART_TITLE), "y_label": string(CHART_TITLE)},
    )
    fields = {
        "type": one_of(kind),
        "series": also(array(series, at_most=SERIES), unique("name", "series names")),
        "axis_config": axes,
    }
    return an_object(fields, {}, _one_value_a_category)


_pie = an_object({"type": one_of("pie"), "segments": array(_point, at_most=SERIES)}, {}, _positive)

data_visualization = an_object(
    {
        "type": one_of("data_visualization"),
        "title": string(CHART_TITLE),
        "chart": by_type({"pie": _pie, **{kind: _chart(kind) for kind in ("line", "bar", "area")}}),
    },
    _block_id,
)
