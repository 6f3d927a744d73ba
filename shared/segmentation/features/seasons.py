"""In which months of the year a customer buys."""

import ibis

from shared.segmentation.features.columns import MONTHS
from shared.segmentation.features.numbers import Measures, count_where

#: The columns that make up a row of `Features.month_shares`, January first.
MONTH_SHARES = tuple(f"orders_share_{month:02}" for month in range(1, MONTHS + 1))


def order_sums(orders: ibis.Table) -> Measures:
    """What is summed up over a customer's orders."""
    month = orders.ordered_on.month()
    return {f"orders_in_{number}": count_where(month == number) for number in range(1, MONTHS + 1)}


def figures(customers: ibis.Table) -> Measures:
    """One column a month, of customers with the sums."""
    return {
        name: customers[f"orders_in_{month}"] / customers.orders for month, name in enumerate(MONTH_SHARES, start=1)
    }
