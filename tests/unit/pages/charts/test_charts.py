"""Pictures: nothing in them is cut off, nothing lies upon anything else, and no chart is too odd to be drawn."""

import struct
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from shared.domain.churn import ChurnLevel
from shared.pages.charts import chart_figure, chart_png, warm_up
from shared.pages.charts.bricks import bricks_of
from shared.pages.charts.frame import DOTS_PER_INCH, write
from shared.pages.charts.letters import WRITING
from shared.pages.charts.lines import BAND
from shared.pages.charts.palette import RISK_HUES
from shared.pages.page import Chart, Series, Shape, Unit
from tests.unit.pages.pages import charts

LONG = (
    "White hanging heart T-light holder",
    "Regency cakestand",
    "抹茶 tea 🍵",
    "Jumbo bag",
    "$5 and $6 vouchers",
    "A",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERIODS = tuple(f"{month} {year}" for year in (2025, 2026) for month in MONTHS)
#: Of a glyph, in pixels: what hinting adds to a measured width.
TOLERANCE = 3


def a_chart(
    shape: Shape, series: int, categories: int, *, names: tuple[str, ...] = LONG, scale: float = 30000
) -> Chart:
    many = tuple(
        Series(
            f"{names[number % len(names)]} {number}",
            tuple(scale * ((number + place) % 7 + 1) / 7 for place in range(categories)),
        )
        for number in range(series)
    )
    told = names if names is PERIODS else tuple(f"{names[place % len(names)]} {place}" for place in range(categories))
    return Chart("Revenue by month, and what may be expected until June", shape, told[:categories], many, Unit.MONEY)


def texts_in(figure: Figure) -> dict[Text, Bbox]:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]
    return {text: text.get_window_extent(renderer) for text in shown}


def clipped(figure: Figure) -> list[str]:
    """What does not lie wholly within the picture."""
    width, height = figure.bbox.width, figure.bbox.height
    return [
        text.get_text()
        for text, box in texts_in(figure).items()
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]


def colliding(figure: Figure) -> list[tuple[str, str]]:
    """Texts that lie upon one another."""
    boxes = list(texts_in(figure).items())
    return [
        (one.get_text(), other.get_text())
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > TOLERANCE and min(a.y1, b.y1) - max(a.y0, b.y0) > TOLERANCE
    ]


SIZES = [(1, 1), (1, 24), (3, 12), (12, 1), (12, 24)]


@pytest.mark.parametrize("names", [LONG, PERIODS], ids=["names", "periods"])
@pytest.mark.parametrize(("series", "categories"), SIZES)
@pytest.mark.parametrize("shape", Shape)
def test_no_label_is_cut_off_or_lies_on_another(
    shape: Shape, series: int, categories: int, names: tuple[str, ...]
) -> None:
    figure = chart_figure(a_chart(shape, series, categories, names=names), currency="GBP")

    assert clipped(figure) == []
    assert colliding(figure) == []


@pytest.mark.parametrize("place", [(-20.0, 50.0), (340.0, 50.0), (50.0, 300.0), (50.0, -9.0)])
def test_the_check_sees_a_label_that_is_cut_off(place: tuple[float, float]) -> None:
    figure = chart_figure(a_chart(Shape.BAR, 1, 3), currency="GBP")
    write(figure, "Out of the picture", *place)

    assert clipped(figure) == ["Out of the picture"]


@pytest.mark.parametrize(("series", "categories"), SIZES)
@pytest.mark.parametrize("shape", Shape)
def test_the_legend_and_the_names_never_cover_the_data(shape: Shape, series: int, categories: int) -> None:
    chart = a_chart(shape, series, categories)
    figure = chart_figure(chart, currency="GBP")
    inner = figure.axes[0].get_window_extent()

    inside = [
        text.get_text()
        for text, box in texts_in(figure).items()
        if series > 1
        and box.x1 - inner.x0 > TOLERANCE
        and inner.x1 - box.x0 > TOLERANCE
        and box.y1 - inner.y0 > TOLERANCE
        and inner.y1 - box.y0 > TOLERANCE
    ]
    assert inside == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(charts())
