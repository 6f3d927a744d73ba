"""What is in a simulated order."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.simulated_shop.catalogue import RANGES, Catalogue
from shared.simulated_shop.people import KINDS
from shared.simulated_shop.visits import Integers, Visits

#: Weight of a category that a kind of customer does not care for.
UNLOVED = 0.15
#: Products that a customer comes back for.
STAPLES = 4
RETURNED_AFTER_DAYS = (4, 25)
DISCOUNTS = (0.10, 0.15, 0.20, 0.30)
COUPONS = np.array(["WELCOME10", "QUILT15", "SPRING20", "FRIENDS"], dtype=object)
#: Spreads neighbouring customer numbers over the catalogue (Knuth's multiplicative hash).
SCATTER = 2654435761


@dataclass(frozen=True, slots=True)
class Baskets:
    """One row a line of an order; lines of one order share its `order`."""

    order: Integers
    product: Integers
    #: Negative for a return, which is an order of its own.
    quantity: Integers
    #: Share of the line's price that is taken off.
    discount: NDArray[np.float64]
    #: Of the order that the line belongs to.
    coupon: NDArray[np.object_]
    #: Days after the order; 0 but for returns.
    days_later: Integers

    def where(self, kept: NDArray[np.bool_]) -> "Baskets":
        """Only the lines that are kept."""
        return Baskets(
            order=self.order[kept],
            product=self.product[kept],
            quantity=self.quantity[kept],
            discount=self.discount[kept],
            coupon=self.coupon[kept],
            days_later=self.days_later[kept],
        )


def fill(
    visits: Visits, kind: Integers, shop: Catalogue, *, lines_per_order: float, rng: np.random.Generator
) -> Baskets:
    """The lines of all orders; `kind` has an entry a customer."""
    kinds_of_orders = kind[visits.customer]
    lines = 1 + rng.poisson(np.maximum(lines_per_order * _each("lines") - 1, 0)[kinds_of_orders])
    order = np.repeat(np.arange(len(lines)), lines)
    bought_by = kinds_of_orders[order]
    product = _products(visits.customer[order], bought_by, shop, rng)
    quantity = 1 + rng.poisson(_each("units")[bought_by] - 1)
    is_discounted = rng.random(len(lines)) < _each("discounted")[kinds_of_orders]
    has_coupon = is_discounted & (rng.random(len(lines)) < _each("coupon")[kinds_of_orders])
    taken_off = np.where(is_discounted, rng.choice(DISCOUNTS, len(lines)), 0.0)
    coupon = np.where(has_coupon, rng.choice(COUPONS, len(lines)), "")
    comes_back = np.flatnonzero(rng.random(len(order)) < _each("returned")[bought_by])
    return Baskets(
        order=np.concatenate([order, order[comes_back]]),
        product=np.concatenate([product, product[comes_back]]),
        quantity=np.concatenate([quantity, -quantity[comes_back]]),
        discount=np.concatenate([taken_off[order], np.zeros(len(comes_back))]),
        coupon=np.concatenate([coupon[order], np.full(len(comes_back), "", dtype=object)]),
        days_later=np.concatenate(
            [np.zeros(len(order), np.int64), rng.integers(*RETURNED_AFTER_DAYS, size=len(comes_back))]
        ),
    )


def _products(customer: Integers, kind: Integers, shop: Catalogue, rng: np.random.Generator) -> Integers:
    tastes = np.array([[each.taste.get(line.category, UNLOVED) for line in RANGES] for each in KINDS])
    chances = np.cumsum(tastes / tastes.sum(axis=1, keepdims=True), axis=1)
    is_staple = rng.random(len(customer)) < _each("staples")[kind]
    staple = (customer * STAPLES + rng.integers(STAPLES, size=len(customer))) * SCATTER % 2**32 / 2**32
    # A staple's category and product are the customer's own; anything else is drawn anew.
    category = (chances[kind] < np.where(is_staple, staple, rng.random(len(customer)))[:, np.newaxis]).sum(axis=1)
    category = np.minimum(category, len(RANGES) - 1)
    within = np.where(is_staple, staple * 997 % 1, rng.random(len(customer)) ** 1.5)
    product: Integers = shop.first[category] + (within * shop.count[category]).astype(np.int64)
    return product


def _each(trait: str) -> NDArray[Any]:
    return np.array([getattr(kind, trait) for kind in KINDS])
