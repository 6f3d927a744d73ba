"""Which of the shop's categories gain and lose."""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.domain.group_trends import Direction
from shared.domain.product_analyses import CategoryOrder, CategoryTrend, CategoryTrends
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, change, count, share, told
from shared.pages.kinds.pictures import MOST_CATEGORIES, chart, month_label
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Figure, Series, Shape, Table, Unit

#: More lines than this cannot be told apart on a telephone.
LINES = 4
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
        chart=_by_month(trends, asked),
        notes=(f"Shares of revenue are compared with {found.compared_with}.",) if found.compared_with else (),
    )


def _category_figures(found: CategoryTrends) -> tuple[Figure, ...]:
    if not found.categories:
        return ()
    first = found.categories[0]
    before = first.revenue_before if first.revenue_a_year_before is None else first.revenue_a_year_before
    going = [each.direction for each in found.categories]
    growing, shrinking = going.count(Direction.GROWING), going.count(Direction.SHRINKING)
    is_mixed = bool(growing and shrinking)
    return told(
        amount(_capital(first.category), first.revenue, before, better=True),
        share("Its share of revenue", first.share),
        change("Change of its share", first.change, better=True),
        count("Categories", found.total if found.total > 1 else None),
        count("Growing, of those listed", growing if is_mixed else None, better=True),
        count("Shrinking, of those listed", shrinking if is_mixed else None, better=False),
    )


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


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


def _by_month(trends: Sequence[CategoryTrend], asked: Asked) -> Chart | None:
    """The first few by month, up to the last that is over: the one under way would look like a fall."""
    known = sorted({each.month for trend in trends for each in trend.months})
    months = [month for month in known if asked.as_of is None or _is_over(month, asked.as_of)][-MOST_CATEGORIES:]
    series = []
    for trend in trends[:LINES]:
        at = {each.month: each.revenue for each in trend.months}
        series.append(Series(trend.category, tuple(at.get(month) for month in months)))
    if len(months) <= 1:
        return None
    return chart(
        "Revenue by month" if len(trends) <= LINES else f"Revenue by month, the first {LINES}",
        Shape.LINE,
        [month_label(month) for month in months],
        series,
        unit=Unit.MONEY,
        currency=asked.currency,
    )


def _is_over(month: date, today: date) -> bool:
    return (month.year, month.month) < (today.year, today.month) or (today + timedelta(days=1)).day == 1
