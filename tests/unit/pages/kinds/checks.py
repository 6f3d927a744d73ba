"""What holds of every page."""

from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import get_args

from shared.domain.churn import ChurnLevel
from shared.pages.page import Chart, Page, Table, Unit, Value

OF_UNIT = {
    Unit.TEXT: str,
    Unit.PERSON: str,
    Unit.CUSTOMER: str,
    Unit.COUNT: int,
    Unit.DAYS: int,
    Unit.NUMBER: int | float,
    Unit.TIMES: int | float,
    Unit.MONEY: int | float,
    Unit.PERCENT: int | float,
    Unit.CHANGE: int | float,
    Unit.DATE: date,
    Unit.MONTH: date,
    Unit.RISK: ChurnLevel,
}
LONGEST_LABEL = 32


def check(page: Page) -> None:
    """The page can be drawn by anybody who keeps to what shared/pages/page.py promises."""
    assert page.headline.strip()
    assert page.emoji.strip()
    assert page.lead.strip()
    assert page.currency
    assert page.as_of
    assert len(page.figures) <= 8
    for figure in page.figures:
        assert figure.label
        assert figure.value is not None
        _check_value(figure.value, figure.unit)
        assert figure.change is None or isfinite(figure.change)
    if page.table:
        _check_table(page.table)
    if page.chart:
        _check_chart(page.chart)
    assert all(isinstance(each, str) and each.strip() for each in (*page.advice, *page.notes))


def _check_table(table: Table) -> None:
    assert table.rows
    assert any(column.rank == 0 for column in table.columns)
    titles = [column.title for column in table.columns]
    assert len(set(titles)) == len(titles), titles
    for row in table.rows:
        assert len(row) == len(table.columns)
        for value, column in zip(row, table.columns, strict=True):
            if value is not None:
                _check_value(value, column.unit)


def _check_value(value: Value, unit: Unit) -> None:
    wanted = OF_UNIT[unit]
    assert isinstance(value, get_args(wanted) or wanted), (value, unit)
    assert not isinstance(value, float) or isfinite(value)


def _check_chart(chart: Chart) -> None:
    assert 1 <= len(chart.series) <= 12
    assert 1 <= len(chart.categories) <= 24
    assert len(set(chart.categories)) == len(chart.categories)
    assert len({each.name for each in chart.series}) == len(chart.series)
    assert all(0 < len(name) <= LONGEST_LABEL for name in (*chart.categories, *(each.name for each in chart.series)))
    assert chart.title
    assert chart.alt_text.endswith(".")
    known = 0
    for series in chart.series:
        assert len(series.values) == len(chart.categories)
        assert len(series.ranges) in {0, len(chart.categories)}
        known += sum(value is not None for value in series.values)
        assert all(value is None or isfinite(value) for value in series.values)
        assert all(span is None or (isfinite(span[0]) and isfinite(span[1])) for span in series.ranges)
    assert known > 1


def said_to_everybody(page: Page) -> Iterator[str]:
    """Every text of the page that readers see who may not see names."""
    yield from (page.headline, page.lead, *page.advice, *page.notes, page.customer_id or "")
    yield from (each.query for each in page.next_questions)
    for figure in page.figures:
        yield figure.label
        if figure.unit is not Unit.PERSON:
            yield str(figure.value)
    if page.table:
        yield page.table.title
        for column in page.table.columns:
            yield column.title
        for row in page.table.rows:
            yield from (str(v) for v, c in zip(row, page.table.columns, strict=True) if c.unit is not Unit.PERSON)
    if page.chart:
        yield from (page.chart.title, page.chart.alt_text, *page.chart.categories)
        yield from (each.name for each in page.chart.series)
