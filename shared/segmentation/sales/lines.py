"""The order lines as sales are summed up from them."""

from datetime import date

import ibis

from shared.segmentation.features.order_lines import ORDER_LINES, in_units


def sold_lines(order_lines: ibis.Table, families: ibis.Table | None, *, as_of: date) -> ibis.Table:
    """The lines until the end of the day `as_of`.

    Columns: order_id, customer_id, product_id, product_name, category ("" when nothing is known, else the family where
    the shop has no category), ordered_on, month (its first day), `bought` and `returned` units, neither negative, and
    `paid`, in whole UNITS_OF_MONEY, discounts taken off, negative on returns.
    """
    lines = order_lines.select(**{name: order_lines[name].cast(kind) for name, kind in ORDER_LINES.items()})
    lines = lines.mutate(ordered_on=lines.ordered_at.date(), category=lines.category.fill_null(""))
    lines = lines.filter(lines.ordered_on <= as_of)
    if families is not None:
        known = families.select(product_id="product_id", family="family")
        lines = lines.left_join(known, "product_id").drop("product_id_right")
        lines = lines.mutate(category=(lines.category == "").ifelse(lines.family.fill_null(""), lines.category))
    return lines.select(
        "order_id",
        "customer_id",
        "product_id",
        "category",
        "ordered_on",
        product_name=lines.product_name.fill_null("").strip(),
        month=lines.ordered_on.truncate("M"),
        bought=ibis.greatest(lines.quantity, 0),
        returned=ibis.greatest(-lines.quantity, 0),
        paid=in_units(lines.quantity * lines.unit_price - lines.discount),
    )
