"""Strength words: scaled so that all three occur, bounded so that they stay true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shared.domain.customers import Strength
from shared.segmentation.figures import Floats
from shared.segmentation.strength import STRONG_BOUNDS, WEAK_BOUNDS, StrengthCuts, clarity, cuts_for


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


@pytest.mark.parametrize(
    ("clear", "strength"),
    [
        (0.0, Strength.WEAK),
        (0.39, Strength.WEAK),
        (0.4, Strength.MODERATE),
        (0.69, Strength.MODERATE),
        (0.7, Strength.STRONG),
        (1.0, Strength.STRONG),
    ],
)
def test_a_cut_belongs_to_the_stronger_word(clear: float, strength: Strength) -> None:
    assert StrengthCuts(weak_below=0.4, strong_from=0.7).strength(clear) is strength


def test_customers_of_every_clarity_get_all_three_words() -> None:
    spread = np.linspace(0.0, 1.0, 100)

    cuts = cuts_for(spread)

    assert {cuts.strength(clear) for clear in spread} == set(Strength)


def test_customers_who_are_all_clear_are_all_strong() -> None:
    certain = np.full(50, 0.97)

    cuts = cuts_for(certain)

    assert {cuts.strength(clear) for clear in certain} == {Strength.STRONG}


@given(arrays(np.float64, st.integers(1, 50), elements=st.floats(0, 1)))
def test_cuts_stay_within_bounds_and_in_order(clarities: Floats) -> None:
    cuts = cuts_for(clarities)

    assert WEAK_BOUNDS[0] <= cuts.weak_below <= WEAK_BOUNDS[1]
    assert STRONG_BOUNDS[0] <= cuts.strong_from <= STRONG_BOUNDS[1]
    assert cuts.weak_below < cuts.strong_from
