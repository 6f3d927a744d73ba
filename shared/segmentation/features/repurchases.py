"""Buying the same again, more or less than customers with as many orders do."""

import numpy as np

from shared.segmentation.features.columns import Floats

#: Customers with as many orders are compared, and of those with many orders customers with about as many: from each of
#: these on.
ALIKE_FROM = (2, 3, 4, 5, 6, 7, 9, 12, 17, 31)


def excess(ratio: Floats, orders: Floats) -> Floats:
    """Each customer's repurchase ratio less the mean ratio of customers that are alike; NaN where it is.

    The ratio grows with the number of orders, since ever more has been bought before.
    """
    compared: Floats = np.full(len(ratio), np.nan)
    known = ~np.isnan(ratio)
    alike = np.searchsorted(ALIKE_FROM, orders[known], side="right")
    customers = np.bincount(alike, minlength=len(ALIKE_FROM) + 1)
    usual = np.bincount(alike, weights=ratio[known], minlength=len(ALIKE_FROM) + 1) / np.maximum(customers, 1)
    compared[known] = ratio[known] - usual[alike]
    return compared
