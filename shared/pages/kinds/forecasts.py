"""What the shop will probably take in, and how many customers it will have."""

from collections.abc import Sequence

from shared.domain.outlook import GrowthProjection, RevenueForecast, RevenueMonth
from shared.domain.predictions import Interval
from shared.domain.words import counted, percent
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, change, count, told, whole
from shared.pages.kinds.pictures import chart, day_label, month_label
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Series, Shape, Table, Unit, Value

#: Ranges that held so much less often than they should are told with a warning.
COVERAGE_SHORT = 0.1


def revenue(found: RevenueForecast, asked: Asked) -> Body:
    """Revenue month by month, each to come with its range."""
    months, interval = found.months, found.interval
    sold = [month.revenue for month in months if month.is_actual]
    is_over = len(sold) == len(months)
    label = "Sold" if is_over else "Sold and expected" if sold else "Expected"
    return Body(
        f"Revenue of {'the ' if found.period.startswith('next') else ''}{found.period}",
        "🔮",
        figures=told(
            amount(label, found.total, found.a_year_before, better=True),
            amount("At least, if all goes badly", interval.low if interval else None),
            amount("At most, if all goes well", interval.high if interval else None),
            amount("A year before", found.a_year_before),
            amount("Sold so far", sum(sold) if sold and not is_over else None),
        ),
        table=_revenue_table(months),
        chart=_revenue_chart(months, asked.currency),
        notes=weak_ranges(found.measured_coverage, found.measured_on, [month.interval for month in months]),
    )


def _revenue_table(months: Sequence[RevenueMonth]) -> Table | None:
    columns = (
        Column("Month", Unit.MONTH),
        Column("Revenue", Unit.MONEY),
        Column("At least", Unit.MONEY, 1),
        Column("At most", Unit.MONEY, 1),
        Column("Sold or expected", Unit.TEXT, 2),
    )
    made = tuple(
        (
            each.month,
            each.revenue,
            *_bounds(each.interval),
            "sold" if each.is_actual else "expected",
        )
        for each in months
    )
    return table(columns, made, "Month by month", len(made))


def _revenue_chart(months: Sequence[RevenueMonth], currency: str) -> Chart | None:
    series = (
        Series("Sold", tuple(each.revenue if each.is_actual else None for each in months)),
        Series(
            "Expected",
            tuple(None if each.is_actual else each.revenue for each in months),
            tuple(_span(None if each.is_actual else each.interval) for each in months),
            is_forecast=True,
        ),
    )
    names = [month_label(each.month) for each in months]
    return chart("Revenue by month", Shape.LINE, names, series, unit=Unit.MONEY, currency=currency)


def growth(found: GrowthProjection, asked: Asked) -> Body:
    """Customers month by month, with their range."""
    months = found.months
    last = months[-1] if months else None
    return Body(
        "How many customers there will be",
        "📈",
        figures=told(
            count("Customers today", found.customers),
            count(
                f"By the end of {last.month:%B %Y}" if last else "",
                last.customers if last else None,
                found.customers if last else None,
                better=True,
            ),
            count("New customers to come", sum(each.new_customers for each in months) if months else None),
            change("Growth a month", found.growth_per_month, better=True),
            count("New a month so far", found.new_a_month_so_far),
            count("Who will buy next month", found.active_customers[0].mean if found.active_customers else None),
        ),
        table=_growth_table(found),
        chart=_growth_chart(found, asked.currency),
        notes=weak_ranges(found.measured_coverage, found.measured_on, [month.new_interval for month in months]),
    )


def _growth_table(found: GrowthProjection) -> Table | None:
    columns = (
        Column("Month", Unit.MONTH),
        Column("Customers", Unit.COUNT),
        Column("At least", Unit.COUNT, 2),
        Column("At most", Unit.COUNT, 2),
        Column("New", Unit.COUNT, 1),
        Column("New at least", Unit.COUNT, 3),
        Column("New at most", Unit.COUNT, 3),
        Column("Who buy", Unit.COUNT, 4),
    )
    active = {each.month: each.mean for each in found.active_customers}
    made: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.month,
            each.customers,
            *_bounds(each.customers_interval),
            each.new_customers,
            *_bounds(each.new_interval),
            whole(active[each.month]) if each.month in active else None,
        )
        for each in found.months
    )
    return table(columns, made, "Month by month", len(made))


def _growth_chart(found: GrowthProjection, currency: str) -> Chart | None:
    """From today on."""
    months = found.months
    today = Series("Today", (float(found.customers), *(None,) * len(months)))
    ahead = Series(
        "Expected",
        (None, *(each.customers for each in months)),
        (None, *(_span(each.customers_interval) for each in months)),
        is_forecast=True,
    )
    names = [day_label(found.as_of), *(month_label(each.month) for each in months)]
    return chart(
        "Customers at the end of the month", Shape.LINE, names, (today, ahead), unit=Unit.COUNT, currency=currency
    )


def weak_ranges(measured: float | None, on: int, intervals: Sequence[Interval | None]) -> tuple[str, ...]:
    """A warning where ranges have held clearly less often than they should."""
    meant = next((interval.coverage for interval in intervals if interval), None)
    if measured is None or meant is None or measured > meant - COVERAGE_SHORT:
        return ()
    fell = f"of {counted(on, 'past month')} only {percent(measured)} fell into theirs"
    return (f"Take the ranges as too narrow: {fell}, where {percent(meant)} should have.",)


def _bounds(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval else (None, None)


def _span(interval: Interval | None) -> tuple[float, float] | None:
    return (interval.low, interval.high) if interval else None
