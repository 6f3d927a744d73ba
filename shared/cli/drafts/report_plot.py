"""One picture of the drafts: how they did week by week, and how far answers were from them."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from shared.domain.draft_report import rate
from shared.errors import Permanent
from shared.store.draft_report import BUCKETS, Trend, Week

SIZE_INCHES, DOTS_PER_INCH = (11, 4.2), 120
#: What agents did: field, label, colour.
PARTS = (("as_is", "as is", "#0b6e4f"), ("edited", "edited", "#86b6a1"), ("ignored", "ignored", "#c05746"))
#: Weeks whose dates fit below one another.
MOST_DATES = 9


def draw(trend: Trend, path: Path, *, days: int) -> None:
    """Write the picture as a PNG; Permanent when it cannot be written."""
    figure = Figure(figsize=SIZE_INCHES, layout="constrained")
    weekly, distances = figure.subplots(1, 2)
    answered = sum(trend.distances)
    figure.suptitle(f"{answered:,} answered drafts of the last {days} days", fontsize=11)
    _draw_weeks(weekly, trend.weeks)
    _draw_distances(distances, trend.distances)
    figure.legend(loc="outside lower center", frameon=False, ncols=4, fontsize=9)
    try:
        figure.savefig(path, dpi=DOTS_PER_INCH, format="png", metadata={"Software": None})
    except OSError as error:
        raise Permanent(f"the picture cannot be written to {path}: {error.strerror or error}") from error


def _draw_weeks(axes: Axes, weeks: Sequence[Week]) -> None:
    """Bars of what agents did, and above them the acceptance rate with its interval."""
    axes.set(title="acceptance by week", xlabel="week of the answer, from Monday", ylabel="share of answered drafts")
    places = range(len(weeks))
    below = [0.0] * len(weeks)
    for name, label, colour in PARTS:
        shares = [getattr(week, name) / _answered(week) for week in weeks]
        axes.bar(places, shares, bottom=below, color=colour, label=label, width=0.7)
        below = [one + other for one, other in zip(below, shares, strict=True)]
    rates = [rate(week.as_is + week.edited, _answered(week)) for week in weeks]
    middles = [each.share or 0 for each in rates]
    down = [max(0.0, (each.share or 0) - (each.low or 0)) for each in rates]
    up = [max(0.0, (each.high or 0) - (each.share or 0)) for each in rates]
    axes.errorbar(
        places, middles, yerr=(down, up), fmt="o", color="black", markersize=3, capsize=3, linewidth=1, label="accepted"
    )
    step = max(1, -(-len(weeks) // MOST_DATES))
    axes.set_xticks(
        list(places)[::step], [f"{week.week:%d %b}\nn={_answered(week):,}" for week in weeks[::step]], fontsize=8
    )
    axes.set_ylim(0, 1)


def _draw_distances(axes: Axes, distances: Sequence[int]) -> None:
    axes.set(
        title="edit distance of all answered drafts",
        xlabel="0: sent word for word    1: nothing in common",
        ylabel="drafts",
        xlim=(0, 1),
    )
    edges = [place / BUCKETS for place in range(BUCKETS)]
    axes.bar(edges, distances, width=1 / BUCKETS, align="edge", color="#5b7db1", edgecolor="white", linewidth=0.5)


def _answered(week: Week) -> int:
    return week.as_is + week.edited + week.ignored
