"""The features of all customers as columns, one row a customer, sorted by customer id.

Counts and money are of orders that bought something (a positive quantity) unless a field says otherwise. What a
customer has too little history for is NaN, never zero: two orders have one gap, and one gap has no variation.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]
Texts = NDArray[np.object_]

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Features:
    """The columns. Every array has one entry a customer; `month_shares` has a row of twelve."""

    customer_id: Texts
    #: Orders that bought something, at least 1.
    orders: Floats
    #: Days with such an order, at least 1.
    order_days: Floats
    first_order_on: Days
    last_order_on: Days
    #: Days from the last order to the day that is seen from.
    recency_days: Floats
    #: Days from the first order to the day that is seen from.
    tenure_days: Floats

    #: Mean days between days with an order; NaN with one such day.
    mean_gap_days: Floats
    #: Standard deviation of the gaps over their mean: 0 is a clock; NaN with fewer than two gaps.
    gap_variation: Floats
    #: Log of the mean gap of the later half over that of the earlier half: below 0 buys faster; NaN under four gaps.
    gap_trend: Floats

    #: Money spent so far in the shop's currency, returns and discounts taken off; may be negative.
    spent: Floats
    #: The same before returns.
    gross_spent: Floats
    #: Money of returns, not negative.
    returned: Floats
    #: `returned` over `gross_spent`, in [0, 1].
    return_share: Floats
    #: `spent` over `orders`.
    average_order_value: Floats
    #: Log of money before returns in the later half of the tenure over that in the earlier half, without the first
    #: day and with one usual order added to both, which draws it to 0; NaN with one order day.
    spend_trend: Floats
    #: Money, before returns, of the last 90 days, and of the 90 days before them.
    spent_last_90: Floats
    spent_previous_90: Floats
    #: Orders of the last 90 days, and of the 90 days before them.
    orders_last_90: Floats
    orders_previous_90: Floats

    #: Different products an order, on average.
    lines_per_order: Floats
    #: Units an order, on average.
    units_per_order: Floats
    #: Median units of a line: wholesalers buy by the dozen.
    median_line_units: Floats

    #: Different products and categories bought so far.
    products: Floats
    categories: Floats
    #: Chance that two lines picked at random are of one category, in [0, 1], free of the number of orders; NaN with
    #: one line, and without categories.
    category_concentration: Floats
    #: Chance that products picked from two different orders are the same, free of their number; NaN with one order.
    product_concentration: Floats
    #: Share of lines from the second order on whose product was bought before, in [0, 1]; NaN with one order.
    repurchase_ratio: Floats
    #: The same less what customers with as many orders usually have.
    repurchase_excess: Floats

    #: Money taken off by discounts over money before them, in [0, 1].
    discount_share: Floats
    #: Share of orders with a discount, and with a coupon, in [0, 1].
    discounted_orders_share: Floats
    coupon_orders_share: Floats

    #: Share of orders in each month of the year, January first; rows sum to 1. Shape (customers, 12).
    month_shares: Floats
    #: Category with the most money, "" when there is none.
    favourite_category: Texts

    def __len__(self) -> int:
        """How many customers there are."""
        return len(self.customer_id)


#: Names of the fields that are numbers, one a customer.
NUMBERS = tuple(
    field.name
    for field in fields(Features)
    if field.name not in {"customer_id", "first_order_on", "last_order_on", "month_shares", "favourite_category"}
)
