"""Money to come: its mean, and an interval that holds 80 % of what comes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.segmentation.models.gamma_gamma import GammaGamma
from shared.segmentation.models.lifetime import days_of, money
from shared.segmentation.purchases import BuyingSummary

WORTH = GammaGamma(p=6.25, q=3.74, gamma=15.44)


def _customers(number: int, repeats: float, value: float) -> BuyingSummary:
    one = np.ones(number)
    return BuyingSummary(repeats=repeats * one, recency=50 * one, age=100 * one, value=value * one)


def test_the_mean_is_what_a_purchase_is_worth_times_their_number() -> None:
    customers = _customers(1, repeats=3, value=30.0)

    coming = money(np.array([0.6]), np.array([1.4]), customers, WORTH, buying_shape=0.5)

    assert coming.mean == pytest.approx(1.4 * WORTH.expected_value(np.array([4.0]), np.array([30.0])))


def test_nothing_is_likely_to_come_from_who_hardly_ever_buys() -> None:
    coming = money(np.array([0.05]), np.array([0.07]), _customers(1, 0, 30.0), WORTH, buying_shape=0.5)

    assert (coming.low[0], coming.high[0]) == (0, 0)
    assert coming.mean[0] > 0


def test_the_interval_holds_four_of_five_customers_who_behave_as_the_model_says() -> None:
    rng = np.random.default_rng(1)
    number, shape, mean, living = 20_000, 4.0, 6.0, 0.97
    here = rng.random(number) < living
    count = np.where(here, rng.negative_binomial(shape, shape / (shape + mean), number), 0)
    nu = rng.gamma(WORTH.p * 4 + WORTH.q, 1 / (WORTH.gamma + 4 * 30.0), number)
    spent = np.where(count > 0, rng.gamma(np.maximum(WORTH.p * count, 1e-9)) / nu, 0.0)
    chance = living * (1 - (shape / (shape + mean)) ** shape)

    coming = money(
        np.full(number, chance),
        np.full(number, living * mean),
        _customers(number, repeats=3, value=30.0),
        WORTH,
        buying_shape=shape - 3,
    )

    assert (spent < coming.low).mean() == pytest.approx(0.1, abs=0.02)
    assert (spent > coming.high).mean() == pytest.approx(0.1, abs=0.02)


@given(
    chance=st.floats(1e-5, 1 - 1e-5),
    beyond=st.floats(0.0, 500.0),
    repeats=st.integers(0, 500),
    value=st.floats(-1e6, 1e6),
)
def test_an_interval_is_finite_and_in_order_whatever_the_customer(
    chance: float, beyond: float, repeats: int, value: float
) -> None:
    coming = money(
        np.array([chance]), np.array([chance + beyond]), _customers(1, repeats, value), WORTH, buying_shape=0.3
    )

    assert np.isfinite([coming.mean[0], coming.low[0], coming.high[0]]).all()
    assert 0 <= coming.low[0] <= coming.high[0]


def test_a_year_of_months_is_a_year_of_days() -> None:
    assert [days_of(months) for months in (1, 3, 12, 36)] == [30, 91, 365, 1096]
