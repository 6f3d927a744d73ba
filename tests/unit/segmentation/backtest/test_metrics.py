"""Metrics against answers that are known by hand, and against what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.segmentation.backtest import metrics
from shared.segmentation.backtest.metrics import Days, Flags
from shared.segmentation.features.columns import Floats

NOBODY, EVERYBODY = np.zeros(4, dtype=np.bool_), np.ones(4, dtype=np.bool_)
HALF = np.array([False, False, True, True])
RISING = np.array([0.1, 0.2, 0.3, 0.4])

#: Few different figures, so that ties are common: (days, happened, eagerness).
customers = st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.integers(0, 3)), max_size=25)


def test_auc_is_the_share_of_pairs_in_the_right_order() -> None:
    # Of the four pairs of a buyer and another, 0.35 and 0.8 are above 0.1, 0.8 above 0.4; 0.35 is not above 0.4.
    assert metrics.auc(np.array([0.1, 0.4, 0.35, 0.8]), HALF) == 0.75


def test_a_tie_counts_half() -> None:
    assert metrics.auc(np.full(4, 0.3), HALF) == 0.5


@pytest.mark.parametrize("happened", [NOBODY, EVERYBODY])
def test_auc_is_undefined_without_both_kinds(happened: Flags) -> None:
    assert metrics.auc(RISING, happened) is None


def test_brier_is_the_mean_squared_distance() -> None:
    assert metrics.brier(np.array([1.0, 0.5, 0.5, 0.0]), HALF) == pytest.approx((1 + 0.25 + 0.25 + 1) / 4)


def test_bins_have_a_tenth_of_the_customers_each() -> None:
    bins = metrics.calibration(np.linspace(0, 1, 1000), np.zeros(1000, dtype=np.bool_))

    assert bins.customers.tolist() == [100] * 10
    assert bins.predicted == pytest.approx(np.arange(10) / 10 + 0.05, abs=0.001)


def test_equal_probabilities_share_a_bin() -> None:
    bins = metrics.calibration(np.array([0.2] * 70 + [0.6] * 30), np.array([False] * 50 + [True] * 50))

    assert bins.customers.tolist() == [70, 30]
    assert bins.predicted == pytest.approx([0.2, 0.6])
    assert bins.bought == pytest.approx([20 / 70, 1.0])


def test_ece_is_the_mean_distance_of_the_bins_weighted_by_their_customers() -> None:
    happened = np.array([False] * 50 + [True] * 50)

    found = metrics.ece(np.array([0.2] * 70 + [0.6] * 30), happened)

    assert found == pytest.approx(0.7 * (20 / 70 - 0.2) + 0.3 * 0.4)


@given(st.permutations(range(20)))
def test_ece_does_not_hang_on_the_order_of_the_customers(order: list[int]) -> None:
    probability = np.repeat([0.1, 0.3, 0.9], [12, 5, 3])
    happened = np.arange(20) % 3 == 0

    assert metrics.ece(probability[order], happened[order]) == pytest.approx(metrics.ece(probability, happened))


def test_errors_of_counts() -> None:
    predicted, actual = np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 1.0])

    assert metrics.mae(predicted, actual) == pytest.approx(4 / 3)
    assert metrics.rmse(predicted, actual) == pytest.approx(np.sqrt(8 / 3))
    assert metrics.bias(predicted, actual) == 0.0
    assert metrics.bias(predicted, actual / 2) == pytest.approx(1.0)


def test_correlation_is_pearsons() -> None:
    assert metrics.correlation(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])) == pytest.approx(1.0)
    assert metrics.correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 0.5])) == pytest.approx(-0.5)


def test_what_cannot_be_divided_by_is_undefined() -> None:
    assert metrics.correlation(np.ones(4), RISING) is None
    assert metrics.correlation(RISING, np.ones(4)) is None
    assert metrics.bias(RISING, np.zeros(4)) is None
    assert metrics.concordance(np.full(4, 9), NOBODY, RISING) is None


def test_coverage_counts_the_ends_and_leaves_out_who_has_no_interval() -> None:
    low, high = np.array([1.0, 1.0, 1.0, np.nan]), np.array([3.0, 3.0, 3.0, np.nan])

    assert metrics.coverage(low, high, np.array([1.0, 3.0, 4.0, 2.0])) == pytest.approx(2 / 3)
    assert metrics.coverage(low[3:], high[3:], np.array([2.0])) is None


def test_concordance_ranks_who_bought_sooner_and_who_was_never_seen_to() -> None:
    days, happened = np.array([1, 5, 10, 10]), np.array([True, True, True, False])

    assert metrics.concordance(days, happened, np.array([4.0, 3.0, 2.0, 1.0])) == 1.0
    assert metrics.concordance(days, happened, np.array([1.0, 2.0, 3.0, 4.0])) == 0.0
    # Of the six pairs only that of the first and the second customer is wrong.
    assert metrics.concordance(days, happened, np.array([3.0, 4.0, 2.0, 1.0])) == pytest.approx(5 / 6)


@given(customers)
def test_concordance_is_that_of_all_pairs_looked_at_one_by_one(rows: list[tuple[int, bool, int]]) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    days, happened, eagerness = columns[0], columns[1] > 0, columns[2] / 3

    found = metrics.concordance(days, happened, eagerness)

    assert found == pytest.approx(one_by_one(days, happened, eagerness))


def one_by_one(days: Days, happened: Flags, eagerness: Floats) -> float | None:
    agreeing, pairs = 0.0, 0
    for sooner in np.flatnonzero(happened):
        for other in range(len(days)):
            if days[sooner] < days[other] or (days[sooner] == days[other] and not happened[other]):
                pairs += 1
                agreeing += (np.sign(eagerness[sooner] - eagerness[other]) + 1) / 2
    return agreeing / pairs if pairs else None
