"""Charts whose categories stand beside one another: lines, and upright bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from shared.pages.charts.bricks import TAKEN, bricks_of, draw_bricks, has_ranges
from shared.pages.charts.frame import (
    GAP,
    LOWEST,
    MARGIN,
    WIDTH,
    Room,
    axes_in,
    draw_grid,
    draw_head,
    head_of,
    new_figure,
    write,
)
from shared.pages.charts.labels import Name, are_periods, height_of, names_below
from shared.pages.charts.letters import LEADING, WRITING, width_of
from shared.pages.charts.lines import draw_lines
from shared.pages.charts.looks import entries_of, looks_of
from shared.pages.charts.palette import QUIET
from shared.pages.charts.scale import Scale, bare_scale, scale_of
from shared.pages.page import Chart, Shape
from shared.pages.wording import brief

#: The values have at least so much height, in points.
LEAST_HEIGHT = 132.0
#: A line ends at most so far from the sides.
INSET = 24.0
#: From a bar to its value.
ABOVE = 3.0
#: Of the height, left for the values of the longest bars.
HEADROOM = 0.16


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is measured before anything is drawn."""

    room: Room
    scale: Scale
    #: Where the categories stand, in points from the left.
    middles: tuple[float, ...]
    #: The ends of the axis, in categories.
    ends: tuple[float, float]
    #: What stands at each bar of the only series; without, values are read from the axis.
    values: tuple[str, ...]

    def level(self, value: float) -> float:
        """How far from the top a value is."""
        return self.room.top + self.room.height * (self.scale.high - value) / (self.scale.high - self.scale.low)


def upright_figure(chart: Chart, currency: str) -> Figure | None:
    """The picture; None when the names of its bars have no room beside one another."""
    values = _values_at_bars(chart, currency)
    scale = bare_scale(chart, headroom=HEADROOM) if values else scale_of(chart, currency)
    left = MARGIN if values else MARGIN + max(map(width_of, scale.labels)) + GAP
    middles, ends = _spread(chart, left, WIDTH - MARGIN - left)
    names = names_below(chart.categories, middles, may_skip=chart.shape is Shape.LINE or are_periods(chart.categories))
    if names is None:
        return None
    head = head_of(chart.title, entries_of(chart))
    top = MARGIN + head.height + WRITING / 2
    below = height_of(names) + GAP + MARGIN
    height = max(LOWEST, top + LEAST_HEIGHT + below)
    plan = Plan(Room(left, top, WIDTH - MARGIN - left, height - top - below), scale, middles, ends, values)
    figure = new_figure(height)
    draw_head(figure, head)
    _draw(figure, chart, plan)
    _write_values(figure, chart, plan) if values else _write_marks(figure, plan)
    _write_names(figure, names, plan.room.top + plan.room.height + GAP)
    return figure


def _values_at_bars(chart: Chart, currency: str) -> tuple[str, ...]:
    if chart.shape is not Shape.BAR or len(chart.series) > 1 or has_ranges(chart):
        return ()
    told = tuple(brief(brick.value, chart.unit, currency) for brick in bricks_of(chart)[0])
    slot = (WIDTH - 2 * MARGIN) / len(chart.categories)
    return told if all(width_of(each) < slot for each in told) else ()


def _spread(chart: Chart, left: float, width: float) -> tuple[tuple[float, ...], tuple[float, float]]:
    """The middles of the categories, and the ends of the axis."""
    count = len(chart.categories)
    inset, step = width / count / 2, width / count
    if chart.shape is Shape.LINE and count > 1:
        inset = min(inset, INSET)
        step = (width - 2 * inset) / (count - 1)
    return tuple(left + inset + place * step for place in range(count)), (-inset / step, count - 1 + inset / step)


def _draw(figure: Figure, chart: Chart, plan: Plan) -> None:
    axes = axes_in(figure, plan.room)
    axes.set(xlim=plan.ends, ylim=(plan.scale.low, plan.scale.high), xticks=(), yticks=())
    draw_grid(axes, (0.0,) if plan.values else plan.scale.marks, lying=False)
    looks = looks_of(chart)
    if chart.shape is Shape.LINE:
        draw_lines(axes, chart, tuple(each[0] for each in looks))
    else:
        draw_bricks(axes, chart, looks, taken=TAKEN, lying=False)


def _write_marks(figure: Figure, plan: Plan) -> None:
    for mark, label in zip(plan.scale.marks, plan.scale.labels, strict=True):
        write(figure, label, plan.room.left - GAP, plan.level(mark), at=("right", "center"), colour=QUIET)


def _write_values(figure: Figure, chart: Chart, plan: Plan) -> None:
    for brick, told in zip(bricks_of(chart)[0], plan.values, strict=True):
        is_up = brick.value >= 0
        level = plan.level(brick.value) + (-ABOVE if is_up else ABOVE)
        write(figure, told, plan.middles[brick.place], level, at=("center", "bottom" if is_up else "top"))


def _write_names(figure: Figure, names: Sequence[Name], top: float) -> None:
    for name in names:
        for number, line in enumerate(name.lines):
            write(figure, line, name.middle, top + number * WRITING * LEADING, at=("center", "top"))
