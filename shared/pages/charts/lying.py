"""Charts whose categories lie below one another, so that their names have room."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from shared.pages.charts.bricks import bricks_of, draw_bricks, has_ranges, most_beside
from shared.pages.charts.frame import (
    GAP,
    LINE,
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
from shared.pages.charts.labels import names_below
from shared.pages.charts.letters import drawable, width_of, wrapped
from shared.pages.charts.looks import entries_of, looks_of
from shared.pages.charts.palette import INK, QUIET
from shared.pages.charts.scale import Scale, bare_scale, scale_of
from shared.pages.page import Chart
from shared.pages.wording import NOTHING, brief

#: Names take at most so much of the width, in points, on two lines while there are few of them.
WIDEST_NAME, FEW_NAMES = 140.0, 12
#: A bar is so thick: alone, with others at most, and at least.
ALONE, AMONG, THINNEST = 14.0, 11.0, 3.5
BETWEEN = 8.0
#: Where rows have more height than they need, bars take so much of it, but never become so many times as thick.
TAKEN, MOST_STRETCHED = 0.5, 2.2
#: All rows together; what would be higher has thinner bars.
HIGHEST = 1100.0
#: From a bar to its value.
BESIDE = 4.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Names and the heights of their rows, in points."""

    names: tuple[tuple[str, ...], ...]
    row: float
    bars: float

    @property
    def width(self) -> float:
        """Of the widest name."""
        return max((width_of(line) for name in self.names for line in name), default=0)


def lying_figure(chart: Chart, currency: str) -> Figure:
    """The picture, as high as its rows need."""
    head, rows = head_of(chart.title, entries_of(chart)), _rows(chart)
    values = _values_beside(chart, currency)
    top = MARGIN + head.height
    below = MARGIN if values else LINE + GAP + MARGIN
    height = max(LOWEST, top + rows.row * len(rows.names) + below)
    left = MARGIN + rows.width + GAP
    room = Room(left, top, WIDTH - MARGIN - left, height - top - below)
    scale = bare_scale(chart) if values else scale_of(chart, currency)
    if values:
        room = _beside(room, values, scale)
    figure = new_figure(height)
    draw_head(figure, head)
    _write_names(figure, rows, room, left - GAP)
    axes = axes_in(figure, room)
    axes.set(xlim=(scale.low, scale.high), ylim=(len(rows.names) - 0.5, -0.5), xticks=(), yticks=())
    draw_grid(axes, scale.marks, lying=True)
    slot = room.height / len(rows.names)
    thick = min(max(rows.bars, slot * TAKEN), rows.bars * MOST_STRETCHED, slot - BETWEEN / 2)
    draw_bricks(axes, chart, looks_of(chart), taken=thick / slot, lying=True)
    if values:
        _write_values(figure, chart, values, room, scale)
    else:
        _write_marks(figure, scale, room)
    return figure


def _rows(chart: Chart) -> Rows:
    lines = 2 if len(chart.categories) <= FEW_NAMES else 1
    names = tuple(wrapped(drawable(name), WIDEST_NAME, lines) for name in chart.categories)
    beside = most_beside(chart)
    most = HIGHEST / len(names) - BETWEEN
    thick = ALONE if beside == 1 else max(THINNEST, min(AMONG, most / beside))
    highest = max((len(name) for name in names), default=1)
    return Rows(names, max(highest * LINE, beside * thick) + BETWEEN, beside * thick)


def _values_beside(chart: Chart, currency: str) -> tuple[str, ...]:
    """What stands beside the bars of one series; with more of them, or ranges, values are read from the axis."""
    if len(chart.series) > 1 or has_ranges(chart):
        return ()
    told = tuple(brief(brick.value, chart.unit, currency) for brick in bricks_of(chart)[0])
    return told or (NOTHING,)


def _beside(room: Room, values: tuple[str, ...], scale: Scale) -> Room:
    """What is left between the values that stand beside the longest bars."""
    widest = max(map(width_of, values)) + BESIDE
    before = widest if scale.low < 0 else 0.0
    after = widest if scale.high > 0 else 0.0
    return Room(room.left + before, room.top, room.width - before - after, room.height)


def _middle(place: int, room: Room, count: int) -> float:
    return room.top + room.height * (place + 0.5) / count


def _write_names(figure: Figure, rows: Rows, room: Room, right: float) -> None:
    for place, lines in enumerate(rows.names):
        first = _middle(place, room, len(rows.names)) - (len(lines) - 1) * LINE / 2
        for number, line in enumerate(lines):
            write(figure, line, right, first + number * LINE, at=("right", "center"), colour=INK)


def _write_values(figure: Figure, chart: Chart, values: tuple[str, ...], room: Room, scale: Scale) -> None:
    for brick, told in zip(bricks_of(chart)[0], values, strict=False):
        end = room.left + room.width * (brick.value - scale.low) / (scale.high - scale.low)
        middle = _middle(brick.place, room, len(chart.categories))
        side, end = ("left", end + BESIDE) if brick.value >= 0 else ("right", end - BESIDE)
        write(figure, told, end, middle, at=(side, "center"))


def _write_marks(figure: Figure, scale: Scale, room: Room) -> None:
    middles = [room.left + room.width * (mark - scale.low) / (scale.high - scale.low) for mark in scale.marks]
    for name in names_below(scale.labels, middles, may_skip=True) or ():
        for line in name.lines:
            write(figure, line, name.middle, room.top + room.height + GAP, at=("center", "top"), colour=QUIET)
