"""Which months somebody means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.periods import later, period_named
from shared.errors import InvalidPayload

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("text", "name", "starts_on", "months"),
    [
        ("Q4", "Q4 2026", date(2026, 10, 1), 3),
        ("q2", "Q2 2026", date(2026, 4, 1), 3),
        ("Q1", "Q1 2027", date(2027, 1, 1), 3),
        ("Q4 2025", "Q4 2025", date(2025, 10, 1), 3),
        ("2027-Q1", "Q1 2027", date(2027, 1, 1), 3),
        ("H2", "H2 2026", date(2026, 7, 1), 6),
        ("h1", "H1 2026", date(2026, 1, 1), 6),
        ("2027-H2", "H2 2027", date(2027, 7, 1), 6),
        ("2026", "2026", date(2026, 1, 1), 12),
        ("2026-11", "November 2026", date(2026, 11, 1), 1),
        ("November", "November 2026", date(2026, 11, 1), 1),
        ("june", "June 2026", date(2026, 6, 1), 1),
        ("may", "May 2027", date(2027, 5, 1), 1),
        ("  December   2028 ", "December 2028", date(2028, 12, 1), 1),
        ("next month", "next month", date(2026, 7, 1), 1),
        ("this quarter", "this quarter", date(2026, 4, 1), 3),
        ("Next Quarter", "next quarter", date(2026, 7, 1), 3),
        ("this year", "this year", date(2026, 1, 1), 12),
        ("next year", "next year", date(2027, 1, 1), 12),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, name: str, starts_on: date, months: int) -> None:
    period = period_named(text, today=TODAY)

    assert (period.name, period.starts_on, period.months) == (name, starts_on, months)


def test_a_period_has_its_months() -> None:
    assert period_named("Q4", today=TODAY).firsts() == (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    "text", ["", "Q5", "Q0", "H3", "H0", "2026-13", "1776", "next week", "last quarter", "soon", "Q4 20266"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidPayload, match="the period must be as"):
        period_named(text, today=TODAY)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_is_refused(text: str) -> None:
    try:
        period = period_named(text, today=TODAY)
    except InvalidPayload:
        return
    assert period.starts_on.day == 1
    assert period.months in {1, 3, 6, 12}


@given(st.dates(date(1970, 1, 1), date(2200, 12, 31)), st.integers(-600, 600))
def test_months_later_and_back_is_the_same_month(day: date, months: int) -> None:
    first = day.replace(day=1)

    assert later(later(first, months), -months) == first
    assert (later(first, months) - first).days * months >= 0
