"""`calculate_segment_trends`: how the segments of an axis have grown or shrunk, and how they will go on."""

from shared.domain.group_trends import SegmentTrend, SegmentTrends, trend_of
from shared.segmentation.forecasts.growth import project_members
from shared.store_ports import Segments
from shared.tools.archetypes.named import named_axis, named_segment
from shared.tools.bounds import MONTHS, Months


def calculate_segment_trends(
    segments: Segments, *, axis_name: str, segment_name: str | None = None, months: Months = 3
) -> SegmentTrends:
    """The segment, or every segment of the axis, in each snapshot that is kept: growth a month and direction.

    And `months` (1 to 36) ahead, with intervals. A trend is from real history only; with a single snapshot there is
    none, and the answer says so. NotFound when there is no such axis or segment.
    """
    MONTHS.check("months", months)
    facts = segments.current()
    axis = named_axis(facts, axis_name)
    names = facts.axes[axis] if segment_name is None else (named_segment(facts, axis, segment_name).segment,)
    return SegmentTrends(
        segments=tuple(_trend(segments, axis, name, months) for name in names),
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _trend(segments: Segments, axis: str, segment: str, months: int) -> SegmentTrend:
    points = segments.segment_history(axis, segment)
    return SegmentTrend(axis, segment, trend_of(points), project_members(points, months=months))
