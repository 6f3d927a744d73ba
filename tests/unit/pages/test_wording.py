"""A page's values in words."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.pages.page import Unit, Value
from shared.pages.wording import NOTHING, brief, changed, short, worded
from tests.unit.pages.pages import UNITS, VALUES


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1204, Unit.COUNT, "1,204"),
        (2.42, Unit.NUMBER, "2.4"),
        (0.031, Unit.NUMBER, "0.031"),
        (12.0, Unit.NUMBER, "12"),
        (2.4, Unit.TIMES, "2.4 times"),
        (3450.5, Unit.MONEY, "£3,450"),
        (0.0004, Unit.PERCENT, "under 1%"),
        (-0.2, Unit.PERCENT, "-20%"),
        (0.12, Unit.CHANGE, "↑ 12%"),
        (1, Unit.DAYS, "1 day"),
        (date(2026, 11, 3), Unit.DATE, "3 Nov 2026"),
        (date(2026, 7, 1), Unit.MONTH, "Jul 2026"),
        (ChurnLevel.CRITICAL, Unit.RISK, "🔴 Critical"),
        ("HIGH", Unit.RISK, "🟠 High"),
        (ChurnLevel.LOW, Unit.TEXT, "🟢 Low"),
        (None, Unit.MONEY, NOTHING),
        ("  ", Unit.TEXT, NOTHING),
        (float("nan"), Unit.MONEY, NOTHING),
    ],
)
def test_each_unit_has_its_words(value: Value, unit: Unit, told: str) -> None:
    assert worded(value, unit, "GBP") == told


@pytest.mark.parametrize(
    ("share", "told"),
    [(-0.03, "↓ 3%"), (3.4, "↑ 340%"), (0.0, "→ 0%"), (-0.001, "↓ under 1%"), (None, NOTHING), (float("inf"), NOTHING)],
)
def test_a_change_is_told_with_its_arrow(share: float | None, told: str) -> None:
    assert changed(share) == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (12_000, Unit.MONEY, "£12k"),
        (37_540, Unit.MONEY, "£37.5k"),
        (-1_500_000, Unit.MONEY, "-£1.5M"),
        (0.25, Unit.PERCENT, "25%"),
        (0.0729, Unit.CHANGE, "+7.29%"),
        (-15, Unit.PERCENT, "-1,500%"),
        (20_000, Unit.CHANGE, "+2M%"),
        (30, Unit.DAYS, "30 d"),
        (2.5, Unit.TIMES, "2.5x"),
        (0, Unit.COUNT, "0"),
    ],
)
def test_an_axis_has_short_words(value: float, unit: Unit, told: str) -> None:
    assert short(value, unit, "GBP") == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1985, Unit.COUNT, "1,985"),
        (6907.2, Unit.MONEY, "£6,907"),
        (12_345, Unit.COUNT, "12.3k"),
        (0.5, Unit.PERCENT, "50%"),
    ],
)
def test_a_bar_has_its_value_whole_while_that_is_short(value: float, unit: Unit, told: str) -> None:
    assert brief(value, unit, "GBP") == told


@given(VALUES, UNITS)
def test_any_value_of_any_unit_has_words(value: Value, unit: Unit) -> None:
    assert worded(value, unit, "CHF")


@example(-1e15, Unit.PERCENT)
@given(st.floats(-1e15, 1e15), UNITS)
def test_short_words_are_short(value: float, unit: Unit) -> None:
    assert len(short(value, unit, "GBP")) <= 24
