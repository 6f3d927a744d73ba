"""How numbers stand in a sentence."""

import pytest

from shared.domain.words import change, counted, joined, percent, plain, times


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 orders"), (1, "1 order"), (1.2, "1 order"), (1204, "1,204 orders")]
)
def test_a_number_stands_with_its_noun(number: float, words: str) -> None:
    assert counted(number, "order") == words


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert counted(2, "company", "companies") == "2 companies"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0%"),
        (0.001, "under 1%"),
        (0.005, "under 1%"),
        (0.007, "1%"),
        (0.22, "22%"),
        (0.994, "99%"),
        (0.999, "over 99%"),
        (1.0, "100%"),
    ],
)
def test_something_is_never_rounded_to_nothing_nor_most_to_all(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(("growth", "words"), [(0.123, "+12%"), (-0.5, "-50%"), (0.0, "+/-0%"), (12.0, "+1,200%")])
def test_a_growth_has_its_sign(growth: float, words: str) -> None:
    assert change(growth) == words


@pytest.mark.parametrize(("ratio", "words"), [(2.34, "2.3 times"), (37.8, "38 times"), (1234.0, "1,234 times")])
def test_large_ratios_need_no_decimals(ratio: float, words: str) -> None:
    assert times(ratio) == words


@pytest.mark.parametrize(
    ("names", "words"), [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")]
)
def test_names_are_joined_as_people_say_them(names: tuple[str, ...], words: str) -> None:
    assert joined(names, "or") == words


def test_a_segment_is_said_without_underscores() -> None:
    assert plain("Category_Loyal") == "category loyal"
