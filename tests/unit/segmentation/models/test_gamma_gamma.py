"""Gamma-Gamma against its formula, and customers who spend as it says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.gamma_gamma import GammaGamma, fit_gamma_gamma, fit_gamma_gamma_to_purchases
from shared.segmentation.purchases import Purchases, purchases_of

#: CDNOW as published.
CDNOW = GammaGamma(p=6.25, q=3.74, gamma=15.44)
money = st.floats(-1e9, 1e9, allow_subnormal=False)
numbers = st.integers(1, 400).map(float)
shops = st.integers(0, 25).flatmap(
    lambda size: st.tuples(arrays(np.float64, size, elements=numbers), arrays(np.float64, size, elements=money))
)


def spenders(customers: int, seed: int) -> Purchases:
    """Customers with p = 4, q = 3.5, gamma = 50: the population's mean is 80."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 8, customers)
    customer = np.repeat(np.arange(customers), counts)
    value = rng.gamma(4.0, 1.0 / np.repeat(rng.gamma(3.5, 1.0 / 50.0, customers), counts))
    return purchases_of(customer, np.arange(len(customer)), value, customers)


def counted(purchases: Purchases) -> tuple[Floats, Floats]:
    counts = np.bincount(purchases.customer).astype(np.float64)
    return counts, np.bincount(purchases.customer, weights=purchases.value) / counts


def test_the_population_mean_is_as_published() -> None:
    # Fader and Hardie, "The gamma-gamma model of monetary value": about 35 dollars a purchase.
    assert CDNOW.population_mean == pytest.approx(35.2, abs=0.05)


def test_a_mean_is_drawn_towards_the_populations_the_less_the_more_purchases_are_known() -> None:
    counts = np.array([1.0, 4.0, 100.0])

    # (q - 1) / (p n + q - 1) of the way: 2.74 / 8.99, 2.74 / 27.74, 2.74 / 627.74.
    expected = CDNOW.expected_value(counts, np.full(3, 100.0))
    pulls = np.array([2.74 / 8.99, 2.74 / 27.74, 2.74 / 627.74])
    assert expected == pytest.approx(pulls * CDNOW.population_mean + (1 - pulls) * 100.0)


def test_customers_of_whom_no_worth_is_known_get_the_populations() -> None:
    expected = CDNOW.expected_value(np.array([3.0, 1.0, 0.0]), np.array([-20.0, 0.0, 0.0]))

    assert expected == pytest.approx(np.full(3, CDNOW.population_mean))


def test_the_parameters_of_customers_who_spend_so_are_found_again() -> None:
    fitted = fit_gamma_gamma(*counted(spenders(20_000, seed=1)))

    assert (fitted.p, fitted.q, fitted.gamma) == pytest.approx((4.0, 3.5, 50.0), rel=0.15)
    assert fitted.population_mean == pytest.approx(80.0, rel=0.03)


def test_every_value_tells_more_of_the_parameters_than_the_means_do() -> None:
    fitted = fit_gamma_gamma_to_purchases(spenders(20_000, seed=1))

    assert (fitted.p, fitted.q, fitted.gamma) == pytest.approx((4.0, 3.5, 50.0), rel=0.05)


def test_the_shops_currency_does_not_matter() -> None:
    counts, means = counted(spenders(500, seed=2))

    dollars, yen = fit_gamma_gamma(counts, means), fit_gamma_gamma(counts, 150.0 * means)

    assert (yen.p, yen.q, yen.gamma) == pytest.approx((dollars.p, dollars.q, 150.0 * dollars.gamma), rel=1e-3)


def test_returns_are_left_out_of_the_fit() -> None:
    counts, means = counted(spenders(500, seed=3))

    with_returns = fit_gamma_gamma(np.append(counts, [2.0, 1.0]), np.append(means, [-500.0, 0.0]))

    assert with_returns == fit_gamma_gamma(counts, means)


def test_a_shop_that_took_back_all_it_sold_is_expected_to_earn_nothing() -> None:
    counts, means = np.array([1.0, 2.0]), np.array([-5.0, 0.0])

    assert fit_gamma_gamma(counts, means).expected_value(counts, means).tolist() == [0.0, 0.0]
    returned = purchases_of(np.array([0]), np.array([1]), np.array([-5.0]), 1)
    assert fit_gamma_gamma_to_purchases(returned).population_mean == 0.0


def test_a_shop_where_every_purchase_costs_the_same_is_expected_to_go_on_so() -> None:
    counts, means = np.arange(1.0, 31.0), np.full(30, 25.0)

    assert fit_gamma_gamma(counts, means).expected_value(counts, means) == pytest.approx(means, rel=0.01)


# A fit takes some hundredths of a second: fewer examples than usual.
@settings(max_examples=20, deadline=None)
@given(shops)
def test_whatever_was_spent_the_worth_to_expect_is_finite_and_not_negative(shop: tuple[Floats, Floats]) -> None:
    counts, means = shop

    expected = fit_gamma_gamma(counts, means).expected_value(counts, means)

    assert np.isfinite(expected).all()
    assert (expected >= 0).all()


@settings(max_examples=20, deadline=None)
@given(shops)
def test_whatever_each_purchase_brought_the_worth_to_expect_is_finite(shop: tuple[Floats, Floats]) -> None:
    _, values = shop
    customers = np.arange(len(values)) // 2
    purchases = purchases_of(customers, np.arange(len(values)), values, (len(values) + 1) // 2)

    model = fit_gamma_gamma_to_purchases(purchases)

    assert np.isfinite([model.p, model.q, model.gamma, model.population_mean]).all()
