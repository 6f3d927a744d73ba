"""The bars of a chart, upright or lying, as rectangles."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from shared.pages.charts.frame import filled
from shared.pages.charts.palette import INK, Look
from shared.pages.charts.scale import shown, shown_range
from shared.pages.page import Chart, Shape

#: Share of a category's room that its bars take.
TAKEN = 0.76


@dataclass(frozen=True, slots=True)
class Brick:
    """A bar: of which category, from where to where across the categories, from which value to which."""

    place: int
    near: float
    far: float
    start: float
    end: float
    value: float


def bricks_of(chart: Chart, taken: float = TAKEN) -> tuple[tuple[Brick, ...], ...]:
    """The bars of each series; category 0 reaches from -0.5 to 0.5 across."""
    if chart.shape is Shape.STACKED:
        return _stacked(chart, taken)
    beside = most_beside(chart)
    width = taken / beside
    return tuple(
        tuple(
            Brick(place, near, near + width, 0.0, value, value)
            for place, value in _values(chart, number)
            for near in (place - taken / 2 + (number if beside > 1 else 0) * width,)
        )
        for number in range(len(chart.series))
    )


def most_beside(chart: Chart) -> int:
    """How many bars a category has beside one another: one where no two series have a value for it."""
    if chart.shape is Shape.STACKED:
        return 1
    places = Counter(place for number in range(len(chart.series)) for place, _ in _values(chart, number))
    return len(chart.series) if max(places.values(), default=0) > 1 else 1


def draw_bricks(axes: Axes, chart: Chart, looks: tuple[tuple[Look, ...], ...], *, taken: float, lying: bool) -> None:
    """All bars, and a thin line over the range that a value is expected in. `looks` by series and category."""
    for number, bricks in enumerate(bricks_of(chart, taken)):
        for look in dict.fromkeys(looks[number][brick.place] for brick in bricks):
            corners = [_corners(brick, lying=lying) for brick in bricks if looks[number][brick.place] == look]
            style = filled(look, is_forecast=chart.series[number].is_forecast)
            axes.add_collection(PolyCollection(corners, **style), autolim=False)  # type: ignore[arg-type]
        if chart.shape is not Shape.STACKED:
            _draw_ranges(axes, chart, number, bricks, lying=lying)


def has_ranges(chart: Chart) -> bool:
    """Whether any value of the chart has a range."""
    return any(found for series in chart.series for found in series.ranges)


def _values(chart: Chart, number: int) -> Iterator[tuple[int, float]]:
    for place, value in enumerate(chart.series[number].values[: len(chart.categories)]):
        known = shown(value)
        if known is not None:
            yield place, known


def _stacked(chart: Chart, taken: float) -> tuple[tuple[Brick, ...], ...]:
    """Each series upon the ones before, what is below nought beneath."""
    above, below = [0.0] * len(chart.categories), [0.0] * len(chart.categories)
    made = []
    for number in range(len(chart.series)):
        layer = []
        for place, value in _values(chart, number):
            ends = above if value >= 0 else below
            layer.append(Brick(place, place - taken / 2, place + taken / 2, ends[place], ends[place] + value, value))
            ends[place] += value
        made.append(tuple(layer))
    return tuple(made)


def _corners(brick: Brick, *, lying: bool) -> list[tuple[float, float]]:
    across, along = (brick.near, brick.far), (brick.start, brick.end)
    around = ((0, 0), (0, 1), (1, 1), (1, 0))
    return [(along[j], across[i]) if lying else (across[i], along[j]) for i, j in around]


def _draw_ranges(axes: Axes, chart: Chart, number: int, bricks: tuple[Brick, ...], *, lying: bool) -> None:
    lines = []
    for brick in bricks:
        middle, reach = (brick.near + brick.far) / 2, shown_range(chart.series[number], brick.place)
        if reach:
            lines.append([(end, middle) if lying else (middle, end) for end in reach])
    axes.add_collection(LineCollection(lines, colors=INK, linewidths=1.3), autolim=False)
