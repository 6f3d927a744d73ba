"""An answer in plain words, for notifications and for those who have it read to them."""

from collections.abc import Iterator

from shared.pages.page import Figure, Page, Table
from shared.pages.wording import changed, worded
from shared.slack.blocks.table import TablePage, told
from shared.slack.blocks.texts import clean, escaped_within, one_line
from shared.slack.limits import MESSAGE_TEXT


def in_plain_words(page: Page, rows: TablePage | None) -> str:
    """All that the page says, of its table those rows, escaped; never empty."""
    lines = (one_line(line) if "\n" not in line else clean(line) for line in _lines(page, rows))
    return escaped_within("\n".join(filter(None, lines)), MESSAGE_TEXT) or "Answer"


def figure_in_words(figure: Figure, currency: str) -> str:
    """As "Revenue: £12,000 (↑ 12%)"."""
    trend = "" if figure.change is None else f" ({changed(figure.change)})"
    return f"{figure.label}: {worded(figure.value, figure.unit, currency)}{trend}"


def _lines(page: Page, rows: TablePage | None) -> Iterator[str]:
    yield f"{page.emoji} {page.headline}"
    yield page.lead
    for figure in page.figures:
        yield figure_in_words(figure, page.currency)
    if page.chart and page.chart.alt_text:
        yield f"Chart: {page.chart.alt_text}"
    if page.table and rows:
        yield from _rows(page.table, rows, page.currency)
    yield from page.advice
    yield from page.notes


def _rows(table: Table, rows: TablePage, currency: str) -> Iterator[str]:
    yield table.title
    for number, row in enumerate(table.rows[rows.first - 1 : rows.last], start=rows.first):
        named = zip(row, table.columns, strict=True)
        cells = (f"{column.title} {told(value, column, currency)}" for value, column in named)
        yield f"{number}. {'; '.join(cells)}"