def test_any_chart_is_drawn_with_every_label_whole(chart: Chart) -> None:
    assert clipped(chart_figure(chart, currency="CHF")) == []


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    "values",
    [
        (None, None),
        (0.0, 0.0),
        (-5.0, -1.0),
        (3.0, None),
        (float("nan"), 2.0),
        (1e300, 1.0),
        (-2.0, 4.0),
        (1e-9, 2e-9),
        (5e-324, None),
    ],
)
def test_odd_values_are_drawn(shape: Shape, values: tuple[float | None, ...]) -> None:
    chart = Chart("Odd", shape, ("a", "b"), (Series("one", values), Series("two", (1.0,))), Unit.NUMBER)

    assert clipped(chart_figure(chart, currency="USD")) == []


def test_a_picture_is_a_thousand_pixels_across_with_letters_of_fourteen_at_four_hundred() -> None:
    png = chart_png(a_chart(Shape.LINE, 1, 12), currency="GBP")
    width, height = struct.unpack(">II", png[16:24])

    assert (png[:8], width) == (b"\x89PNG\r\n\x1a\n", 1000)
    assert height >= 600
    assert WRITING * DOTS_PER_INCH / 72 * 400 / width >= 14


def strokes(figure: Figure) -> dict[tuple[float, ...], Line2D]:
    """The lines of values, without the grid's, by where they go."""
    return {
        tuple(np.asarray(line.get_xdata()).tolist()): line for line in figure.axes[0].lines if line.get_zorder() > 1
    }


def test_a_forecast_goes_on_from_the_last_known_value_in_its_colour_with_a_band() -> None:
    known = Series("Revenue", (1.0, 2.0, None, None))
    ahead = Series("Expected", (None, None, 3.0, 4.0), (None, None, (2.0, 4.0), (2.0, 6.0)), is_forecast=True)
    figure = chart_figure(Chart("x", Shape.LINE, PERIODS[:4], (known, ahead), Unit.MONEY), currency="GBP")
    before, after = strokes(figure)[0, 1], strokes(figure)[1, 2, 3]

    assert after.get_color() == before.get_color()
    assert after.get_linestyle() != before.get_linestyle()
    assert len([each for each in figure.axes[0].collections if each.get_alpha() == BAND]) == 2
    assert figure.axes[0].get_ylim()[1] >= 6


def test_a_gap_breaks_a_line() -> None:
    chart = Chart("x", Shape.LINE, PERIODS[:5], (Series("a", (1.0, 2.0, None, 4.0, 5.0)),), Unit.NUMBER)

    assert list(strokes(chart_figure(chart, currency="GBP"))) == [(0, 1), (3, 4)]


def test_bars_that_share_no_category_stand_in_its_middle() -> None:
    chart = Chart("x", Shape.BAR, ("So far", "Next"), (Series("a", (1.0, None)), Series("b", (None, 2.0))), Unit.MONEY)

    assert [(brick.near, brick.far) for bricks in bricks_of(chart, 0.5) for brick in bricks] == [
        (-0.25, 0.25),
        (0.75, 1.25),
    ]


def test_levels_of_risk_have_their_own_colours() -> None:
    chart = Chart("x", Shape.BAR, ("🟢 Low", "High"), (Series("a", (1.0, 2.0)),), Unit.COUNT)
    bars = chart_figure(chart, currency="GBP").axes[0].findobj(PolyCollection)

    assert {to_hex(np.asarray(bar.get_facecolor())[0].tolist()) for bar in bars} == {
        RISK_HUES[ChurnLevel.LOW],
        RISK_HUES[ChurnLevel.HIGH],
    }


def test_names_keep_their_dollar_signs_and_what_no_font_has_becomes_a_square() -> None:
    chart = Chart("$5 and $6", Shape.ROWS, ("抹茶 tea 🍵",), (Series("a", (1.0,)),), Unit.COUNT)
    told = [text.get_text() for text in texts_in(chart_figure(chart, currency="USD"))]

    assert r"\$5 and \$6" in told
    assert any(text.endswith("tea") for text in told)
    assert not any("🍵" in text for text in told)


def test_threads_draw_at_once_what_one_draws() -> None:
    warm_up()
    wanted = [a_chart(shape, 3, 8) for shape in Shape] * 3
    alone = [chart_png(chart, currency="GBP") for chart in wanted]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda chart: chart_png(chart, currency="GBP"), wanted)) == alone


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="categories"):
        chart_png(Chart("x", Shape.BAR, (), (), Unit.COUNT), currency="GBP")
