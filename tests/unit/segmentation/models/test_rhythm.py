"""A customer's rhythm: gaps, silence against them, and what is taken from the shop where little is known."""

import numpy as np
import pytest

from shared.segmentation.models.rhythm import rhythm_of, shop_rhythm, signs
from tests.unit.segmentation.models.processes import TODAY, purchases_on


def test_the_usual_gap_is_the_geometric_mean_of_ones_own_and_one_of_the_shop() -> None:
    purchases = purchases_on([40, 30, 20], [10])
    shop = shop_rhythm(purchases)

    rhythm = rhythm_of(purchases, TODAY, shop)

    assert shop.log_gap == pytest.approx(np.log(10))
    assert rhythm.usual_gap_days == pytest.approx([10, 10])


def test_a_regular_customer_is_late_after_a_silence_that_is_nothing_to_a_rare_one() -> None:
    purchases = purchases_on([100, 90, 80, 70, 60, 50], [650, 450, 250, 50])

    rhythm = rhythm_of(purchases, TODAY, shop_rhythm(purchases))

    regular, rare = rhythm.silence_in_gaps
    assert regular > 3
    assert rare < 1


def test_even_gaps_are_less_irregular_than_uneven_ones_of_the_same_number() -> None:
    purchases = purchases_on([90, 60, 30, 0], [90, 88, 3, 0])

    even, uneven = rhythm_of(purchases, TODAY, shop_rhythm(purchases)).irregularity

    assert even < uneven


def test_silence_and_tenure_count_from_the_end_of_today() -> None:
    purchases = purchases_on([30, 0], [12])

    rhythm = rhythm_of(purchases, TODAY, shop_rhythm(purchases))

    assert rhythm.silence_days == pytest.approx([0, 12])
    assert rhythm.tenure_days == pytest.approx([30, 12])
    assert rhythm.repeats == pytest.approx([1, 0])


def test_a_shop_where_nobody_came_back_has_a_rhythm_all_the_same() -> None:
    purchases = purchases_on([5], [9])

    rhythm = rhythm_of(purchases, TODAY, shop_rhythm(purchases))

    assert rhythm.usual_gap_days == pytest.approx([60, 60])


def test_signs_are_finite_for_returns_and_one_time_buyers_alike() -> None:
    purchases = purchases_on([5], [9, 0], [400, 399, 1])
    purchases.value[:] = [-20.0, 0.0, 3.0, 1e6, 5.0, -1.0]

    table = signs(purchases, TODAY, 90, rhythm_of(purchases, TODAY, shop_rhythm(purchases)))

    assert len(table) == 3
    assert np.isfinite(table).all()


def test_a_shop_of_customers_who_all_come_every_month_to_the_day_can_be_looked_at() -> None:
    purchases = purchases_on([90, 60, 30, 0], [70, 40, 10])

    rhythm = rhythm_of(purchases, TODAY, shop_rhythm(purchases))

    assert (rhythm.irregularity > 0).all()
    assert np.isfinite(signs(purchases, TODAY, 30, rhythm)).all()
