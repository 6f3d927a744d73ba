"""The figures of one customer, and the columns that segmentation makes of them."""

import pytest

from shared.segmentation.axes import AXES
from shared.segmentation.choice import COUNTS
from shared.segmentation.figures import DEFAULT_GAP_DAYS, figures_of
from tests.factories_customers import AS_OF, a_history


def test_the_average_order_is_spending_over_orders_to_the_cent() -> None:
    assert a_history(orders=3, spent=100.0).average_order_value == 33.33


def test_the_average_gap_counts_days_with_an_order() -> None:
    history = a_history(orders=7, order_days=5, first_days_ago=130, last_days_ago=10)

    assert history.average_days_between_orders == 30.0


@pytest.mark.parametrize("orders", [1, 2])
def test_orders_on_a_single_day_have_no_gap(orders: int) -> None:
    assert a_history(orders=orders, order_days=1).average_days_between_orders is None


def test_a_one_time_buyer_is_expected_to_wait_as_long_as_others_do() -> None:
    regular = a_history("c1", orders=5, first_days_ago=100, last_days_ago=20)
    one_time = a_history("c2", orders=1, first_days_ago=50, last_days_ago=50)

    figures = figures_of([regular, one_time], AS_OF)

    assert figures.usual_gap_days.tolist() == [20.0, 20.0]


def test_where_nobody_came_back_a_usual_gap_is_assumed() -> None:
    assert figures_of([a_history()], AS_OF).usual_gap_days.tolist() == [DEFAULT_GAP_DAYS]


@pytest.mark.parametrize("spent", [-500.0, 0.0, 1e12])
def test_any_amount_can_be_measured(spent: float) -> None:
    figures = figures_of([a_history(spent=spent, first_days_ago=0, last_days_ago=0)], AS_OF)

    for axis in AXES:
        assert abs(axis.anchor.of(figures)[0]) < 100
        assert abs(axis.other.of(figures)[0]) < 100


def test_every_axis_has_as_many_words_as_it_may_have_segments() -> None:
    for axis in AXES:
        assert tuple(axis.vocabulary) == COUNTS
        for count, words in axis.vocabulary.items():
            assert len(set(words)) == count
