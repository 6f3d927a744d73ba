"""Which products are bought together more often than chance would have it."""

from collections.abc import Sequence
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.sales import ProductPair
from shared.segmentation.sales.affinity import least_lift, product_pairs
from shared.segmentation.sales.bounds import BOUNDS, Bounds
from shared.segmentation.sales.products import product_sales
from tests.unit.segmentation.sales.shop import a_line, a_shop


def pairs_of(*baskets: Sequence[str], bounds: Bounds = BOUNDS) -> tuple[ProductPair, ...]:
    lines = [
        a_line(f"o{number:05}", product_id=product_id, product_name=f"the {product_id}")
        for number, basket in enumerate(baskets)
        for product_id in basket
    ]
    shop = a_shop(*lines)
    return product_pairs(shop.lines, product_sales(shop.lines, shop.days, most=1000), bounds=bounds)


#: Of 100 orders 20 hold tea, 30 milk, 10 of them both.
TEA_AND_MILK = [("tea", "milk")] * 10 + [("tea",)] * 10 + [("milk",)] * 20 + [("soap",)] * 60


def test_a_pair_is_counted_as_the_textbook_does() -> None:
    (pair,) = pairs_of(*TEA_AND_MILK)

    assert (pair.product_a, pair.product_b, pair.name_a, pair.orders) == ("milk", "tea", "the milk", 10)
    assert pair.support == 0.1
    assert pair.confidence_a_to_b == pytest.approx(10 / 30)
    assert pair.confidence_b_to_a == pytest.approx(10 / 20)
    assert pair.lift == pytest.approx(10 * 100 / (20 * 30))


def test_the_least_lift_is_the_lower_end_of_the_lift_given_so_few_orders() -> None:
    (pair,) = pairs_of(*TEA_AND_MILK)

    lift = 5 / 3
    error = sqrt(1 / 10 - 1 / 20 - 1 / 30 + (2 * lift - 1) / 100)
    assert pair.least_lift == pytest.approx(exp(log(lift) - 1.959964 * error))


def test_the_interval_of_the_lift_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    # 2,000 orders, a in 20 % of them, b in 10 %, both in 5 %: a lift of 2.5.
    counts = rng.multinomial(2000, [0.05, 0.15, 0.05, 0.75], size=4000).astype(float)
    both, first, second = counts[:, 0], counts[:, 0] + counts[:, 1], counts[:, 0] + counts[:, 2]

    above = (least_lift(both, first, second, 2000) > 2.5).mean()

    assert above == pytest.approx(0.025, abs=0.01)


def test_products_bought_together_by_chance_are_no_pair() -> None:
    baskets = [("a", "b")] * 25 + [("a",)] * 25 + [("b",)] * 25 + [("c",)] * 25

    assert pairs_of(*baskets) == ()


def test_two_products_that_are_only_ever_bought_together_are_surest() -> None:
    baskets = [("a", "b")] * 20 + [*TEA_AND_MILK]

    assert [(pair.product_a, pair.product_b) for pair in pairs_of(*baskets)] == [("a", "b"), ("milk", "tea")]


def test_a_pair_on_too_few_orders_is_chance() -> None:
    rare = [("a", "b")] * 4 + [("c",)] * 96

    assert pairs_of(*rare) == ()
    assert len(pairs_of(("a", "b"), *rare)) == 1


def test_the_same_product_twice_on_an_order_counts_once() -> None:
    baskets = [("a", "a", "b")] * 10 + [("c",)] * 20

    (pair,) = pairs_of(*baskets)
    assert (pair.orders, pair.lift) == (10, 3.0)


def test_orders_of_a_whole_warehouse_say_nothing_of_what_goes_together() -> None:
    baskets = [("a", "b")] * 10 + [("a",)] * 5 + [("c",)] * 20 + [("a", "b", "c")] * 100

    (pair,) = pairs_of(*baskets, bounds=Bounds(products_an_order=2))
    assert (pair.orders, pair.support) == (10, 10 / 35)


def test_every_product_keeps_its_surest_partner_before_any_has_a_second() -> None:
    trio = [("a", "b", "c")] * 20
    duo = [("d", "e")] * 20 + [("d",)] * 5 + [("e",)] * 5
    others = [("f",)] * 150

    kept = pairs_of(*trio, *duo, *others, bounds=Bounds(pairs=3))

    assert {pair.product_a for pair in kept} >= {"a", "d"}
    assert [pair.least_lift for pair in kept] == sorted((pair.least_lift for pair in kept), reverse=True)


def test_only_the_products_on_the_most_orders_are_looked_at() -> None:
    baskets = [("a", "b")] * 20 + [("c", "d")] * 10 + [("e",)] * 30

    assert {pair.product_a for pair in pairs_of(*baskets, bounds=Bounds(paired_products=3))} == {"a"}


@given(
    both=st.integers(1, 1000), first=st.integers(0, 1000), second=st.integers(0, 1000), neither=st.integers(0, 10**6)
)
def test_the_least_lift_is_finite_and_at_most_the_lift(both: int, first: int, second: int, neither: int) -> None:
    orders = both + first + second + neither
    lift = both * orders / ((both + first) * (both + second))

    together, alone, other = (np.array([float(count)]) for count in (both, both + first, both + second))
    least = least_lift(together, alone, other, orders)[0]

    assert 0 < least <= lift * (1 + 1e-12)
