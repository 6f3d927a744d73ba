from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.order_files.log_dates import UNREAD, days_in, looks_like_a_date


def days(*cells: object, kind: pa.DataType | None = None) -> list[str]:
    found = days_in(pa.chunked_array([pa.array(cells, type=kind)]), "ordered")
    return ["" if day == UNREAD else date.fromordinal(int(day)).isoformat() for day in found]


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01",
        "20260301",
        "2026/3/1",
        "2026-03-01 23:59",
        "2026-03-01T23:59:59.123456",
        "2026-03-01T23:59:59Z",
        "2026-03-01 23:59:59 UTC",
        "2026-03-02T00:30:00+01:00",
        "2026-03-02 00:30:00 +0100",
        "20260301 10:15",
        "1 Mar 2026",
        "01-MAR-2026",
        "March 1, 2026 9:30 PM",
        "1-Mar-26",
        " 2026-03-01 ",
        "1772323200",
        "1772323200000",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert days(written) == ["2026-03-01"]


@pytest.mark.parametrize("written", ["", "soon", "2026-13-01", "20261301", "2026-02-30", "0001-01-01T00:00+14:00"])
def test_what_is_no_day_stays_unread(written: str) -> None:
    assert days(written, "2026-03-01") == ["", "2026-03-01"]


def test_the_whole_column_tells_day_first_from_month_first() -> None:
    assert days("3/4/2026 8:26", "13/4/2026 8:26") == ["2026-04-03", "2026-04-13"]
    assert days("3/4/2026 8:26", "4/13/2026 8:26") == ["2026-03-04", "2026-04-13"]
    assert days("3.4.26", "31.12.97") == ["2026-04-03", "1997-12-31"]


def test_dates_that_nothing_settles_are_refused() -> None:
    with pytest.raises(InvalidPayload, match=r"nothing in the column ordered tells whether '3/4/2026' begins with"):
        days("1/1/2026", "3/4/2026")


def test_dates_written_both_ways_are_refused() -> None:
    with pytest.raises(
        InvalidPayload, match=r"some dates day first \('13/4/2026'\) and some month first \('4/13/2026'"
    ):
        days("13/4/2026", "4/13/2026")


def test_dates_that_are_the_same_either_way_need_no_settling() -> None:
    assert days("3/3/2026", "") == ["2026-03-03", ""]


def test_a_column_of_small_numbers_counts_days() -> None:
    assert days("1", "40", None) == ["1970-01-02", "1970-02-10", ""]
    assert days(1, 40, None) == ["1970-01-02", "1970-02-10", ""]
    assert days("1", "2026-03-01") == ["", "2026-03-01"]


def test_parquets_own_dates_are_days_in_utc() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(-timedelta(hours=5)))

    assert days(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), None) == ["2026-03-01", ""]
    assert days(late, kind=pa.timestamp("ns", "America/New_York")) == ["2026-03-02"]
    assert days(date(1969, 12, 31)) == ["1969-12-31"]
    assert days(20260301, None) == ["2026-03-01", ""]
    assert days(20260301.0, None) == ["2026-03-01", ""]


def test_only_what_can_hardly_be_anything_else_looks_like_a_date() -> None:
    assert all(map(looks_like_a_date, ["19970101", "1997-01-01", "1/2/97", "5 May 2010", "2010-01-01 10:00"]))
    assert not any(map(looks_like_a_date, ["0004", "00004", "29.33", "12345678", "1396008001", "customer", ""]))


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%Y/%m/%d"]))
def test_any_day_is_read_back(day: date, form: str) -> None:
    assert days(day.strftime(form)) == [day.isoformat()]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_is_a_day_unread_or_refused(cells: list[str]) -> None:
    try:
        found = days(*cells, kind=pa.string())
    except InvalidPayload:
        return
    assert len(found) == len(cells)
