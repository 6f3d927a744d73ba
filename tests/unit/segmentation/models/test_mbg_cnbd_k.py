"""MBG/CNBD-k against sums over what may happen, and customers who behave as it says."""

import numpy as np
import pytest
from scipy.special import betaln
from scipy.stats import nbinom

from shared.segmentation.models.mbg_cnbd_k import MbgCnbdK, fit_mbg_cnbd_k
from shared.segmentation.purchases import summarise
from tests.unit.segmentation.models.processes import TODAY, Kind, a_summary, live, purchases_on

#: A grocer's customers as published, in days.
GROCERY = {
    1: (1.26, 42.3, 0.37, 0.72),
    2: (1.33, 19.7, 0.43, 0.79),
    3: (1.30, 12.3, 0.45, 0.84),
    4: (1.27, 8.7, 0.47, 0.87),
}
REGULAR = Kind(r=1.3, alpha=20.0, k=2, dropout=(0.5, 2.0), first_may_be_last=True)


def grocery(k: int) -> MbgCnbdK:
    return MbgCnbdK(*GROCERY[k], k, log_likelihood=0.0)


def summed_up(model: MbgCnbdK, repeats: int, recency: float, age: float, days: float) -> tuple[float, float, float]:
    """P(alive), P(a purchase) and purchases to expect, each summed over the events that may have happened."""
    shape, now = model.r + model.k * repeats, model.alpha + age
    # Events since the last purchase: their number in the silence, had the rate been known from the purchases alone.
    silence = nbinom.pmf(np.arange(model.k), shape, (model.alpha + recency) / now)
    dropped = model.a / (model.b + repeats)
    living = silence.sum() / (silence.sum() + dropped)
    chance = expected = 0.0
    for events, weight in enumerate(silence / silence.sum()):
        coming = nbinom(shape + events, now / (now + days))
        chance += weight * coming.sf(model.k - events - 1)
        survived = np.arange(4000)
        still_there = np.exp(betaln(model.a, model.b + repeats + 1 + survived) - betaln(model.a, model.b + repeats + 1))
        expected += weight * (still_there * coming.sf((survived + 1) * model.k - events - 1)).sum()
    return float(living), float(living * chance), float(living * expected)


@pytest.mark.parametrize("k", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "customer", [(0, 0.0, 5.0), (0, 0.0, 200.0), (1, 30.0, 31.0), (5, 200.0, 260.0), (30, 350.0, 360.0)]
)
@pytest.mark.parametrize("days", [10.0, 91.0, 364.0])
def test_all_figures_equal_the_sums_over_what_may_happen(
    k: int, customer: tuple[int, float, float], days: float
) -> None:
    model, summary = grocery(k), a_summary(customer)

    living, chance, expected = summed_up(model, *customer, days)
    assert model.probability_alive(summary) == pytest.approx([living], rel=1e-9)
    assert model.probability_of_purchase(summary, days) == pytest.approx([chance], rel=1e-9)
    assert model.expected_purchases(summary, days) == pytest.approx([expected], rel=1e-6)


def test_regular_buyers_who_are_overdue_are_more_surely_gone_than_random_ones() -> None:
    overdue = a_summary((10, 300, 400))

    assert grocery(2).probability_alive(overdue)[0] < grocery(1).probability_alive(overdue)[0]


def test_nobody_is_expected_to_buy_within_no_days() -> None:
    anyone = a_summary((0, 0, 0), (3, 40, 50))

    assert grocery(2).expected_purchases(anyone, 0.0).tolist() == [0.0, 0.0]
    assert grocery(2).probability_of_purchase(anyone, 0.0).tolist() == [0.0, 0.0]


def test_the_rhythm_and_the_parameters_of_customers_who_behave_so_are_found_again() -> None:
    lives = live(REGULAR, 3000, seed=1, later=0.0)

    fitted = fit_mbg_cnbd_k(lives.purchases, TODAY)

    assert fitted.k == 2
    assert (fitted.r, fitted.alpha) == pytest.approx((1.3, 20.0), rel=0.1)
    assert fitted.a / (fitted.a + fitted.b) == pytest.approx(0.2, rel=0.1)


def test_random_buyers_have_no_rhythm() -> None:
    random = Kind(r=1.3, alpha=60.0, dropout=(0.5, 2.0), first_may_be_last=True)

    assert fit_mbg_cnbd_k(live(random, 1500, seed=2, later=0.0).purchases, TODAY).k == 1


def test_predictions_come_true_for_customers_who_behave_so() -> None:
    lives = live(REGULAR, 3000, seed=3, later=91.0)
    model = fit_mbg_cnbd_k(lives.purchases, TODAY, orders_k=(2,))

    summary = summarise(lives.purchases, TODAY)
    expected = model.expected_purchases(summary, 91.0)
    chances = model.probability_of_purchase(summary, 91.0)
    for low, high in ((0, 0), (1, 4), (5, 1000)):
        group = (summary.repeats >= low) & (summary.repeats <= high)
        allowed = 4.0 / np.sqrt(group.sum())
        assert abs(expected[group].mean() - lives.later[group].mean()) < allowed * lives.later[group].std()
        assert abs(chances[group].mean() - (lives.later[group] > 0).mean()) < allowed * 0.5


def test_only_the_asked_rhythms_are_tried() -> None:
    assert fit_mbg_cnbd_k(purchases_on([90, 60, 30, 0], [50]), TODAY, orders_k=(3,)).k == 3


def test_clockwork_is_told_from_chance() -> None:
    clockwork = purchases_on(*([start + 30 * n for n in range(6)] for start in range(40)))

    assert fit_mbg_cnbd_k(clockwork, TODAY).k == 4
