"""Which colour each series of a chart has."""

from shared.pages.charts.frame import Entry
from shared.pages.charts.palette import DECLINE, GROWTH, Look, look_of, risk_looks
from shared.pages.page import Chart, Shape, Unit

Looks = tuple[tuple[Look, ...], ...]


def looks_of(chart: Chart) -> Looks:
    """The look of each category of each series; what is expected has the colour of what is known."""
    categories = len(chart.categories)
    by_series = risk_looks(tuple(series.name for series in chart.series))
    by_category = risk_looks(chart.categories)
    if by_series:
        return tuple((look,) * categories for look in by_series)
    if by_category and len(chart.series) == 1 and chart.shape is not Shape.LINE:
        return (by_category,)
    if chart.unit is Unit.CHANGE and len(chart.series) == 1 and chart.shape is not Shape.LINE:
        return (tuple(GROWTH if (value or 0) >= 0 else DECLINE for value in chart.series[0].values),)
    return tuple((look_of(place),) * categories for place in _colours(chart))


def entries_of(chart: Chart) -> tuple[Entry, ...]:
    """The series as a legend names them."""
    return tuple(
        Entry(series.name, looks[0], is_forecast=series.is_forecast, is_line=chart.shape is Shape.LINE)
        for series, looks in zip(chart.series, looks_of(chart), strict=True)
    )


def _colours(chart: Chart) -> tuple[int, ...]:
    """Of each series the place of its colour: forecasts take those of the known series, in order."""
    known = sum(not series.is_forecast for series in chart.series)
    expected = len(chart.series) - known
    if not 0 < expected <= known:
        return tuple(range(len(chart.series)))
    counters = {False: 0, True: 0}
    places = []
    for series in chart.series:
        places.append(counters[series.is_forecast])
        counters[series.is_forecast] += 1
    return tuple(places)
