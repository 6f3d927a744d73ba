"""Fewer customers of a shop: some at random to learn from, or all of them, one batch after the other."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.purchases import Purchases


def some_customers(purchases: Purchases, most: int, rng: np.random.Generator) -> Purchases:
    """The purchases of at most `most` customers, drawn at random; all of them when there are no more."""
    if purchases.customers <= most:
        return purchases
    drawn = np.zeros(purchases.customers, dtype=np.bool_)
    drawn[rng.choice(purchases.customers, most, replace=False)] = True
    return only(purchases, drawn)


def only(purchases: Purchases, chosen: NDArray[np.bool_]) -> Purchases:
    """The purchases of the customers whose entry is true, who are numbered anew in the same order."""
    rows = chosen[purchases.customer]
    numbers = np.cumsum(chosen, dtype=np.int32) - 1
    return Purchases(
        customers=int(chosen.sum()),
        customer=numbers[purchases.customer[rows]],
        day=purchases.day[rows],
        value=purchases.value[rows],
    )


def in_batches(purchases: Purchases, customers: int) -> Iterator[tuple[slice, Purchases]]:
    """All customers, at most `customers` at once: which they are, and their purchases."""
    for start in range(0, purchases.customers, customers):
        stop = min(start + customers, purchases.customers)
        low, high = np.searchsorted(purchases.customer, (start, stop))
        yield (
            slice(start, stop),
            Purchases(
                customers=stop - start,
                customer=purchases.customer[low:high] - np.int32(start),
                day=purchases.day[low:high],
                value=purchases.value[low:high],
            ),
        )
