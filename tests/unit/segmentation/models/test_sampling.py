"""Fewer customers of a shop."""

import numpy as np

from shared.segmentation.models.sampling import in_batches, some_customers
from tests.unit.segmentation.models.processes import purchases_on

SHOP = purchases_on([30, 10], [20], [9, 5, 1], [2], [8, 3])


def test_batches_hold_every_purchase_once_under_numbers_of_their_own() -> None:
    batches = list(in_batches(SHOP, 2))

    assert [batch.customers for _, batch in batches] == [2, 2, 1]
    assert np.concatenate([batch.day for _, batch in batches]).tolist() == SHOP.day.tolist()
    assert np.concatenate([batch.customer + rows.start for rows, batch in batches]).tolist() == SHOP.customer.tolist()


def test_some_customers_keep_all_their_purchases() -> None:
    some = some_customers(SHOP, 3, np.random.default_rng(1))

    assert some.customers == 3
    assert set(some.customer.tolist()) == {0, 1, 2}
    whole = {tuple(SHOP.day[SHOP.customer == number].tolist()) for number in range(5)}
    assert {tuple(some.day[some.customer == number].tolist()) for number in range(3)} <= whole


def test_a_small_shop_is_taken_whole() -> None:
    assert some_customers(SHOP, 5, np.random.default_rng(1)) is SHOP
