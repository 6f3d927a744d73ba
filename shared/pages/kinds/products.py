"""What the shop's products and categories do."""

from collections.abc import Sequence

from shared.domain.product_analyses import (
    GoesWith,
    ProductAffinity,
    ProductOrder,
    ProductPerformance,
    ProductReport,
)
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, change, count, number, share, told, words
from shared.pages.kinds.pictures import MOST_ROWS, bars, chart, rows
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Figure, Series, Shape, Table, Unit, Value

PRODUCT_ORDERS = {
    ProductOrder.BEST_SELLING: "Products that sell best",
    ProductOrder.RISING: "Products on the rise",
    ProductOrder.FALLING: "Products that sell less than before",
}
FIRST = {
    ProductOrder.BEST_SELLING: "Best seller",
    ProductOrder.RISING: "Rises most",
    ProductOrder.FALLING: "Falls most",
}
#: A product that stands on both sides of a pair needs half the room.
NAME_IN_PAIR = 14


def performance(found: ProductPerformance, asked: Asked) -> Body:
    """How products sell; a single one with all that is known of it."""
    one = found.products[0] if len(found.products) == 1 else None
    return Body(
        f"How “{one.product.name}” sells" if one else PRODUCT_ORDERS[found.order],
        "📦",
        figures=_one_product(one) if one else _many_products(found),
        table=_product_table(found.products),
        chart=_one_chart(one, asked.currency) if one else _product_chart(found, asked.currency),
    )


def _one_product(report: ProductReport) -> tuple[Figure, ...]:
    product = report.product
    return told(
        amount("Revenue", product.revenue),
        amount("Last 90 days", product.revenue_last_90, product.revenue_previous_90, better=True),
        change("Against a year before", report.change_on_year, better=True),
        count("Units sold", product.units),
        count("Customers", product.customers),
        share("Returned", report.return_rate, better=False),
        share("Customers who bought it again", product.repeat_customers_share, better=True),
    )


def _many_products(found: ProductPerformance) -> tuple[Figure, ...]:
    reports = found.products
    if not reports:
        return ()
    products = [each.product for each in reports]
    return told(
        words(FIRST[found.order], products[0].name),
        amount("Its revenue", products[0].revenue),
        amount("Revenue of those listed", sum(each.revenue for each in products)),
        amount(
            "Last 90 days",
            sum(each.revenue_last_90 for each in products),
            sum(each.revenue_previous_90 for each in products),
            better=True,
        ),
        count("Units sold", sum(each.units for each in products)),
    )


def _product_table(reports: Sequence[ProductReport]) -> Table | None:
    columns = (
        Column("Product"),
        Column("Revenue", Unit.MONEY, 1),
        Column("Last 90 days", Unit.MONEY, 2),
        Column("Change", Unit.CHANGE, 1),
        Column("On a year before", Unit.CHANGE, 4),
        Column("Units", Unit.COUNT, 3),
        Column("Returned", Unit.PERCENT, 4),
        Column("Bought again", Unit.PERCENT, 5),
        Column("Category", Unit.TEXT, 6),
        Column("Product id", Unit.TEXT, 7),
    )
    return table(columns, tuple(map(_product_row, reports)))


def _product_row(report: ProductReport) -> tuple[Value, ...]:
    product = report.product
    return (
        product.name,
        product.revenue,
        product.revenue_last_90,
        report.change,
        report.change_on_year,
        product.units,
        report.return_rate,
        product.repeat_customers_share,
        product.category or None,
        product.product_id,
    )


def _one_chart(report: ProductReport, currency: str) -> Chart | None:
    product = report.product
    windows = (
        ("A year before", product.revenue_last_90_a_year_ago),
        ("90 days before", product.revenue_previous_90),
        ("Last 90 days", product.revenue_last_90),
    )
    return bars("Revenue of 90 days", windows, Unit.MONEY, currency)


def _product_chart(found: ProductPerformance, currency: str) -> Chart | None:
    products = [each.product for each in found.products[:MOST_ROWS]]
    names = [product.name for product in products]
    if found.order is ProductOrder.BEST_SELLING:
        return rows("Revenue by product", zip(names, _revenues(found), strict=True), Unit.MONEY, currency)
    series = (
        Series("90 days before", tuple(product.revenue_previous_90 for product in products)),
        Series("Last 90 days", tuple(product.revenue_last_90 for product in products)),
    )
    return chart("Revenue by product", Shape.ROWS, names, series, unit=Unit.MONEY, currency=currency)


def _revenues(found: ProductPerformance) -> list[float]:
    return [each.product.revenue for each in found.products[:MOST_ROWS]]


def affinity(found: ProductAffinity, asked: Asked) -> Body:
    """What is bought together, the surest first."""
    pairs, about = found.pairs, found.product
    first = pairs[0] if pairs else None
    lifts = ((_pair(each, is_about_one=about is not None), each.lift) for each in pairs)
    others = ", ".join(each.name for each in found.also_meant)
    return Body(
        f"Bought together with “{about.name}”" if about else "Products that are bought together",
        "🧺",
        figures=told(
            words("Goes best with it" if about else "The surest pair", _pair(first, is_about_one=about is not None)),
            number("More often than by chance", first.lift, unit=Unit.TIMES),
            share("Of its orders hold both" if about else "Of the first's orders hold both", first.confidence),
            count("Orders with both", first.orders),
        )
        if first
        else (),
        table=_pair_table(pairs, is_about_one=about is not None),
        chart=rows("Times as often as by chance", lifts, Unit.TIMES, asked.currency),
        notes=(f"May have been meant, too: {others}.",) if others else (),
    )


def _pair(pair: GoesWith, *, is_about_one: bool) -> str:
    if is_about_one:
        return pair.with_name
    return f"{_cut(pair.name)} + {_cut(pair.with_name)}"


def _cut(name: str) -> str:
    return name if len(name) <= NAME_IN_PAIR else f"{name[: NAME_IN_PAIR - 1].rstrip()}…"


def _pair_table(pairs: Sequence[GoesWith], *, is_about_one: bool) -> Table | None:
    """The pairs; of one product the others alone, for it would stand in every row."""
    columns = (
        Column("Product"),
        Column("Goes with"),
        Column("More often than by chance", Unit.TIMES, 1),
        Column("At least", Unit.TIMES, 4),
        Column("Of its orders", Unit.PERCENT, 2),
        Column("Orders with both", Unit.COUNT, 3),
    )
    made = tuple(
        (each.name, each.with_name, each.lift, each.least_lift, each.confidence, each.orders) for each in pairs
    )
    skipped = 1 if is_about_one else 0
    return table(columns[skipped:], [row[skipped:] for row in made])
