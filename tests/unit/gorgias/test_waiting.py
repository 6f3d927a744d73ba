"""How long Gorgias asks us to wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.gorgias.account import seconds_to_wait

#: Mon, 16 Nov 2026 09:00:00 GMT
NOW = 1_794_819_600.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 0),
        ("1.5", 1.5),
        ("-3", 0),
        ("Mon, 16 Nov 2026 09:00:30 GMT", 30),
        ("Mon, 16 Nov 2026 08:00:00 GMT", 0),
        ("Mon, 16 Nov 2026 10:00:30 +0100", 30),
        (None, None),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_a_wait_comes_as_seconds_or_as_a_date(header: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(header, NOW) == seconds


@given(st.text())
def test_any_header_is_a_wait_or_none(header: str) -> None:
    seconds = seconds_to_wait(header, NOW)
    assert seconds is None or seconds >= 0
