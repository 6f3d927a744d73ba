"""Whom is learned from: the same customers in any order, and never more than needed."""

import numpy as np

from shared.segmentation.samples import LEARN_FROM, REFIT_SHARE, REFITS, draw_samples, in_order, take
from tests.factories_features import make_features, three_kinds


def test_a_small_shop_is_learned_from_as_a_whole_and_again_from_four_fifths() -> None:
    samples = draw_samples(1000, np.random.default_rng(1))

    assert samples.learned_from.tolist() == list(range(1000))
    assert [len(set(rows.tolist())) for rows in samples.again] == [round(REFIT_SHARE * 1000)] * REFITS
    assert len({tuple(rows.tolist()) for rows in samples.again}) == REFITS


def test_a_large_shop_is_learned_from_a_bounded_sample() -> None:
    samples = draw_samples(10 * LEARN_FROM, np.random.default_rng(1))

    assert {len(rows) for rows in (samples.learned_from, *samples.again)} == {LEARN_FROM}
    assert samples.learned_from.max() > 9 * LEARN_FROM
    assert (np.diff(samples.learned_from) > 0).all()


def test_the_same_seed_draws_the_same_customers() -> None:
    one, other = (draw_samples(100, np.random.default_rng(7)) for _ in range(2))

    assert [rows.tolist() for rows in one.again] == [rows.tolist() for rows in other.again]


def test_customers_are_put_in_the_order_of_their_ids_with_all_that_is_theirs() -> None:
    shuffled = make_features(customer_id=["b", "c", "a"], orders=[2, 3, 1])

    ordered = in_order(shuffled)

    assert ordered.customer_id.tolist() == ["a", "b", "c"]
    assert ordered.orders.tolist() == [1, 2, 3]
    assert in_order(ordered) is ordered


def test_some_customers_are_taken_with_every_column() -> None:
    some = take(three_kinds(30), [4, 2])

    assert len(some) == 2
    assert some.customer_id.tolist() == ["c000004", "c000002"]
    assert some.month_shares.shape == (2, 12)
