"""BG/NBD against the numbers of its paper, its closed form, and customers who behave as it says."""

import numpy as np
import pytest
from scipy.special import hyp2f1

from shared.segmentation.models.bg_nbd import BgNbd, fit_bg_nbd
from shared.segmentation.purchases import BuyingSummary
from tests.unit.segmentation.models.processes import WEEK, Kind, a_summary, in_weeks, live

#: CDNOW as fitted in the paper, in weeks there.
CDNOW = BgNbd(r=0.243, alpha=4.414 * WEEK, a=0.793, b=2.426, log_likelihood=-9582.4)
TRUTH = Kind(r=0.8, alpha=40.0, dropout=(0.7, 2.5))


def test_the_first_customer_of_the_paper_gets_its_expectation() -> None:
    customer = in_weeks(2, 30.43, 38.86)

    assert CDNOW.expected_purchases(customer, 39 * WEEK) == pytest.approx([1.226], abs=0.0005)
    assert CDNOW.probability_alive(customer) == pytest.approx([0.7266], abs=0.00005)


def test_a_frequent_buyer_of_the_same_shop_gets_the_published_figures() -> None:
    customer = in_weeks(26, 30.86, 31)

    assert CDNOW.expected_purchases(customer, 52 * WEEK) == pytest.approx([25.76], abs=0.005)
    assert CDNOW.probability_alive(customer) == pytest.approx([0.9689], abs=0.00005)


def test_the_more_often_someone_bought_the_less_good_is_the_same_silence() -> None:
    expected = [CDNOW.expected_purchases(in_weeks(x, 20, 39), 52 * WEEK)[0] for x in (10, 15, 20, 25)]

    assert expected == pytest.approx([0.3474, 0.0428, 0.0042, 0.0004], abs=0.00005)


def test_a_customer_who_just_came_is_expected_to_buy_as_often_as_the_shops_average_newcomer() -> None:
    # (a + b - 1) / (a - 1) (1 - (alpha / (alpha + t))^r 2F1(r, b; a + b - 1; t / (alpha + t))), the paper's (9).
    assert CDNOW.expected_purchases(in_weeks(0, 0, 0), 52 * WEEK) == pytest.approx([1.444], abs=0.005)


@pytest.mark.parametrize("a", [0.2, 0.793, 1.7])
@pytest.mark.parametrize("days", [7.0, 91.0, 365.0])
def test_expectations_equal_the_hypergeometric_closed_form_where_that_can_be_computed(a: float, days: float) -> None:
    model = BgNbd(r=0.6, alpha=35.0, a=a, b=2.4, log_likelihood=0.0)
    customers = a_summary((0, 0, 20), (0, 0, 400), (1, 30, 90), (3, 200, 210), (6, 100, 500), (12, 350, 360))

    x, age = customers.repeats, customers.age
    tail = ((35.0 + age) / (35.0 + age + days)) ** (0.6 + x)
    gauss = hyp2f1(0.6 + x, 2.4 + x, a + 2.4 + x - 1, days / (35.0 + age + days))
    closed = (a + 2.4 + x - 1) / (a - 1) * (1 - tail * gauss) * model.probability_alive(customers)
    assert model.expected_purchases(customers, days) == pytest.approx(closed, rel=1e-6)


def test_expectations_have_no_hole_where_the_closed_form_divides_by_zero() -> None:
    customers = a_summary((0, 0, 100), (4, 80, 100))
    around = [BgNbd(0.6, 35.0, a, 2.4, 0.0).expected_purchases(customers, 90.0) for a in (0.9999, 1.0, 1.0001)]

    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-6)


def test_one_time_buyers_count_as_alive_but_not_as_about_to_buy() -> None:
    silent = a_summary((0, 0, 10), (0, 0, 100), (0, 0, 1000))

    assert CDNOW.probability_alive(silent).tolist() == [1.0, 1.0, 1.0]
    chances = CDNOW.probability_of_purchase(silent, 91.0)
    assert chances[0] > 3 * chances[2]
    assert chances[0] > chances[1] > chances[2]


def test_the_chance_of_a_purchase_is_the_chance_to_live_times_the_chance_not_to_wait_longer() -> None:
    customer = in_weeks(2, 30.43, 38.86)

    waiting = ((4.414 + 38.86) / (4.414 + 38.86 + 13)) ** 2.243
    assert CDNOW.probability_of_purchase(customer, 13 * WEEK) == pytest.approx([0.72658 * (1 - waiting)], rel=1e-4)


def test_the_parameters_of_customers_who_behave_so_are_found_again() -> None:
    fitted = fit_bg_nbd(live(TRUTH, 8000, seed=1, later=0.0).summary)

    assert (fitted.r, fitted.alpha) == pytest.approx((0.8, 40.0), rel=0.1)
    assert fitted.a / (fitted.a + fitted.b) == pytest.approx(0.7 / 3.2, rel=0.05)
    assert fitted.a == pytest.approx(0.7, rel=0.15)


def test_predictions_come_true_for_customers_who_behave_so() -> None:
    lives = live(TRUTH, 8000, seed=2, later=91.0)
    model = fit_bg_nbd(lives.summary)

    expected = model.expected_purchases(lives.summary, 91.0)
    chances = model.probability_of_purchase(lives.summary, 91.0)
    # One-time buyers, a few repeats, many: each group as a whole, to four standard errors.
    for low, high in ((0, 0), (1, 4), (5, 1000)):
        group = (lives.summary.repeats >= low) & (lives.summary.repeats <= high)
        allowed = 4.0 / np.sqrt(group.sum())
        assert abs(expected[group].mean() - lives.later[group].mean()) < allowed * lives.later[group].std()
        assert abs(chances[group].mean() - (lives.later[group] > 0).mean()) < allowed * 0.5


def test_the_order_of_the_customers_does_not_matter_to_the_last_digit() -> None:
    summary = live(TRUTH, 500, seed=3, later=0.0).summary
    shuffle = np.random.default_rng(1).permutation(500)

    columns = (summary.repeats, summary.recency, summary.age, summary.value)
    assert fit_bg_nbd(BuyingSummary(*(column[shuffle] for column in columns))) == fit_bg_nbd(summary)


def test_thousands_of_purchases_of_one_customer_spoil_nothing() -> None:
    ordinary = live(TRUTH, 500, seed=4, later=0.0).summary
    rows = np.stack([ordinary.repeats, ordinary.recency, ordinary.age], axis=1).tolist()
    summary = a_summary(*map(tuple, rows), (5000, 5400, 5401))

    model = fit_bg_nbd(summary)

    assert np.isfinite([model.r, model.alpha, model.a, model.b, model.log_likelihood]).all()
    assert model.expected_purchases(summary, 30.0)[-1] == pytest.approx(28, abs=3)
