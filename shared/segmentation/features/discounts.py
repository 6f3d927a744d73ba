"""How much a customer buys at a discount, and how often."""

import ibis

from shared.segmentation.features.numbers import Measures, count_where, share


def line_sums(lines: ibis.Table) -> Measures:
    """What is summed up over a customer's lines."""
    return {"listed": lines.listed.sum(), "discount": lines.discount.sum()}


def order_sums(orders: ibis.Table) -> Measures:
    """What is summed up over a customer's orders."""
    return {"discounted_orders": count_where(orders.is_discounted), "coupon_orders": count_where(orders.has_coupon)}


def figures(customers: ibis.Table) -> Measures:
    """The columns of Features, of customers with the sums."""
    return {
        "discount_share": share(customers.discount, customers.listed),
        "discounted_orders_share": customers.discounted_orders / customers.orders,
        "coupon_orders_share": customers.coupon_orders / customers.orders,
    }
