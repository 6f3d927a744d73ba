"""Which of the shop's categories gain and lose."""

from collections.abc import Sequence

from shared.domain.group_trends import Direction
from shared.domain.product_analyses import CategoryOrder, CategoryTrend, CategoryTrends
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, change, count, share, told
from shared.pages.kinds.pictures import MOST_CATEGORIES, MOST_SERIES, chart, month_label
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Figure, Series, Shape, Table, Unit

CATEGORY_ORDERS = {
    CategoryOrder.REVENUE: "Categories by revenue",
    CategoryOrder.RISING: "Categories that gain",
    CategoryOrder.FALLING: "Categories that lose",
}


def categories(found: CategoryTrends, asked: Asked) -> Body:
    """Which categories gain and lose."""
    trends = found.categories
    one = trends[0] if len(trends) == 1 and found.total == 1 else None
    return Body(
        f"How “{one.category}” sells" if one else CATEGORY_ORDERS[found.order],
        "🗂️",
        figures=_category_figures(found),
        table=_category_table(trends, found.total),
        chart=_by_month(trends, asked.currency),
        notes=(f"Shares of revenue are compared with {found.compared_with}.",) if found.compared_with else (),
    )


def _category_figures(found: CategoryTrends) -> tuple[Figure, ...]:
    if not found.categories:
        return ()
    first = found.categories[0]
    before = first.revenue_before if first.revenue_a_year_before is None else first.revenue_a_year_before
    going = [each.direction for each in found.categories]
    return told(
        amount(first.category, first.revenue, before, better=True),
        share("Its share of revenue", first.share),
        change("Change of its share", first.change, better=True),
        count("Categories", found.total),
        count("Growing, of those listed", going.count(Direction.GROWING), better=True),
        count("Shrinking, of those listed", going.count(Direction.SHRINKING), better=False),
    )


def _category_table(trends: Sequence[CategoryTrend], total: int) -> Table | None:
    columns = (
        Column("Category"),
        Column("Revenue", Unit.MONEY, 1),
        Column("Share of revenue", Unit.PERCENT, 2),
        Column("Share before", Unit.PERCENT, 4),
        Column("Change of share", Unit.CHANGE, 1),
        Column("Direction", Unit.TEXT, 3),
    )
    made = tuple(
        (
            each.category,
            each.revenue,
            each.share,
            each.share_before,
            each.change,
            each.direction and str(each.direction),
        )
        for each in trends
    )
    return table(columns, made, of=total)


def _by_month(trends: Sequence[CategoryTrend], currency: str) -> Chart | None:
    months = sorted({each.month for trend in trends for each in trend.months})[-MOST_CATEGORIES:]
    series = []
    for trend in trends[:MOST_SERIES]:
        at = {each.month: each.revenue for each in trend.months}
        series.append(Series(trend.category, tuple(at.get(month) for month in months)))
    if len(months) == 1:
        return None
    return chart(
        "Revenue by month",
        Shape.LINE,
        [month_label(month) for month in months],
        series,
        unit=Unit.MONEY,
        currency=currency,
    )
