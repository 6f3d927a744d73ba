"""Scores by fifths of the shop's own customers."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.rfm import HIGHEST_SCORE, RfmGroup
from shared.segmentation.rfm import GROUPS, RfmScores, rfm_scores
from shared.segmentation.samples import take
from tests.factories_features import make_features


def scores(
    orders: Sequence[float], spent: Sequence[float] | None = None, silent: Sequence[float] | None = None
) -> RfmScores:
    size = len(orders)
    return rfm_scores(
        make_features(
            customer_id=[f"c{number}" for number in range(size)],
            orders=orders,
            spent=[1.0] * size if spent is None else spent,
            recency_days=[1.0] * size if silent is None else silent,
        )
    )


def test_customers_who_all_differ_are_cut_into_fifths_the_best_with_5() -> None:
    found = scores(
        orders=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        spent=[10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
        silent=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )

    assert found.frequency.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert found.monetary.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert found.recency.tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


def test_equal_figures_get_the_score_of_their_middle() -> None:
    # The three fours stand at 40 to 70 percent, whose middle is in the third fifth.
    assert scores([2, 2, 3, 3, 4, 4, 4, 9, 9, 9]).frequency.tolist() == [1, 1, 2, 2, 3, 3, 3, 5, 5, 5]


def test_one_order_scores_1_however_many_have_no_more() -> None:
    assert scores([1] * 8 + [2, 3]).frequency.tolist() == [1] * 8 + [5, 5]


def test_customers_who_are_all_alike_are_all_in_the_middle() -> None:
    assert set(scores([2] * 7).monetary.tolist()) == {3}


def test_a_negative_total_is_the_least() -> None:
    assert scores([1] * 5, spent=[-50.0, 0.0, 1.0, 2.0, 3.0]).monetary.tolist() == [1, 2, 3, 4, 5]


def test_nobody_and_one_customer_have_scores() -> None:
    assert scores([]).recency.tolist() == []
    assert (scores([3]).frequency.tolist(), scores([3]).monetary.tolist()) == ([3], [3])


def test_scores_do_not_hang_on_the_order_of_the_rows() -> None:
    rng = np.random.default_rng(2)
    features = make_features(customer_id=list(range(50)), orders=rng.integers(1, 6, 50), spent=rng.integers(1, 9, 50))
    rows = list(range(50))
    Random(3).shuffle(rows)

    straight, shuffled = rfm_scores(features), rfm_scores(take(features, rows))

    assert straight.frequency[rows].tolist() == shuffled.frequency.tolist()
    assert straight.monetary[rows].tolist() == shuffled.monetary.tolist()


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(-1e9, 1e9)), min_size=1, max_size=60))
def test_more_never_scores_less(customers: list[tuple[int, float]]) -> None:
    orders, spent = ([float(each[column]) for each in customers] for column in (0, 1))

    found = scores(orders, spent)

    for figures, given_scores in ((orders, found.frequency), (spent, found.monetary)):
        by_figure = np.argsort(figures, kind="stable")
        assert (np.diff(given_scores[by_figure]) >= 0).all()
        assert given_scores.min() >= 1
        assert given_scores.max() <= HIGHEST_SCORE


def test_the_group_of_each_customer_is_read_from_the_scores() -> None:
    found = scores(orders=[1, 2, 3, 4, 9], spent=[1, 2, 3, 4, 5], silent=[400, 300, 200, 100, 1])

    assert [GROUPS[number] for number in found.groups()] == [
        RfmGroup.DORMANT,
        RfmGroup.DORMANT,
        RfmGroup.NEEDS_ATTENTION,
        RfmGroup.LOYAL,
        RfmGroup.CHAMPIONS,
    ]


def test_each_fifth_holds_a_fifth_of_many_customers() -> None:
    spent = np.random.default_rng(1).lognormal(4, 1, 1000).tolist()

    assert np.bincount(scores([1] * 1000, spent).monetary).tolist() == pytest.approx([0, 200, 200, 200, 200, 200])
