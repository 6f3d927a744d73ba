"""Fuzzy c-means against answers that are known by hand, and against what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import (
    BLOCK,
    TRIED_ON,
    fit,
    memberships,
    memberships_in_blocks,
    scatter,
    settle,
    spread_out,
    xie_beni,
)

TWO_PAIRS = np.array([[0.0], [1.0], [10.0], [11.0]])

coordinates = st.floats(-1e6, 1e6, allow_subnormal=False)
points = arrays(np.float64, st.tuples(st.integers(1, 30), st.just(2)), elements=coordinates)
centres = arrays(np.float64, st.tuples(st.integers(2, 5), st.just(2)), elements=coordinates)


def test_membership_falls_with_the_square_of_the_distance() -> None:
    degrees = memberships(np.array([[1.0]]), np.array([[0.0], [3.0]]))

    # Distances 1 and 2: 1/1 against 1/4.
    assert degrees[0] == pytest.approx([0.8, 0.2])


def test_a_point_on_a_centre_belongs_to_it_wholly() -> None:
    degrees = memberships(np.array([[3.0]]), np.array([[0.0], [3.0]]))

    assert degrees[0] == pytest.approx([0.0, 1.0])


def test_a_point_between_two_centres_belongs_to_both_alike() -> None:
    degrees = memberships(np.array([[1.5]]), np.array([[0.0], [3.0]]))

    assert degrees[0] == pytest.approx([0.5, 0.5])


@given(points, centres)
def test_memberships_are_shares_that_sum_to_one(where: Floats, around: Floats) -> None:
    degrees = memberships(where, around)

    assert degrees.shape == (len(where), len(around))
    assert (degrees >= 0).all()
    assert (degrees <= 1).all()
    assert degrees.sum(axis=1) == pytest.approx(np.ones(len(where)))


def test_two_pairs_settle_around_their_middles() -> None:
    found = np.sort(settle(TWO_PAIRS, np.array([[0.0], [11.0]])).ravel())

    # By symmetry; the far pair pulls each middle inwards a little.
    assert found[0] == pytest.approx(0.5, abs=0.05)
    assert found[0] + found[1] == pytest.approx(11.0)


def test_a_settled_centre_is_the_mean_of_the_points_weighted_by_squared_membership() -> None:
    found = settle(TWO_PAIRS, np.array([[0.0], [11.0]]))

    weights = memberships(TWO_PAIRS, found) ** 2
    means = (weights * TWO_PAIRS).sum(axis=0) / weights.sum(axis=0)
    assert means == pytest.approx(found.ravel(), abs=1e-3)


def test_xie_beni_is_scatter_per_point_over_the_squared_gap_of_the_nearest_centres() -> None:
    # Every point lies 0.5 from its centre and about 10 from the other: u is 1 but for a few thousandths.
    assert xie_beni(TWO_PAIRS, np.array([[0.5], [10.5]])) == pytest.approx(0.25 / 100, rel=0.01)


def test_xie_beni_prefers_the_true_number_of_clusters() -> None:
    rng = np.random.default_rng(7)
    blobs = np.concatenate([rng.normal(middle, 0.3, size=(60, 2)) for middle in (0.0, 4.0, 8.0)])

    index = {count: xie_beni(blobs, fit(blobs, count, rng, starts=4)) for count in (2, 3, 4, 5)}

    assert min(index, key=lambda count: index[count]) == 3


def test_centres_that_coincide_are_useless() -> None:
    assert xie_beni(TWO_PAIRS, np.array([[5.0], [5.0]])) == float("inf")


def test_several_starts_keep_the_one_with_least_scatter() -> None:
    rng = np.random.default_rng(3)
    cloud = rng.normal(size=(200, 2))

    best = scatter(cloud, fit(cloud, 5, np.random.default_rng(1), starts=6))

    single = np.random.default_rng(1)
    assert best == min(scatter(cloud, settle(cloud, spread_out(cloud, 5, single))) for _ in range(6))


def test_of_many_points_all_decide_which_start_was_best() -> None:
    rng = np.random.default_rng(3)
    many = np.concatenate([rng.normal(middle, 0.4, size=(TRIED_ON, 2)) for middle in (0.0, 3.0, 6.0)])

    found = fit(many, 3, np.random.default_rng(1), starts=4)

    settled = settle(many, np.array([[0.0, 0.0], [3.0, 3.0], [6.0, 6.0]]))
    assert scatter(many, found) == pytest.approx(scatter(many, settled), rel=1e-4)


def test_a_whole_shop_gets_the_same_memberships_block_by_block() -> None:
    many = np.random.default_rng(5).normal(size=(BLOCK + 7, 1))
    around = np.array([[-1.0], [0.0], [1.0]])

    degrees = memberships_in_blocks(many, around)

    assert degrees.dtype == np.float32
    assert degrees == pytest.approx(memberships(many, around), abs=1e-6)


@given(st.integers(1, 20), st.integers(2, 5))
def test_customers_who_are_all_alike_still_get_centres(count: int, segments: int) -> None:
    alike = np.full((count, 2), 3.0)

    assert fit(alike, segments, np.random.default_rng(1), starts=1) == pytest.approx(np.full((segments, 2), 3.0))
