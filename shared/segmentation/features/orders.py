"""From order lines to products on orders, and from those to orders."""

import ibis

from shared.segmentation.features.numbers import count_where


def products_on_orders(lines: ibis.Table) -> ibis.Table:
    """One row for each product on each order, however many lines it stands on."""
    return lines.group_by(["customer_id", "order_id", "product_id"]).aggregate(
        ordered_on=lines.ordered_on.min(),
        is_bought=(lines.bought > 0.0).any(),
        is_discounted=(lines.discount > 0.0).any(),
        has_coupon=lines.has_coupon.any(),
    )


def orders_of(products: ibis.Table) -> ibis.Table:
    """One row an order, on the day of its earliest line; only those that bought something."""
    orders = products.group_by(["customer_id", "order_id"]).aggregate(
        ordered_on=products.ordered_on.min(),
        products=count_where(products.is_bought),
        is_discounted=products.is_discounted.any(),
        has_coupon=products.has_coupon.any(),
    )
    return orders.filter(orders.products > 0.0).drop("order_id")
