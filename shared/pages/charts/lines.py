"""Lines over time, what is expected of them as a band."""

from itertools import pairwise

from matplotlib.axes import Axes

from shared.pages.charts.frame import stroked
from shared.pages.charts.palette import GROUND, Look
from shared.pages.charts.scale import shown, shown_range
from shared.pages.page import Chart, Series

#: Up to so many categories each value is marked.
FEW = 8
BAND = 0.2
Points = dict[int, float]


def draw_lines(axes: Axes, chart: Chart, looks: tuple[Look, ...]) -> None:
    """A line for each series, broken where there is no value; a value alone is a dot."""
    last = len(chart.categories) - 1
    joints = _joints(chart)
    for number, (series, look) in enumerate(zip(chart.series, looks, strict=True)):
        points = _points(series, last)
        joint = joints.get(number)
        _draw_band(axes, series, look, last, joint)
        line = {**(dict((joint,)) if joint else {}), **points}
        style = stroked(look, is_forecast=series.is_forecast)
        for run in _runs(line):
            axes.plot(run, [line[place] for place in run], solid_capstyle="round", zorder=3, **style)  # type: ignore[arg-type]
        marked = [place for place in points if _is_marked(place, points, last)]
        axes.scatter(
            marked,
            [points[place] for place in marked],
            s=30,
            color=GROUND if series.is_forecast else look.colour,
            edgecolors=look.colour,
            linewidths=1.6,
            zorder=4,
            clip_on=False,
        )


def _points(series: Series, last: int) -> Points:
    known = ((place, shown(value)) for place, value in enumerate(series.values[: last + 1]))
    return {place: value for place, value in known if value is not None}


def _runs(points: Points) -> list[list[int]]:
    """Places beside one another, in order."""
    runs: list[list[int]] = []
    for place in sorted(points):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_marked(place: int, points: Points, last: int) -> bool:
    is_alone = place - 1 not in points and place + 1 not in points
    return is_alone or last < FEW or place == max(points)


def _joints(chart: Chart) -> dict[int, tuple[int, float]]:
    """By the number of a forecast, the last known point that it goes on from: of the known series in its turn."""
    last = len(chart.categories) - 1
    known = [series for series in chart.series if not series.is_forecast]
    expected = [number for number, series in enumerate(chart.series) if series.is_forecast]
    found = {}
    for number, series in zip(expected, known, strict=False):
        points, ahead = _points(series, last), _points(chart.series[number], last)
        if points and ahead and max(points) == min(ahead) - 1:
            found[number] = (max(points), points[max(points)])
    return found


def _draw_band(axes: Axes, series: Series, look: Look, last: int, joint: tuple[int, float] | None) -> None:
    ranges = {place: reach for place in range(last + 1) if (reach := shown_range(series, place))}
    alone = [run[0] for run in _runs(dict.fromkeys(ranges, 0.0)) if len(run) == 1 and not joint]
    axes.vlines(
        alone,
        [ranges[place][0] for place in alone],
        [ranges[place][1] for place in alone],
        color=look.colour,
        alpha=2 * BAND,
        linewidth=5,
    )
    if joint and ranges and min(ranges) == joint[0] + 1:
        ranges[joint[0]] = (joint[1], joint[1])
    for before, after in pairwise(sorted(ranges)):
        if after == before + 1:
            lows, highs = zip(ranges[before], ranges[after], strict=True)
            axes.fill_between((before, after), lows, highs, color=look.colour, alpha=BAND, linewidth=0)
