"""What an order is worth and holds, and whether a discount brought it about."""

import numpy as np

from shared.segmentation.axes.axis import Axis, drawn_to, log_amount
from shared.segmentation.features.columns import Features, Floats

#: Orders after which half of a customer's share of discounts is believed.
DISCOUNT_ORDERS = 2.0
#: Shares of customers who ever had a discount: fewer are no segment, and with more there are none without.
FEWEST_DISCOUNTED, MOST_DISCOUNTED = 0.02, 0.95


def _value(features: Features) -> Floats:
    return log_amount(np.column_stack([features.spent, features.average_order_value]))


def _basket(features: Features) -> Floats:
    """Half units, half different products: some shops sell one thing by the dozen, others a dozen things."""
    logs = np.log(np.maximum(np.column_stack([features.units_per_order, features.lines_per_order]), 1.0))
    size: Floats = logs.mean(axis=1, keepdims=True)
    return size


def _discounts(features: Features) -> Floats:
    """Share of orders with a discount or a coupon, drawn to none: one cheap order does not make a discount hunter."""
    own = np.maximum(features.discounted_orders_share, features.coupon_orders_share)
    return drawn_to(0.0, own, features.orders, DISCOUNT_ORDERS)[:, np.newaxis]


def _no_discounts(features: Features) -> str | None:
    ever = (features.discount_share > 0) | (features.discounted_orders_share > 0) | (features.coupon_orders_share > 0)
    if not ever.any():
        return "no order has a discount or a coupon"
    if ever.mean() < FEWEST_DISCOUNTED:
        return f"only {ever.mean():.1%} of the customers ever had a discount or a coupon"
    if ever.mean() > MOST_DISCOUNTED:
        return (
            f"{ever.mean():.1%} of the customers had a discount or a coupon, so that nobody is known to pay full price"
        )
    return None


VALUE = Axis(
    "purchase_value",
    ("log_spent", "log_average_order"),
    _value,
    {
        3: ("low_value", "mid_value", "high_value"),
        4: ("low_value", "mid_value", "high_value", "top_value"),
        5: ("minimal_value", "low_value", "mid_value", "high_value", "top_value"),
    },
)
BASKET_SIZE = Axis(
    "basket_size",
    ("log_units_and_products_per_order",),
    _basket,
    {
        3: ("small_basket", "medium_basket", "large_basket"),
        4: ("small_basket", "medium_basket", "large_basket", "bulk_basket"),
        5: ("tiny_basket", "small_basket", "medium_basket", "large_basket", "bulk_basket"),
    },
)
DISCOUNT_SENSITIVITY = Axis(
    "discount_sensitivity",
    ("discounted_orders_share",),
    _discounts,
    {
        3: ("full_price", "occasional_discount", "discount_hunter"),
        4: ("full_price", "occasional_discount", "discount_seeker", "discount_hunter"),
        5: ("full_price", "rare_discount", "occasional_discount", "discount_seeker", "discount_hunter"),
    },
    unsupported=_no_discounts,
)
