"""A page as plain text, so that people can look through what changes."""

from collections.abc import Iterator
from datetime import date

from shared.domain.words import percent
from shared.pages.kinds.pictures import written
from shared.pages.page import Chart, Column, Figure, Page, Table, Unit, Value

ROWS_SHOWN = 3


def as_text(page: Page) -> str:
    return "\n".join(_lines(page))


def _lines(page: Page) -> Iterator[str]:
    about = f", customer {page.customer_id}" if page.customer_id else ""
    yield f"{page.emoji} {page.headline}  ({page.as_of}, {page.currency}{about})"
    yield page.lead
    yield from (_figure(figure, page.currency) for figure in page.figures)
    if page.table:
        yield from _table(page.table, page.currency)
    if page.chart:
        yield from _chart(page.chart)
    yield from (f"> {each}" for each in page.advice)
    yield from (f"! {each}" for each in page.notes)
    yield from (f"? {each.query}" for each in page.next_questions)


def _figure(figure: Figure, currency: str) -> str:
    grown = "" if figure.change is None else f"  ({written(figure.change, Unit.CHANGE, currency)})"
    return f"  * {figure.label}: {_cell(figure.value, figure.unit, currency)}{grown}"


def _table(table: Table, currency: str) -> Iterator[str]:
    of = "" if table.of is None else f" of {table.of:,}"
    yield f"  | {table.title or 'Table'}: {len(table.rows)}{of} rows, columns by rank"
    yield f"  | {' | '.join(_title(column) for column in table.columns)}"
    for row in table.rows[:ROWS_SHOWN]:
        cells = (_cell(value, column.unit, currency) for value, column in zip(row, table.columns, strict=True))
        yield f"  | {' | '.join(cells)}"


def _title(column: Column) -> str:
    return f"{column.title} [{column.rank}]"


def _chart(chart: Chart) -> Iterator[str]:
    ranges = ", with ranges" if any(any(each.ranges) for each in chart.series) else ""
    size = f"{len(chart.series)} series over {len(chart.categories)} categories"
    yield f"  # {chart.shape}: {size}{ranges}. {chart.alt_text}"


def _cell(value: Value, unit: Unit, currency: str) -> str:
    if value is None:
        return "-"
    if isinstance(value, date):
        return f"{value:%b %Y}" if unit is Unit.MONTH else value.isoformat()
    if isinstance(value, str):
        return value
    return percent(value) if unit is Unit.PERCENT else written(value, unit, currency)
