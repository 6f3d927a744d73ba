"""How groups of customers have grown from snapshot to snapshot, and will probably go on."""

from collections.abc import Sequence
from datetime import date

from shared.domain.group_trends import GroupTrend, SegmentTrend, SegmentTrends
from shared.domain.trends import GroupProjection
from shared.domain.words import plain
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import change, count, growth, known, share, told, whole
from shared.pages.kinds.pictures import chart, day_label, month_label
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Figure, Series, Shape, Table, Unit, Value

#: Of each, what was and what will be, so that both fit into a chart.
MOST_POINTS = 12


def segment_trends(found: SegmentTrends, asked: Asked) -> Body:
    """The segments of an axis over time; of a single one, its history and what will probably come."""
    segments = found.segments
    one = segments[0] if len(segments) == 1 else None
    about = plain(segments[0].axis) if segments else "an axis"
    return Body(
        f"“{plain(one.segment)}” by {about} over time" if one else f"Segments by {about} over time",
        "🌱",
        figures=group_figures(one.trend, one.projection) if one else _figures(segments),
        table=_table(segments),
        chart=history(one.trend, one.projection, asked.currency) if one else _shares(segments, asked.currency),
    )


def group_figures(trend: GroupTrend, projection: GroupProjection) -> tuple[Figure, ...]:
    """What matters of one group that changes."""
    if not trend.points:
        return ()
    first, last = trend.points[0], trend.points[-1]
    month, members = expected(projection)
    return told(
        count("Members", last.members, first.members if first is not last else None, better=True),
        change("A month", trend.growth_per_month, better=True),
        share("Share of all customers", last.share),
        change("Change of the share, a month", trend.share_growth_per_month, better=True),
        count(f"Expected in {month:%B %Y}" if month else "Expected", members),
    )


def expected(projection: GroupProjection) -> tuple[date | None, int | None]:
    """The last month that is projected, and the members then."""
    if not projection.members:
        return None, None
    last = projection.members[-1]
    return last.month, whole(last.mean)


def history(trend: GroupTrend, projection: GroupProjection, currency: str) -> Chart | None:
    """Members in every snapshot, and in the months to come with their ranges."""
    past, ahead = trend.points[-MOST_POINTS:], projection.members[:MOST_POINTS]
    names = [*(day_label(point.as_of) for point in past), *(month_label(month.month) for month in ahead)]
    before, after = (None,) * len(past), (None,) * len(ahead)
    series = (
        Series("Members", (*(float(point.members) for point in past), *after)),
        Series(
            "Expected",
            (*before, *(month.mean for month in ahead)),
            (*before, *((month.interval.low, month.interval.high) for month in ahead)),
            is_forecast=True,
        ),
    )
    return chart("Members over time", Shape.LINE, names, series, unit=Unit.COUNT, currency=currency)


def _figures(segments: Sequence[SegmentTrend]) -> tuple[Figure, ...]:
    return told(
        *(
            Figure(
                plain(each.segment).capitalize(),
                known(each.trend.points[-1].share),
                Unit.PERCENT,
                growth(each.trend.points[-1].share, each.trend.points[0].share),
            )
            for each in segments
            if each.trend.points
        )
    )


def _shares(segments: Sequence[SegmentTrend], currency: str) -> Chart | None:
    days = sorted({point.as_of for each in segments for point in each.trend.points})[-2 * MOST_POINTS :]
    series = []
    for each in segments:
        at = {point.as_of: point.share for point in each.trend.points}
        series.append(Series(plain(each.segment).capitalize(), tuple(at.get(day) for day in days)))
    title = "Share of all customers"
    if len(days) == 1:
        return None
    return chart(title, Shape.LINE, [day_label(day) for day in days], series, unit=Unit.PERCENT, currency=currency)


def _table(segments: Sequence[SegmentTrend]) -> Table | None:
    columns = (
        Column("Segment"),
        Column("Members", Unit.COUNT, 1),
        Column("Members at first", Unit.COUNT, 4),
        Column("A month", Unit.CHANGE, 1),
        Column("Direction", Unit.TEXT, 4),
        Column("Share", Unit.PERCENT, 2),
        Column("Share at first", Unit.PERCENT, 3),
        Column("Members expected", Unit.COUNT, 3),
        Column("By", Unit.MONTH, 5),
    )
    return table(columns, tuple(map(_row, segments)), of=len(segments))


def _row(each: SegmentTrend) -> tuple[Value, ...]:
    trend = each.trend
    first, last = (trend.points[0], trend.points[-1]) if trend.points else (None, None)
    month, members = expected(each.projection)
    return (
        plain(each.segment).capitalize(),
        last.members if last else None,
        first.members if first else None,
        trend.growth_per_month,
        str(trend.direction) if trend.direction else None,
        last.share if last else None,
        first.share if first else None,
        members,
        month,
    )
