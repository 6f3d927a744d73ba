"""From which value to which a chart reaches, and which of them are marked."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from shared.pages.page import Chart, Series, Shape, Unit
from shared.pages.wording import short

#: Values beyond this belong to no shop and are left out: sums of them would overflow.
LARGEST = 1e15
#: Below this there is nothing to be seen, and a scale could not be divided.
SMALLEST = 1e-12
INTERVALS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """The marked values, the lowest and the highest of which may be the ends of the axis."""

    low: float
    high: float
    marks: tuple[float, ...]
    labels: tuple[str, ...]


def shown(value: float | None) -> float | None:
    """The value if it can be drawn, else None."""
    if value is None or not math.isfinite(value) or abs(value) > LARGEST:
        return None
    return value if abs(value) >= SMALLEST else 0.0


def shown_range(series: Series, place: int) -> tuple[float, float] | None:
    """The range that is expected at a place, the lower end first; None when there is none that can be drawn."""
    found = series.ranges[place] if place < len(series.ranges) else None
    low, high = (shown(found[0]), shown(found[1])) if found else (None, None)
    return None if low is None or high is None else (min(low, high), max(low, high))


def scale_of(chart: Chart, currency: str) -> Scale:
    """A scale that reaches over all that the chart shows, and to nought, from a marked value to another."""
    low, high = _ends(chart)
    whole = chart.unit in {Unit.COUNT, Unit.DAYS}
    locator = MaxNLocator(nbins=INTERVALS, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    marks = [float(mark) for mark in locator.tick_values(low, high)]
    step = marks[1] - marks[0]
    reached = [0.0 if abs(mark) < step / 2 else mark for mark in marks if low - step < mark < high + step]
    return Scale(reached[0], reached[-1], tuple(reached), tuple(short(mark, chart.unit, currency) for mark in reached))


def bare_scale(chart: Chart, *, headroom: float = 0.0) -> Scale:
    """A scale without marks, for bars that carry their values, with a share of `headroom` beyond the longest."""
    low, high = _ends(chart)
    room = (high - low) * headroom
    return Scale(low - room if low < 0 else low, high + room if high > 0 else high, (0.0,), ("",))


def _ends(chart: Chart) -> tuple[float, float]:
    """The lowest and the highest value, and nought."""
    values = [0.0, *(_stacks(chart) if chart.shape is Shape.STACKED else _values(chart))]
    return (min(values), max(values)) if any(values) else (0.0, 1.0)


def _values(chart: Chart) -> Iterator[float]:
    for series in chart.series:
        for place, value in enumerate(series.values):
            known = shown(value)
            if known is not None:
                yield known
            yield from shown_range(series, place) or ()


def _stacks(chart: Chart) -> Iterator[float]:
    """Where the stacks end, above nought and below."""
    for place in range(len(chart.categories)):
        parts = [value for value in _at(chart.series, place) if value is not None]
        yield sum(part for part in parts if part > 0)
        yield sum(part for part in parts if part < 0)


def _at(series: Iterable[Series], place: int) -> Iterator[float | None]:
    return (shown(each.values[place]) if place < len(each.values) else None for each in series)
