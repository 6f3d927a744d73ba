"""What the shop sold of each product."""

from datetime import date, timedelta
from typing import Any

import ibis

from shared.domain.sales import ProductSales
from shared.segmentation.features.order_lines import UNITS_OF_MONEY
from shared.segmentation.sales.charges import is_charge
from shared.segmentation.sales.days import SalesDays

QUARTER, YEAR = timedelta(days=90), timedelta(days=365)


def product_sales(lines: ibis.Table, days: SalesDays, *, most: int) -> tuple[ProductSales, ...]:
    """The `most` products with the most revenue, most first; charges such as postage are none."""
    sold = _figures(lines, days.as_of).join(_names(lines), "product_id").filter(lambda sold: ~is_charge(sold.name))
    kept = sold.order_by(ibis.desc("paid"), "product_id").limit(most)
    bought = lines.filter(lines.bought > 0).semi_join(kept, "product_id")
    full = kept.left_join(_buyers(bought), "product_id").drop("product_id_right")
    full = full.left_join(_orders(bought), "product_id").drop("product_id_right")
    rows = full.order_by(ibis.desc("paid"), "product_id").to_pyarrow().to_pylist()
    knows_a_year_ago = days.first_on <= days.as_of - YEAR - QUARTER + timedelta(days=1)
    return tuple(_product(row, knows_a_year_ago=knows_a_year_ago) for row in rows)


def _figures(lines: ibis.Table, as_of: date) -> ibis.Table:
    def paid_up_to(last: date) -> ibis.Value:
        within = (lines.ordered_on > last - QUARTER) & (lines.ordered_on <= last)
        return lines.paid.sum(where=within).fill_null(0)

    return lines.group_by("product_id").agg(
        units=lines.bought.sum(),
        returned=lines.returned.sum(),
        paid=lines.paid.sum(),
        last_90=paid_up_to(as_of),
        previous_90=paid_up_to(as_of - QUARTER),
        a_year_ago=paid_up_to(as_of - YEAR),
        # What is only known to have come back was sold before the orders begin.
        first_on=ibis.coalesce(lines.ordered_on.min(where=lines.bought > 0), lines.ordered_on.min()),
        last_on=ibis.coalesce(lines.ordered_on.max(where=lines.bought > 0), lines.ordered_on.max()),
    )


def _names(lines: ibis.Table) -> ibis.Table:
    # A product is renamed and moved between categories: the last that it was sold as, and not "", counts. What came
    # back may go by a note instead.
    called = lines.group_by("product_id", "product_name", "category").agg(
        was_sold=(lines.bought.max() > 0).cast("int64"), last_on=lines.ordered_on.max()
    )
    newest = [ibis.desc("was_sold"), ibis.desc("last_on"), "product_name", "category"]
    return called.group_by("product_id").agg(
        name=called.product_name.first(where=called.product_name != "", order_by=newest).fill_null(""),
        category=called.category.first(where=called.category != "", order_by=newest).fill_null(""),
    )


def _buyers(bought: ibis.Table) -> ibis.Table:
    each = bought.group_by("product_id", "customer_id").agg(
        first_on=bought.ordered_on.min(), last_on=bought.ordered_on.max()
    )
    return each.group_by("product_id").agg(
        customers=each.count(), repeat_customers=(each.first_on < each.last_on).cast("int64").sum()
    )


def _orders(bought: ibis.Table) -> ibis.Table:
    return bought.group_by("product_id").agg(orders=bought.order_id.nunique())


def _product(row: dict[str, Any], *, knows_a_year_ago: bool) -> ProductSales:
    customers = row["customers"] or 0
    return ProductSales(
        product_id=row["product_id"],
        name=row["name"],
        category=row["category"],
        units=row["units"],
        returned_units=row["returned"],
        revenue=row["paid"] / UNITS_OF_MONEY,
        orders=row["orders"] or 0,
        customers=customers,
        repeat_customers_share=row["repeat_customers"] / customers if customers else 0.0,
        revenue_last_90=row["last_90"] / UNITS_OF_MONEY,
        revenue_previous_90=row["previous_90"] / UNITS_OF_MONEY,
        revenue_last_90_a_year_ago=row["a_year_ago"] / UNITS_OF_MONEY if knows_a_year_ago else None,
        first_sold_on=row["first_on"],
        last_sold_on=row["last_on"],
    )
