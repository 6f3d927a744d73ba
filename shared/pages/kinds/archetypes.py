"""Archetypes: who they are, which lead, which grow, and how customers move between them."""

from collections.abc import Sequence

from shared.domain.archetype_stats import ArchetypeStats
from shared.domain.churn import ChurnLevel
from shared.domain.group_trends import ArchetypeGrowth, ArchetypeTrend, Direction
from shared.domain.ranking import ArchetypeMetric, RankedArchetypes
from shared.domain.search import GroupFigures
from shared.domain.shifts import ProfileShifts
from shared.domain.words import plain
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, change, count, day, part, share, told
from shared.pages.kinds.history import expected, group_figures, history
from shared.pages.kinds.pictures import rows
from shared.pages.kinds.tables import table
from shared.pages.kinds.value import GROUP_COLUMNS, group_cells
from shared.pages.page import Chart, Column, Figure, Table, Unit, Value
from shared.questions.summaries.sentences import sentence


def growth(found: ArchetypeGrowth, asked: Asked) -> Body:
    """Archetypes by how fast they grow; of a single one, its history and what will probably come."""
    trends = found.archetypes
    one = trends[0] if len(trends) == 1 and found.total == 1 else None
    return Body(
        f"Growth of “{one.archetype.name}”" if one else "Archetypes that grow or shrink",
        "🌱",
        figures=group_figures(one.trend, one.projection) if one else _growth_figures(found),
        table=_growth_table(trends, found.total),
        chart=history(one.trend, one.projection, asked.currency) if one else _growth_rows(trends, asked.currency),
    )


def _growth_figures(found: ArchetypeGrowth) -> tuple[Figure, ...]:
    trends = found.archetypes
    if not any(each.trend.direction for each in trends):
        return told(count("Archetypes", found.total)) if trends else ()
    growing, shrinking = _going(trends, Direction.GROWING), _going(trends, Direction.SHRINKING)
    known_growth = [each.trend.growth_per_month for each in trends if each.trend.growth_per_month is not None]
    return told(
        count("Archetypes", found.total),
        count("Growing, of those listed", growing, better=True),
        count("Shrinking, of those listed", shrinking or None, better=False),
        change("Fastest, a month", max(known_growth, default=None), better=True),
        count("Members of those listed", sum(each.archetype.member_count for each in trends)),
    )


def _going(trends: Sequence[ArchetypeTrend], direction: Direction) -> int:
    return sum(each.trend.direction is direction for each in trends)


def _growth_rows(trends: Sequence[ArchetypeTrend], currency: str) -> Chart | None:
    grown = ((each.archetype.name, each.trend.growth_per_month) for each in trends if each.trend.direction)
    return rows("Growth a month", grown, Unit.CHANGE, currency)


def _growth_table(trends: Sequence[ArchetypeTrend], total: int) -> Table | None:
    columns = (
        Column("Archetype"),
        Column("Members", Unit.COUNT, 1),
        Column("A month", Unit.CHANGE, 1),
        Column("Direction", Unit.TEXT, 4),
        Column("Share of customers", Unit.PERCENT, 2),
        Column("Share at first", Unit.PERCENT, 3),
        Column("Members expected", Unit.COUNT, 3),
        Column("By", Unit.MONTH, 5),
        Column("Spent each", Unit.MONEY, 6),
    )
    return table(columns, tuple(map(_growth_row, trends)), of=total)


def _growth_row(each: ArchetypeTrend) -> tuple[Value, ...]:
    archetype, trend = each.archetype, each.trend
    month, members = expected(each.projection)
    return (
        archetype.name,
        archetype.member_count,
        trend.growth_per_month,
        trend.direction and str(trend.direction),
        archetype.population_share,
        trend.points[0].share if trend.points else None,
        members,
        month,
        archetype.average_clv,
    )


def stats(found: ArchetypeStats, asked: Asked) -> Body:
    """One archetype beside the whole shop."""
    figures = found.figures
    levels = ((level.group, level.customers) for level in found.by_churn_level)
    return Body(
        f"Archetype {found.number}: {found.archetype.name}",
        "🧩",
        figures=told(
            count("Members", figures.customers),
            share("Share of all customers", figures.share),
            amount("Spent so far", figures.revenue),
            amount("Each on average", figures.average_clv),
            amount("Each in the whole shop", found.everybody.average_clv),
            amount("Last 90 days", figures.spent_last_90, figures.spent_previous_90, better=True),
            count("At risk of leaving", figures.at_risk, better=False),
            share("Chance of leaving", figures.churn_probability, better=False),
        ),
        table=_levels_table(found.by_churn_level, figures),
        chart=rows("Members by churn risk", levels, Unit.COUNT, asked.currency),
    )


