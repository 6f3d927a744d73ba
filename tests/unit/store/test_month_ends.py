from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.store.discovery import month_ends


@pytest.mark.parametrize(
    ("before", "months", "days"),
    [
        (date(2011, 12, 9), 2, (date(2011, 10, 31), date(2011, 11, 30))),
        (date(2012, 3, 31), 1, (date(2012, 2, 29),)),
        (date(2012, 3, 1), 1, (date(2012, 2, 29),)),
        (date(2012, 1, 1), 1, (date(2011, 12, 31),)),
        (date(2012, 1, 1), 0, ()),
    ],
)
def test_months_that_are_over_end_before_the_day(before: date, months: int, days: tuple[date, ...]) -> None:
    assert month_ends(before, months) == days


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_there_is_one_for_each_month_oldest_first(before: date, months: int) -> None:
    days = month_ends(before, months)

    assert len({(day.year, day.month) for day in days}) == months
    assert list(days) == sorted(days)
    assert all(day < before for day in days)
