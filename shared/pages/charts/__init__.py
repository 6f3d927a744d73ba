"""Charts as pictures that can be read on a telephone, on a light ground and on a dark one."""

from dataclasses import replace
from io import BytesIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from shared.domain.churn import ChurnLevel
from shared.pages.charts.labels import are_periods
from shared.pages.charts.lying import lying_figure
from shared.pages.charts.upright import upright_figure
from shared.pages.page import Chart, Series, Shape, Unit

#: A picture has few; a third of the bytes is left when they are numbered.
COLOURS = 256
#: More bars over time than this are drawn as lines: they would be hairs.
MOST_BARS = 48

__all__ = ["chart_figure", "chart_png", "warm_up"]


def chart_png(chart: Chart, *, currency: str) -> bytes:
    """The chart as a PNG of 1,000 pixels across, at least 600 high. Threads may draw at once.

    `currency` is ISO 4217, for a chart of money. ValueError for a chart without categories or series.
    """
    canvas = FigureCanvasAgg(chart_figure(chart, currency=currency))
    canvas.draw()  # type: ignore[no-untyped-call]
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3])  # type: ignore[no-untyped-call]
    data = BytesIO()
    picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(data, "png")
    return data.getvalue()


def chart_figure(chart: Chart, *, currency: str) -> Figure:
    """The chart as matplotlib has it, before it becomes a picture; otherwise as `chart_png`."""
    if not chart.categories or not chart.series:
        raise ValueError("a chart has categories and series")
    chart = _named(chart)
    bars = len(chart.categories) * len(chart.series)
    if chart.shape is Shape.BAR and bars > MOST_BARS and are_periods(chart.categories):
        chart = replace(chart, shape=Shape.LINE)
    upright = None if chart.shape is Shape.ROWS else upright_figure(chart, currency)
    return upright or lying_figure(chart, currency)


def _named(chart: Chart) -> Chart:
    """The chart with levels of risk called as people call them."""
    levels = {level.value: level.capitalize() for level in ChurnLevel}
    series = tuple(replace(each, name=levels.get(each.name, each.name)) for each in chart.series)
    return replace(chart, categories=tuple(levels.get(each, each) for each in chart.categories), series=series)


def warm_up() -> None:
    """Draw once, so that the fonts are found before somebody waits for a picture."""
    chart_png(Chart("Warm", Shape.BAR, ("up",), (Series("one", (1.0,)),), Unit.COUNT), currency="USD")
