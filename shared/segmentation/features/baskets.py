"""How much a customer buys at a time."""

import ibis

from shared.segmentation.features.numbers import Measures


def line_sums(lines: ibis.Table) -> Measures:
    """What is summed up over a customer's lines."""
    return {"units": lines.bought.sum(), "median_line_units": lines.bought.nullif(0.0).median()}


def order_sums(orders: ibis.Table) -> Measures:
    """What is summed up over a customer's orders."""
    return {"products_on_orders": orders.products.sum()}


def figures(customers: ibis.Table) -> Measures:
    """The columns of Features, of customers with the sums."""
    return {
        "lines_per_order": customers.products_on_orders / customers.orders,
        "units_per_order": customers.units / customers.orders,
        "median_line_units": customers.median_line_units,
    }
