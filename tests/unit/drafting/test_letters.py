import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.drafting.letters import folded, visible


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＣＨＵＲＮ", "churn"),  # noqa: RUF001  full-width letters are what is tested
        ("\u0441h\u03c5r\u0578", "churn"),
        ("c\u1d1c\u0280\u0274", "curn"),
        ("É\u0301tÜ", "etu"),
        ("it\N{RIGHT SINGLE QUOTATION MARK}s", "it's"),
        ("\u0663\u0664", "34"),
        ("3\N{EN DASH}5", "3-5"),
    ],
)
def test_disguised_letters_fold_into_plain_ones(written: str, read: str) -> None:
    assert folded(written) == read


@settings(deadline=None)
@given(st.text())
def test_what_stays_can_be_seen(text: str) -> None:
    assert all(letter in "\n\t" or unicodedata.category(letter)[0] != "C" for letter in visible(text))


@settings(deadline=None)
@given(st.text())
def test_reading_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_read_as_it_would_be_beside_other_letters(text: str) -> None:
    assert visible(text) == visible(f"{text}\u00e9")[:-1]
    assert folded(text) == folded(f"{text}\u00e9")[:-1]
