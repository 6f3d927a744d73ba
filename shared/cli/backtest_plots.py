"""Charts of a backtest: whether probabilities come true, and how many buyers the best customers hold."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from shared.errors import Permanent
from shared.segmentation.backtest.forecast import Forecast
from shared.segmentation.backtest.metrics import Flags, calibration
from shared.segmentation.backtest.run import Backtest
from shared.segmentation.features.columns import Floats

CALIBRATION, LIFT = "calibration.png", "lift.png"
SIDE_INCHES, DOTS_PER_INCH = 5.5, 120
#: Points on a curve; more cannot be seen.
POINTS = 101


class Style(NamedTuple):
    """How a contestant is drawn."""

    colour: str
    marker: str


STYLES = {
    "selvage": Style("#0b6e4f", "o"),
    "bg_nbd": Style("#c05746", "s"),
    "rule": Style("#5b7db1", "^"),
    "constant": Style("#8a8a8a", "x"),
}


def draw(result: Backtest, folder: Path) -> tuple[Path, ...]:
    """The charts in `folder`, which is made when it is not there; Permanent when they cannot be written."""
    forecasts = {
        name: standing.forecast
        for name, standing in result.standings.items()
        if isinstance(standing.forecast, Forecast)
    }
    bought = result.holdout.bought
    heading = f"{result.customers:,} customers, {result.horizon} days after {result.cutoff}"
    charts = {CALIBRATION: _calibration(forecasts, bought, heading), LIFT: _lift(forecasts, bought, heading)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, chart in charts.items():
            chart.savefig(folder / name, dpi=DOTS_PER_INCH, metadata={"Software": None})
    except OSError as error:
        raise Permanent(f"the charts cannot be written to {folder}: {error.strerror or error}") from error
    return tuple(folder / name for name in charts)


def _calibration(forecasts: dict[str, Forecast], bought: Flags, heading: str) -> Figure:
    """Share of buyers over mean probability, in the bins that ece is made of."""
    figure, axes = _square(heading, "probability given, mean of a tenth", "share who bought")
    for name, forecast in forecasts.items():
        bins = calibration(forecast.probability, bought)
        style = STYLES[name]
        axes.plot(
            bins.predicted,
            bins.bought,
            label=name,
            color=style.colour,
            marker=style.marker,
            markersize=5,
            clip_on=False,
        )
    axes.legend(frameon=False)
    return figure


def _lift(forecasts: dict[str, Forecast], bought: Flags, heading: str) -> Figure:
    """Share of all buyers among the customers with the highest probabilities, over how many customers are taken."""
    figure, axes = _square(heading, "share of customers, likeliest first", "share of buyers among them")
    taken = np.linspace(0, 1, POINTS)
    for name, forecast in forecasts.items():
        axes.plot(taken, _captured(forecast.probability, bought, taken), label=name, color=STYLES[name].colour)
    axes.legend(frameon=False, loc="lower right")
    return figure


def _captured(probability: Floats, bought: Flags, taken: Floats) -> Floats:
    """The share of buyers among the likeliest; customers of one probability are taken in no particular order."""
    levels, of = np.unique(-probability, return_inverse=True)
    customers = np.concatenate([[0.0], np.cumsum(np.bincount(of, minlength=len(levels)))]) / len(probability)
    buyers = np.concatenate([[0.0], np.cumsum(np.bincount(of, weights=bought))]) / max(bought.sum(), 1.0)
    captured: Floats = np.interp(taken, customers, buyers)
    return captured


def _square(heading: str, below: str, beside: str) -> tuple[Figure, Axes]:
    """An empty chart of shares over shares, with its diagonal."""
    figure = Figure(figsize=(SIDE_INCHES, SIDE_INCHES), layout="constrained")
    axes = figure.add_subplot(xlabel=below, ylabel=beside, xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set_title(heading, fontsize=10)
    axes.plot((0, 1), (0, 1), color="0.6", linestyle="--", linewidth=1)
    return figure, axes
