"""Pareto/NBD against published numbers, its closed form, and customers who behave as it says."""

import numpy as np
import pytest
from scipy.special import gammaln, hyp2f1

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.pareto_nbd import ParetoNbd, fit_pareto_nbd
from shared.segmentation.purchases import BuyingSummary
from tests.unit.segmentation.models.processes import WEEK, Kind, a_summary, in_weeks, live

#: CDNOW as published, in weeks there.
CDNOW = ParetoNbd(r=0.553, alpha=10.58 * WEEK, s=0.606, beta=11.66 * WEEK, log_likelihood=-9594.98)
TRUTH = Kind(r=0.9, alpha=40.0, death=(0.8, 150.0))
SOME = a_summary((0, 0, 30), (0, 0, 300), (1, 10, 200), (4, 150, 160), (9, 100, 400), (20, 380, 400))


def closed_log_likelihood(model: ParetoNbd, customers: BuyingSummary, until: Floats) -> Floats:
    """ln L of having bought as they did and nothing from then until so many days after the first purchase.

    Fader and Hardie, "A note on deriving the Pareto/NBD model and related expressions", 2005, for alpha >= beta.
    """
    r, alpha, s, beta = model.r, model.alpha, model.s, model.beta
    x, all_shapes = customers.repeats, r + s + customers.repeats

    def part(since: Floats) -> Floats:
        gauss = hyp2f1(all_shapes, s + 1, all_shapes + 1, (alpha - beta) / (alpha + since))
        ratio: Floats = gauss / (alpha + since) ** all_shapes
        return ratio

    alive = (alpha + until) ** -(r + x) * (beta + until) ** -s
    dropped = s / all_shapes * (part(customers.recency) - part(until))
    logs: Floats = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + np.log(alive + dropped)
    return logs


def test_a_frequent_buyer_gets_the_published_figures() -> None:
    customer = in_weeks(26, 30.86, 31)

    assert CDNOW.expected_purchases(customer, 52 * WEEK) == pytest.approx([25.46], abs=0.005)
    assert CDNOW.probability_alive(customer) == pytest.approx([0.9979], abs=0.00005)


def test_a_newcomer_gets_the_published_expectation() -> None:
    assert CDNOW.expected_purchases(in_weeks(0, 0, 0), 52 * WEEK) == pytest.approx([1.473], abs=0.001)


def test_one_time_buyers_may_be_gone() -> None:
    assert CDNOW.probability_alive(in_weeks(0, 0, 39)) == pytest.approx([0.2941], abs=0.0005)


def test_the_more_often_someone_bought_the_less_good_is_the_same_silence() -> None:
    expected = [CDNOW.expected_purchases(in_weeks(x, 20, 39), 52 * WEEK)[0] for x in (10, 15, 20, 25)]

    assert expected == pytest.approx([0.7062, 0.1442, 0.0225, 0.0031], abs=0.00005)


@pytest.mark.parametrize(("alpha", "beta"), [(74.0, 73.0), (90.0, 40.0), (60.0, 60.0)])
def test_the_chance_to_live_equals_the_hypergeometric_closed_form(alpha: float, beta: float) -> None:
    model = ParetoNbd(r=0.55, alpha=alpha, s=0.6, beta=beta, log_likelihood=0.0)

    alive = -(0.55 + SOME.repeats) * np.log(alpha + SOME.age) - 0.6 * np.log(beta + SOME.age)
    constant = gammaln(0.55 + SOME.repeats) - gammaln(0.55) + 0.55 * np.log(alpha) + 0.6 * np.log(beta)
    closed = np.exp(constant + alive - closed_log_likelihood(model, SOME, SOME.age))
    assert model.probability_alive(SOME) == pytest.approx(closed, rel=1e-8)


@pytest.mark.parametrize("days", [7.0, 91.0, 365.0])
def test_the_chance_of_a_purchase_is_what_the_likelihood_of_longer_silence_leaves(days: float) -> None:
    model = ParetoNbd(r=0.55, alpha=90.0, s=0.6, beta=40.0, log_likelihood=0.0)

    now, then = (closed_log_likelihood(model, SOME, SOME.age + more) for more in (0.0, days))
    assert model.probability_of_purchase(SOME, days) == pytest.approx(1 - np.exp(then - now), rel=1e-7)


def test_the_log_likelihood_is_that_of_the_closed_form() -> None:
    fitted = fit_pareto_nbd(SOME)

    assert fitted.alpha > fitted.beta
    assert fitted.log_likelihood == pytest.approx(closed_log_likelihood(fitted, SOME, SOME.age).sum(), abs=1e-8)


def test_expectations_have_no_hole_where_the_closed_form_divides_by_zero() -> None:
    around = [ParetoNbd(0.6, 35.0, s, 50.0, 0.0).expected_purchases(SOME, 90.0) for s in (0.9999, 1.0, 1.0001)]

    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-6)


def test_the_parameters_of_customers_who_behave_so_are_found_again() -> None:
    fitted = fit_pareto_nbd(live(TRUTH, 3000, seed=1, later=0.0).summary)

    assert (fitted.r, fitted.alpha) == pytest.approx((0.9, 40.0), rel=0.1)
    # s and beta are hard to tell apart; half of all lives end within beta (2^(1/s) - 1) days.
    half_life = fitted.beta * (2 ** (1 / fitted.s) - 1)
    assert half_life == pytest.approx(150.0 * (2 ** (1 / 0.8) - 1), rel=0.1)
    assert fitted.s == pytest.approx(0.8, rel=0.25)


def test_predictions_come_true_for_customers_who_behave_so() -> None:
    lives = live(TRUTH, 3000, seed=2, later=91.0)
    model = fit_pareto_nbd(lives.summary)

    expected = model.expected_purchases(lives.summary, 91.0)
    chances = model.probability_of_purchase(lives.summary, 91.0)
    for low, high in ((0, 0), (1, 4), (5, 1000)):
        group = (lives.summary.repeats >= low) & (lives.summary.repeats <= high)
        allowed = 4.0 / np.sqrt(group.sum())
        assert abs(expected[group].mean() - lives.later[group].mean()) < allowed * lives.later[group].std()
        assert abs(chances[group].mean() - (lives.later[group] > 0).mean()) < allowed * 0.5


@pytest.mark.parametrize("repeats", [80, 172, 500, 5000])
def test_hundreds_of_purchases_spoil_nothing(repeats: int) -> None:
    summary = a_summary((0, 0, 300), (1, 40, 90), (repeats, repeats + 10, repeats + 12))

    model = fit_pareto_nbd(summary)

    assert np.isfinite([model.r, model.alpha, model.s, model.beta, model.log_likelihood]).all()
    assert model.probability_of_purchase(summary, 30.0)[-1] > 0.9
