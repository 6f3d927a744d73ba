"""Strength words: scaled so that all three occur, bounded so that they stay true."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shared.domain.customers import Strength
from shared.segmentation.features.columns import Floats
from shared.segmentation.strength import STRENGTHS, STRONG_BOUNDS, WEAK_BOUNDS, StrengthCuts, clarity, cuts_for


@pytest.mark.parametrize(
    ("memberships", "clear"),
    [
        ([1 / 3, 1 / 3, 1 / 3], 0.0),
        ([1.0, 0.0, 0.0], 1.0),
        ([0.1, 0.7, 0.2], 0.55),
        ([0.25, 0.25, 0.25, 0.25], 0.0),
        ([0.4, 0.2, 0.2, 0.2], 0.2),
    ],
)
def test_clarity_is_the_largest_membership_above_an_even_spread(memberships: list[float], clear: float) -> None:
    assert clarity(np.array([memberships])) == pytest.approx([clear])


def words(cuts: StrengthCuts, clarities: Floats) -> list[Strength]:
    return [STRENGTHS[number] for number in cuts.numbers(clarities)]


def test_a_cut_belongs_to_the_stronger_word() -> None:
    clarities = np.array([0.0, 0.39, 0.4, 0.69, 0.7, 1.0])

    assert words(StrengthCuts(weak_below=0.4, strong_from=0.7), clarities) == [
        Strength.WEAK,
        Strength.WEAK,
        Strength.MODERATE,
        Strength.MODERATE,
        Strength.STRONG,
        Strength.STRONG,
    ]


def test_customers_of_every_clarity_get_all_three_words() -> None:
    spread = np.linspace(0.0, 1.0, 100)

    cuts = cuts_for(spread)

    assert WEAK_BOUNDS[0] <= cuts.weak_below <= WEAK_BOUNDS[1]
    assert STRONG_BOUNDS[0] <= cuts.strong_from <= STRONG_BOUNDS[1]
    assert Counter(words(cuts, spread)) == {Strength.WEAK: 25, Strength.MODERATE: 35, Strength.STRONG: 40}


def test_customers_who_are_all_clear_are_all_strong() -> None:
    certain = np.full(50, 0.97)

    assert set(words(cuts_for(certain), certain)) == {Strength.STRONG}


def test_where_nearly_all_are_clear_the_least_clear_are_weak() -> None:
    clear = np.linspace(0.9, 1.0, 101)

    found = Counter(words(cuts_for(clear), clear))

    assert found[Strength.WEAK] <= 6
    assert found[Strength.STRONG] >= 88


def test_where_hardly_anybody_is_clear_the_clearest_are_strong() -> None:
    unclear = np.linspace(0.0, 0.2, 101)

    found = Counter(words(cuts_for(unclear), unclear))

    assert 1 <= found[Strength.STRONG] <= 6
    assert found[Strength.MODERATE] >= 88


@given(arrays(np.float64, st.integers(1, 50), elements=st.floats(0, 1)))
def test_all_three_words_occur_wherever_clarities_differ_enough(clarities: Floats) -> None:
    cuts = cuts_for(clarities)

    assert cuts.weak_below < cuts.strong_from
    assert len(set(words(cuts, clarities))) == 3 or len(np.unique(clarities)) < 3
