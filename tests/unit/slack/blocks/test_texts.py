"""Texts are cut between words, escaped whole, and lose nothing that can be seen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.slack.blocks.texts import clean, cut, escaped, escaped_within, one_line, parted, size, unmarked


@given(st.text(), st.integers(1, 80))
def test_a_cut_text_is_no_longer_than_it_may_be(text: str, at_most: int) -> None:
    told = cut(text, at_most)

    assert size(told) <= at_most
    assert told == text or told.endswith("…")


def test_a_cut_is_made_between_words_unless_that_costs_too_much() -> None:
    assert cut("the quick brown fox", 14) == "the quick…"
    assert cut("the " + "q" * 30, 14) == "the qqqqqqqqq…"


@given(st.text(alphabet="a&<> \U0001f600"), st.integers(5, 60))
def test_no_entity_is_broken(text: str, at_most: int) -> None:
    told = escaped_within(text, at_most)
    plain = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    assert size(told) <= at_most
    assert escaped(plain) == told


@given(st.lists(st.text(alphabet="ab. \n", min_size=1), max_size=30).map(" ".join), st.integers(5, 40))
def test_parts_hold_all_words_when_there_may_be_enough_of_them(text: str, at_most: int) -> None:
    parts = parted(text, at_most, 10_000)

    assert all(0 < size(part) <= at_most for part in parts)
    assert "".join("".join(parts).split()).replace("…", "") == "".join(text.split())


def test_the_last_part_is_cut() -> None:
    assert parted("one two three four five", 8, 2) == ("one two", "three…")


@pytest.mark.parametrize(
    ("text", "told"),
    [("a\u202eb\u200bc", "abc"), ("a\x00b\x07", "ab"), ("  a \t b\r\nc ", "a b c"), ("👩\u200d💻", "👩\u200d💻")],
)
def test_what_cannot_be_seen_goes(text: str, told: str) -> None:
    assert one_line(text) == told
    assert one_line(clean(text)) == told


@pytest.mark.parametrize("mark", ["*bold*", "_slanted_", "~gone~", "`code`", "```fence", "_a_ *b* ~c~", "__x__"])
def test_data_is_not_formatted(mark: str) -> None:
    told = unmarked(f"Ann {mark} Number")
    assert not re.search(r"[*~`]|\b_|_\b", told)
    assert len(told) == len(f"Ann {mark} Number")


def test_a_stroke_within_an_id_stays() -> None:
    assert unmarked("SKU_100_B") == "SKU_100_B"
