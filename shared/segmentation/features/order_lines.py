"""The order lines that features are measured on, as any SQL engine holds them."""

from datetime import date

import ibis

#: What `features` and `purchases_table` read; other columns may stand beside these, and numbers may be of other types.
#: `ordered_at` is UTC. With a time zone it is read in the session's, so that must be UTC.
ORDER_LINES = ibis.schema(
    {
        "order_id": "string",
        "customer_id": "string",
        "ordered_at": "timestamp",
        "product_id": "string",
        "product_name": "string",
        "category": "string",  # "" when the shop has none
        "quantity": "int64",  # negative for a return, 0 for a discount on the order as a whole
        "unit_price": "float64",
        "discount": "float64",  # money off the whole line, not negative
        "coupon": "string",  # "" when none was used
    }
)

#: Product families for shops without categories, one row a product.
FAMILIES = ibis.schema({"product_id": "string", "family": "string"})

#: Money is summed up in ten-thousandths, as whole numbers: floating-point sums differ in their last digits with the
#: order of the rows, from run to run and from engine to engine, and so would everything that is learned from them.
UNITS_OF_MONEY = 10_000


def known_lines(order_lines: ibis.Table, *, as_of: date) -> ibis.Table:
    """The lines up to the end of the day `as_of`, each on its day, with money in whole UNITS_OF_MONEY.

    `paid` is what the line cost, negative on returns. All else is 0 on returns: the units `bought`, and the money
    `listed` before the discount, `discount`, and `gross`, which is `listed` less `discount`.
    """
    lines = order_lines.select(**{name: order_lines[name].cast(kind) for name, kind in ORDER_LINES.items()})
    lines = lines.mutate(ordered_on=lines.ordered_at.date())
    lines = lines.filter(lines.ordered_on <= as_of)
    is_return = lines.quantity < 0
    listed = lines.quantity * lines.unit_price
    paid = in_units(listed - lines.discount)
    return lines.select(
        "customer_id",
        "order_id",
        "product_id",
        "ordered_on",
        product_name=lines.product_name.fill_null(""),
        category=lines.category.fill_null(""),
        bought=ibis.greatest(lines.quantity, 0).cast("float64"),
        listed=is_return.ifelse(0.0, in_units(listed)),
        discount=is_return.ifelse(0.0, in_units(lines.discount)),
        gross=is_return.ifelse(0.0, paid),
        paid=paid,
        has_coupon=lines.coupon.fill_null("") != "",
    )


def in_units(money: ibis.Value) -> ibis.Value:
    """Money as the nearest whole number of UNITS_OF_MONEY."""
    return (money * float(UNITS_OF_MONEY) + 0.5).floor().cast("float64")
