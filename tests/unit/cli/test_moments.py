from datetime import UTC, datetime, timedelta

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from shared.cli.moments import read_end, read_span, read_start

NOW = datetime(2026, 6, 30, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(hours=24)),
        ("90d", timedelta(days=90)),
        ("2w", timedelta(weeks=2)),
        ("0", timedelta()),
        ("0d", timedelta()),
    ],
)
def test_a_span_is_a_number_and_a_unit(told: str, span: timedelta) -> None:
    assert read_span(told) == span


def test_a_span_ends_so_much_later_and_a_day_when_it_is_over() -> None:
    assert read_end("90d", NOW) == NOW + timedelta(days=90)
    assert read_end("2026-06-30", NOW) == datetime(2026, 7, 1, tzinfo=UTC)
    assert read_end(" Never ", NOW) is None


def test_a_span_began_so_much_before_and_a_day_at_midnight() -> None:
    assert read_start("7d", NOW) == NOW - timedelta(days=7)
    assert read_start("2026-06-30", NOW) == datetime(2026, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "told", ["", "90", "d", "-1d", "1.5h", "1y", "soon", "2026-13-01", "30.6.2026", "٣d", "9999999d"]
)
def test_what_is_no_time_is_refused_with_how_to_write_one(told: str) -> None:
    for read in (read_end, read_start):
        with pytest.raises(typer.BadParameter, match="2027-01-31"):
            read(told, NOW)


@pytest.mark.parametrize("told", ["2026-06-29", "0", "0h"])
def test_an_end_lies_in_the_future(told: str) -> None:
    with pytest.raises(typer.BadParameter, match="not in the future"):
        read_end(told, NOW)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,7}[mhdw]", fullmatch=True) | st.dates().map(str))
def test_any_text_is_read_or_refused(told: str) -> None:
    for read in (read_end, read_start):
        try:
            read(told, NOW)
        except typer.BadParameter:
            continue
