"""Groups of customers: two side by side, and how one buys against the shop."""

from calendar import month_abbr
from collections.abc import Sequence

from shared.domain.behaviour import AxisDistribution, BehaviourAnalysis
from shared.domain.comparison import IN_MONEY, IN_PERCENT, Comparison, Difference, Figure, Side, figures_of
from shared.domain.words import plain
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, count, days, number, part, share, told
from shared.pages.kinds.pictures import bars, chart, rows
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Series, Shape, Table, Unit, Value
from shared.questions.summaries.sentences import EVERYBODY

#: As many differences as a headline figure is made of.
DIFFERENCES_DRAWN = 6
MONTHS_A_YEAR = 12
FIGURE_WORDS = {
    Figure.AVERAGE_CLV: "Spent each",
    Figure.PREDICTED_CLV: "Expected each in a year",
    Figure.ORDERS: "Orders each",
    Figure.AVERAGE_ORDER_VALUE: "Average order",
    Figure.DAYS_SINCE_LAST_ORDER: "Since last purchase",
    Figure.CHURN_PROBABILITY: "Chance of leaving",
    Figure.SHARE_AT_RISK: "Share at risk",
    Figure.SPENT_LAST_90: "Spent each, last 90 days",
}


def comparison(found: Comparison, asked: Asked) -> Body:
    """Two groups: a row each, the figures that differ most first."""
    return Body(
        "Two groups side by side",
        "⚖️",
        table=_sides(found),
        chart=_side_by_side(found, asked.currency),
    )


def unit_of(figure: Figure) -> Unit:
    """What the figure is."""
    if figure in IN_MONEY:
        return Unit.MONEY
    if figure in IN_PERCENT:
        return Unit.PERCENT
    return Unit.DAYS if figure is Figure.DAYS_SINCE_LAST_ORDER else Unit.NUMBER


def _sides(found: Comparison) -> Table | None:
    ordered = tuple(dict.fromkeys(each.figure for each in found.differences))
    columns = (
        Column("Group"),
        Column("Customers", Unit.COUNT, 1),
        Column("Spent so far", Unit.MONEY, 1),
        *(Column(FIGURE_WORDS[figure], unit_of(figure), rank) for rank, figure in enumerate(ordered, start=2)),
    )
    return table(columns, (_side(found.a, ordered), _side(found.b, ordered)), "The greatest difference first", 2)


def _side(side: Side, ordered: Sequence[Figure]) -> tuple[Value, ...]:
    values = figures_of(side.figures) if side.figures.customers else {}
    return (side.name, side.figures.customers, side.figures.revenue, *(values.get(figure) for figure in ordered))


def _side_by_side(found: Comparison, currency: str) -> Chart | None:
    """The figures of the sort that most of them are of: bars of one chart need one unit."""
    by_unit: dict[Unit, list[Difference]] = {}
    for each in found.differences:
        by_unit.setdefault(unit_of(each.figure), []).append(each)
    if not by_unit:
        return None
    unit, drawn = max(by_unit.items(), key=lambda pair: len(pair[1]))
    drawn = drawn[:DIFFERENCES_DRAWN]
    series = (
        Series(found.a.name, tuple(each.a for each in drawn)),
        Series(found.b.name, tuple(each.b for each in drawn)),
    )
    names = [FIGURE_WORDS[each.figure] for each in drawn]
    return chart("An average customer of each group", Shape.BAR, names, series, unit=unit, currency=currency)


def behaviour(found: BehaviourAnalysis, asked: Asked) -> Body:
    """How a group buys: rhythm, segments, months."""
    figures = found.figures
    about = "customers" if found.group == EVERYBODY else f"“{found.group}”"
    headline = f"How {about} buy"
    if figures is None:
        return Body(headline, "🛒")
    return Body(
        headline,
        "🛒",
        figures=told(
            count("Customers", figures.customers),
            share("Share of all customers", figures.share) if figures.share < 1 else number("", None),
            number("Orders each", figures.average_orders),
            amount("Average order", figures.average_order_value),
            days("Since last purchase, on average", figures.average_days_since_last_order, better=False),
            amount("Last 90 days", figures.spent_last_90, figures.spent_previous_90, better=True),
            share("Chance of leaving", figures.churn_probability, better=False),
        ),
        table=_segments(found.axes, is_everybody=figures.share >= 1),
        chart=_rhythm(found, asked.currency),
        notes=tuple(f"Nothing is told by {plain(axis)}: {why}." for axis, why in found.left_out.items()),
    )


def _rhythm(found: BehaviourAnalysis, currency: str) -> Chart | None:
    """How often they buy; how many orders they have where nobody came twice, and the year where nobody counted."""
    for title, bands in (("How often customers buy", found.gaps), ("Orders of a customer", found.orders)):
        if any(band.customers for band in bands):
            counted = ((band.words.capitalize(), band.share) for band in bands)
            return rows(title, counted, Unit.PERCENT, currency)
    year = (
        (month_abbr[each.month], each.share) for each in found.months[:MONTHS_A_YEAR] if 0 < each.month <= MONTHS_A_YEAR
    )
    return bars("Orders by month of the year", year, Unit.PERCENT, currency)


def _segments(axes: Sequence[AxisDistribution], *, is_everybody: bool) -> Table | None:
    """The segments of the group beside the shop's; of the shop itself there is nothing to stand beside."""
    columns = (
        Column("By", rank=2),
        Column("They are"),
        Column("Customers", Unit.COUNT, 3),
        Column("Share", Unit.PERCENT, 1),
        Column("Share in the shop", Unit.PERCENT, 2),
        Column("As often as in the shop", Unit.TIMES, 4),
    )
    made = tuple(
        (
            plain(axis.axis).capitalize(),
            plain(each.segment),
            each.customers,
            each.share,
            None if is_everybody else each.share_of_shop,
            None if is_everybody else part(each.share, each.share_of_shop),
        )
        for axis in axes
        for each in axis.segments
    )
    return table(columns, made, "How they buy", len(made))