def _levels_table(levels: Sequence[GroupFigures], of: GroupFigures) -> Table | None:
    columns = (
        Column("Churn risk", Unit.RISK),
        Column("Members", Unit.COUNT, 1),
        Column("Share of members", Unit.PERCENT, 2),
        Column("Spent so far", Unit.MONEY, 3),
        Column("Since last purchase", Unit.DAYS, 4),
    )
    made = tuple(
        (
            ChurnLevel(level.group),
            level.customers,
            part(level.customers, of.customers),
            level.revenue,
            level.average_days_since_last_order,
        )
        for level in levels
        if level.group in set(ChurnLevel)
    )
    return table(columns, made, "Members by churn risk", len(made))


IN_MONEY = frozenset(
    {
        ArchetypeMetric.TOTAL_REVENUE,
        ArchetypeMetric.AVERAGE_CLV,
        ArchetypeMetric.PREDICTED_REVENUE,
        ArchetypeMetric.AVERAGE_ORDER_VALUE,
        ArchetypeMetric.REVENUE_AT_RISK,
        ArchetypeMetric.RECENT_REVENUE,
    }
)
METRIC_UNITS = {
    ArchetypeMetric.MEMBERS: Unit.COUNT,
    ArchetypeMetric.AVERAGE_ORDERS: Unit.NUMBER,
    ArchetypeMetric.CHURN_PROBABILITY: Unit.PERCENT,
    **dict.fromkeys(IN_MONEY, Unit.MONEY),
}
METRIC_WORDS = {
    ArchetypeMetric.MEMBERS: "customers",
    ArchetypeMetric.TOTAL_REVENUE: "spent so far",
    ArchetypeMetric.AVERAGE_CLV: "each on average",
    ArchetypeMetric.PREDICTED_REVENUE: "expected in a year",
    ArchetypeMetric.AVERAGE_ORDER_VALUE: "average order",
    ArchetypeMetric.AVERAGE_ORDERS: "orders each",
    ArchetypeMetric.CHURN_PROBABILITY: "chance of leaving",
    ArchetypeMetric.REVENUE_AT_RISK: "spent by those at risk",
    ArchetypeMetric.RECENT_REVENUE: "spent in the last 90 days",
}


def ranked(found: RankedArchetypes, asked: Asked) -> Body:
    """The archetypes that lead in a figure."""
    by, unit = METRIC_WORDS[found.metric], METRIC_UNITS[found.metric]
    leading = found.archetypes
    # The figure that they are ranked by stands first, and once.
    others = [place for place, column in enumerate(GROUP_COLUMNS) if column.title != by.capitalize()]
    columns = (Column("Archetype"), Column(by.capitalize(), unit, 1), *(GROUP_COLUMNS[place] for place in others))
    cells = [(each, group_cells(each.figures)) for each in leading]
    made = tuple((each.archetype.name, each.value, *(row[place] for place in others)) for each, row in cells)
    values = ((each.archetype.name, each.value) for each in leading)
    return Body(
        f"Top archetypes by {by}",
        "🏆",
        figures=told(
            count("Archetypes", found.total),
            count("Members of those listed", sum(each.figures.customers for each in leading)),
            amount("They have spent", sum(each.figures.revenue for each in leading)),
            amount(
                "Last 90 days",
                sum(each.figures.spent_last_90 for each in leading),
                sum(each.figures.spent_previous_90 for each in leading),
                better=True,
            ),
        )
        if leading
        else (),
        table=table(columns, made, of=found.total),
        chart=rows(by.capitalize(), values, unit, asked.currency),
        lead=f"Archetypes by {by}: first comes “{leading[0].archetype.name}”."
        if leading
        else sentence(found.because or "there are no archetypes"),
    )


def shifts(found: ProfileShifts, asked: Asked) -> Body:
    """How customers have moved between groups."""
    between = f"segments of {plain(found.axis)}" if found.axis else "archetypes"
    made = tuple((_group(move.before), _group(move.after), move.customers) for move in found.moves)
    columns = (Column("From"), Column("To"), Column("Customers", Unit.COUNT, 1))
    net = ((_group(each.group), each.arrived - each.left) for each in found.groups)
    return Body(
        f"Moves between {between}",
        "🔀",
        figures=told(
            day("Since", found.since),
            count("Moved", found.moved),
            share("Share who moved", found.moved_share),
            count("Stayed", found.stayed),
        )
        if found.moves or found.stayed
        else (),
        table=table(columns, made, of=found.total),
        chart=rows("Customers won and lost by moves", net, Unit.COUNT, asked.currency),
        lead=sentence(
            found.because
            or f"{found.moved:,} customers have moved since {found.since.isoformat()}, and {found.stayed:,} stayed"
        ),
    )


def _group(name: str) -> str:
    """As "One time, low value, lapsed"."""
    return plain(name.replace(".", ", ")).capitalize()
