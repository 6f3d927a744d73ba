"""`category_trends`: which categories gain and lose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.domain.group_trends import Direction
from shared.domain.money import money
from shared.domain.periods import later
from shared.domain.product_analyses import WINDOWS, CategoryOrder, CategoryTrend, CategoryTrends
from shared.domain.sales import CategoryMonth, MonthSales
from shared.domain.words import percent
from shared.errors import NotFound
from shared.store_ports import Sales, Segments
from shared.tools.bounds import LIMIT, Limit

YEAR = 12
ON_YEAR, ON_MONTHS = "the same months a year before", "the months before"
TOO_SHORT = f"a trend takes {2 * WINDOWS.months} whole months of orders"
NO_CATEGORIES = "the products have no categories"


@dataclass(frozen=True, slots=True)
class _Windows:
    """The months that are set against each other; the first of each."""

    last: tuple[date, ...]
    before: tuple[date, ...]
    a_year_before: tuple[date, ...]

    @property
    def compared(self) -> tuple[date, ...]:
        """A year before where there are such months, since seasons come back; else the months before."""
        return self.a_year_before or self.before


def category_trends(
    sales: Sales,
    segments: Segments,
    *,
    category: str | None = None,
    order: CategoryOrder = CategoryOrder.REVENUE,
    limit: Limit = 10,
) -> CategoryTrends:
    """Revenue of the last 3 whole months by category, and how each one's share of the shop's revenue has changed.

    Against the same months a year before where the orders reach so far, else against the 3 months before. With
    `category`, only those whose name holds these words; NotFound when none does.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    windows, rows = _windows(sales.months()), sales.category_months()
    trends = [_trend(name, rows, windows, facts.currency) for name in _named(rows, category)]
    kept = [each for each in trends if _goes(each, order)]
    return CategoryTrends(
        categories=tuple(sorted(kept, key=lambda each: (_rank(each, order), each.category))[:limit]),
        total=len(kept),
        order=order,
        compared_with=(ON_YEAR if windows.a_year_before else ON_MONTHS) if windows.compared else None,
        because=_because(trends, kept, windows, order),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _named(rows: Iterable[CategoryMonth], text: str | None) -> list[str]:
    names = sorted({row.category for row in rows if row.category})
    if text is None:
        return names
    found = [name for name in names if text.strip().lower() in name.lower()]
    if not found:
        raise NotFound("no category's name holds these words")
    return found


def _windows(months: Sequence[MonthSales]) -> _Windows:
    whole = {month.month for month in months if month.is_whole}
    if not whole:
        return _Windows((), (), ())
    last = tuple(later(max(whole), -back) for back in reversed(range(WINDOWS.months)))
    before, a_year_before = (
        window if whole.issuperset(window) else ()
        for window in (tuple(later(first, -back) for first in last) for back in (WINDOWS.months, YEAR))
    )
    return _Windows(last if whole.issuperset(last) else (), before, a_year_before)


def _trend(category: str, rows: Sequence[CategoryMonth], windows: _Windows, currency: str) -> CategoryTrend:
    own = tuple(row for row in rows if row.category == category)
    share = _share(own, rows, windows.last) or 0.0
    share_before = _share(own, rows, windows.compared)
    rise = share / share_before - 1 if share_before and share_before > 0 else None
    revenue = _revenue(own, windows.last)
    told = f"{money(revenue, currency)} in {WINDOWS.months} months, {percent(max(share, 0.0))} of all revenue"
    return CategoryTrend(
        category=category,
        revenue=revenue,
        revenue_before=_revenue(own, windows.before) if windows.before else None,
        revenue_a_year_before=_revenue(own, windows.a_year_before) if windows.a_year_before else None,
        share=share,
        share_before=share_before,
        change=rise,
        direction=None if rise is None else _direction(rise),
        months=own,
        reason=told if rise is None else f"{told}, a share that has {_moved(rise)}",
    )


def _moved(rise: float) -> str:
    """As "grown by 81%"."""
    if not round(rise, 2):
        return "stayed the same"
    return f"{'grown' if rise > 0 else 'shrunk'} by {abs(rise):,.0%}"


def _revenue(rows: Iterable[CategoryMonth], window: tuple[date, ...]) -> float:
    return sum(row.revenue for row in rows if row.month in window)


def _share(own: Iterable[CategoryMonth], rows: Iterable[CategoryMonth], window: tuple[date, ...]) -> float | None:
    everything = _revenue(rows, window)
    return _revenue(own, window) / everything if everything > 0 else None


def _direction(rise: float) -> Direction:
    if abs(rise) < WINDOWS.steady_within:
        return Direction.STEADY
    return Direction.GROWING if rise > 0 else Direction.SHRINKING


def _goes(trend: CategoryTrend, order: CategoryOrder) -> bool:
    wanted = {CategoryOrder.RISING: Direction.GROWING, CategoryOrder.FALLING: Direction.SHRINKING}
    return order not in wanted or trend.direction is wanted[order]


def _rank(trend: CategoryTrend, order: CategoryOrder) -> float:
    rise = trend.change or 0.0
    return {CategoryOrder.RISING: -rise, CategoryOrder.FALLING: rise}.get(order, -trend.revenue)


def _because(
    trends: Sequence[CategoryTrend], kept: Sequence[CategoryTrend], windows: _Windows, order: CategoryOrder
) -> str | None:
    if not trends:
        return NO_CATEGORIES
    if not windows.last or not windows.compared:
        return TOO_SHORT
    return None if kept else f"no category is {order}"
