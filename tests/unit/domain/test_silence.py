"""How long a customer has been silent, in the customer's own gaps and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.silence import silence_in_gaps, silence_in_words


@pytest.mark.parametrize(
    ("days_silent", "usual_gap", "words"),
    [
        (113, 48.2, "usually buys every 48 days and has been silent for 113: 2.3 times as long"),
        (10, 48.2, "usually buys every 48 days and has been silent for 10"),
        (48, 48.0, "usually buys every 48 days and has been silent for 48"),
        (480, 12.0, "usually buys every 12 days and has been silent for 480: 40 times as long"),
        (0, 12.0, "usually buys every 12 days and bought on the last day that is known"),
        (3, 0.2, "usually buys every 1 day and has been silent for 3: 3.0 times as long"),
    ],
)
def test_a_silence_is_told_beside_the_usual_gap(days_silent: int, usual_gap: float, words: str) -> None:
    assert silence_in_words(days_silent, usual_gap) == words


@given(st.floats(0, 10_000), st.floats(0, 10_000), st.floats(0, 1_000))
def test_a_silence_in_gaps_grows_with_the_days_and_is_never_negative(days: float, longer: float, gap: float) -> None:
    assert 0 <= silence_in_gaps(days, gap) <= silence_in_gaps(days + longer, gap)
