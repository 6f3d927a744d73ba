"""The features of all customers as one expression over the order lines, for whichever SQL engine holds them."""

from datetime import date

import ibis

from shared.segmentation.features import baskets, discounts, money, rhythm, seasons, variety
from shared.segmentation.features.order_lines import known_lines
from shared.segmentation.features.orders import orders_of, products_on_orders


def features(order_lines: ibis.Table, families: ibis.Table | None, *, as_of: date) -> ibis.Table:
    """One row for each customer who had bought something by the end of the day `as_of`, in no order.

    `order_lines` has the columns of ORDER_LINES, `families` those of FAMILIES, one row a product. The columns are those
    of Features, with null for NaN and `month_shares` as MONTH_SHARES, but for `repurchase_excess`: it compares
    customers with each other, and all else depends on nobody but the customer.
    """
    lines = known_lines(order_lines, as_of=as_of)
    products = products_on_orders(lines)
    orders = orders_of(products)
    rhythms = rhythm.rhythm_of(orders)
    firsts = rhythms.select("customer_id", "first_order_on", "first_day")
    customers = (
        rhythms.inner_join(_order_sums(orders.inner_join(firsts, "customer_id"), as_of), "customer_id")
        .inner_join(_line_sums(lines.inner_join(firsts, "customer_id"), as_of), "customer_id")
        .inner_join(variety.product_sums(products), "customer_id")
        .inner_join(variety.category_sums(variety.with_families(lines, families)), "customer_id")
    )
    return customers.select(
        "customer_id",
        **rhythm.figures(customers, as_of=as_of),
        **money.figures(customers),
        **baskets.figures(customers),
        **variety.figures(customers),
        **discounts.figures(customers),
        **seasons.figures(customers),
    )


def _order_sums(orders: ibis.Table, as_of: date) -> ibis.Table:
    return orders.group_by("customer_id").aggregate(
        **rhythm.order_sums(orders),
        **money.order_sums(orders, as_of=as_of),
        **baskets.order_sums(orders),
        **variety.order_sums(orders),
        **discounts.order_sums(orders),
        **seasons.order_sums(orders),
    )


def _line_sums(lines: ibis.Table, as_of: date) -> ibis.Table:
    return lines.group_by("customer_id").aggregate(
        **money.line_sums(lines, as_of=as_of),
        **baskets.line_sums(lines),
        **discounts.line_sums(lines),
    )
