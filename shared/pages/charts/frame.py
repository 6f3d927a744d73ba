"""What surrounds a chart: its ground and border, the title, the names of the series."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from shared.pages.charts.letters import (
    LEADING,
    TITLE,
    WRITING,
    drawable,
    families,
    fitted,
    width_of,
    wrapped,
    written,
)
from shared.pages.charts.palette import BORDER, GRID, GROUND, INK, QUIET, Look, lighter

#: In points: 1,000 pixels at 200 dots an inch.
WIDTH, LOWEST = 360.0, 216.0
DOTS_PER_INCH, POINTS_PER_INCH = 200, 72
MARGIN, GAP = 13.0, 8.0
LINE = WRITING * LEADING
TITLE_LINES = 2
#: Width of the sign before the name of a series, with the gap after it.
SIGN = 22.0
#: Series in so many columns at most; this many or fewer get a line each when their names are long.
MOST_COLUMNS, FEW = 4, 3
HATCH = "////"


@dataclass(frozen=True, slots=True)
class Entry:
    """A series as the legend names it."""

    name: str
    look: Look
    is_forecast: bool = False
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The rectangle that is left for the values, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Head:
    """Title and legend, laid out; nothing is drawn yet."""

    title: tuple[str, ...]
    entries: tuple[Entry, ...]
    columns: int

    @property
    def is_one_row(self) -> bool:
        """Whether the names stand beside one another, each as wide as it is."""
        return len(self.entries) <= self.columns

    @property
    def title_height(self) -> float:
        """With the gap below it."""
        return len(self.title) * TITLE * LEADING + (GAP if self.title else 0)

    @property
    def height(self) -> float:
        """All of it, with the gap below."""
        rows = -(-len(self.entries) // self.columns) if self.entries else 0
        return self.title_height + rows * LINE + (GAP if rows else 0)


def head_of(title: str, entries: Sequence[Entry]) -> Head:
    """Title and legend, in as many lines as they need: one entry alone is not named."""
    room = WIDTH - 2 * MARGIN
    named = tuple(entries) if len(entries) > 1 else ()
    widest = max((width_of(drawable(entry.name)) for entry in named), default=0)
    columns = max(1, min(MOST_COLUMNS, len(named), int(room // (widest + SIGN + GAP))))
    if len(named) > FEW:
        columns = max(2, columns)
        columns = -(-len(named) // -(-len(named) // columns))
    return Head(wrapped(drawable(title), room, TITLE_LINES, TITLE, bold=True), named, columns)


def new_figure(height: float) -> Figure:
    """An empty picture with its border; `height` in points."""
    figure = Figure(figsize=(WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH), dpi=DOTS_PER_INCH, facecolor=GROUND)
    border = Rectangle((0, 0), 1, 1, transform=figure.transFigure, fill=False, edgecolor=BORDER, linewidth=2.4)
    figure.add_artist(border)
    return figure


def draw_head(figure: Figure, head: Head) -> None:
    """Title and legend, at the top left."""
    top = MARGIN
    for line in head.title:
        write(figure, line, MARGIN, top, size=TITLE, bold=True)
        top += TITLE * LEADING
    top = MARGIN + head.title_height
    room = (WIDTH - 2 * MARGIN) / head.columns
    left = MARGIN
    for place, entry in enumerate(head.entries):
        row, column = divmod(place, head.columns)
        left, above = (left if head.is_one_row and column else MARGIN + column * room), top + row * LINE
        _draw_sign(figure, entry, left, above + LINE * 0.41)
        name = fitted(drawable(entry.name), room - SIGN - GAP)
        write(figure, name, left + SIGN, above)
        left += min(room, SIGN + width_of(name) + 2 * GAP)


def write(
    figure: Figure,
    text: str,
    left: float,
    top: float,
    *,
    size: float = WRITING,
    bold: bool = False,
    colour: str = INK,
    at: tuple[str, str] = ("left", "top"),
) -> Text:
    """One line; the point of it that `at` names is so many points from the picture's top left corner."""
    across, up = _placed(figure, left, top)
    return figure.text(
        across,
        up,
        written(text),
        size=size,
        color=colour,
        weight="bold" if bold else "normal",
        family=list(families()),
        ha=at[0],
        va=at[1],
    )


def axes_in(figure: Figure, room: Room) -> Axes:
    """Axes without a frame in the rectangle."""
    left, bottom = _placed(figure, room.left, room.top + room.height)
    height = figure.get_figheight() * POINTS_PER_INCH
    axes = figure.add_axes((left, bottom, room.width / WIDTH, room.height / height), facecolor=GROUND)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def draw_grid(axes: Axes, marks: Sequence[float], *, lying: bool) -> None:
    """A quiet line at each marked value, and a clearer one at nought."""
    line = axes.axvline if lying else axes.axhline
    for mark in marks:
        line(mark, color=QUIET if mark == 0 else GRID, linewidth=1.1 if mark == 0 else 1.0, zorder=0.5)


def filled(look: Look, *, is_forecast: bool) -> dict[str, object]:
    """How a bar of that look is filled."""
    colour = lighter(look.colour) if is_forecast else look.colour
    return {"facecolor": colour, "edgecolor": GROUND, "linewidth": 0.4, "hatch": HATCH if look.is_patterned else None}


def stroked(look: Look, *, is_forecast: bool) -> dict[str, object]:
    """How a line of that look is drawn."""
    dashes = (0, (1.2, 1.3)) if is_forecast else (0, (4, 1.6)) if look.is_patterned else "solid"
    return {"color": look.colour, "linewidth": 2.4, "linestyle": dashes}


def _draw_sign(figure: Figure, entry: Entry, left: float, middle: float) -> None:
    """A stroke or a square before the name."""
    start, level = _placed(figure, left, middle)
    end, _ = _placed(figure, left + SIGN - 6, middle)
    if entry.is_line:
        look = stroked(entry.look, is_forecast=entry.is_forecast)
        figure.add_artist(Line2D((start, end), (level, level), transform=figure.transFigure, **look))  # type: ignore[arg-type]
        return
    _, low = _placed(figure, left, middle + 5.5)
    look = filled(entry.look, is_forecast=entry.is_forecast)
    square = Rectangle((start, low), 11 / WIDTH, 2 * (level - low), transform=figure.transFigure, **look)  # type: ignore[arg-type]
    figure.add_artist(square)


def _placed(figure: Figure, left: float, top: float) -> tuple[float, float]:
    """The point as shares of the picture's width and height, from the bottom left."""
    return left / WIDTH, 1 - top / (figure.get_figheight() * POINTS_PER_INCH)
