"""What `selvage backtest` says when it is done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial

from rich.console import Console
from rich.table import Table

from shared.order_files.purchase_log import PurchaseLog
from shared.segmentation.backtest.forecast import Forecast
from shared.segmentation.backtest.metrics import calibration
from shared.segmentation.backtest.run import Backtest, Standing

#: Figures are rounded to so many decimals; the last customer of a million moves the sixth.
DECIMALS = 6
#: Metrics that are shares of something, shown as percentages.
PERCENTAGES = {"bias", "coverage"}
#: Metrics whose name is too long for the head of a narrow column.
SHORT = {"correlation": "corr", "c_index": "C", "coverage": "cover"}

Figures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class BacktestSummary:
    """A backtest, and the file that it was made with."""

    file: str
    log: PurchaseLog
    result: Backtest

    def as_json(self) -> str:
        """One JSON object. A figure that is undefined is null, and `notes` say why."""
        result, holdout = self.result, self.result.holdout
        summary = {
            "file": self.file,
            "shape": self.log.shape,
            "horizon_days": result.horizon,
            "cutoff": result.cutoff.isoformat(),
            "customers": result.customers,
            "purchases": result.purchases,
            "bought": int(holdout.bought.sum()),
            "base_rate": round(float(holdout.bought.mean()), DECIMALS),
            "holdout_purchases": int(holdout.purchases.sum()),
            "holdout_revenue": round(float(holdout.revenue.sum()), 2) if self.log.has_values else None,
            "rows": self.log.rows,
            "refused_rows": sum(self.log.refused.values()),
            "refused_reasons": self.log.refused,
            "models": {name: _figures(standing) for name, standing in result.standings.items()},
            "revenue": {
                name: _rounded(asdict(standing.revenue))
                for name, standing in result.standings.items()
                if standing.revenue
            },
            "calibration": {
                name: self._calibration(standing.forecast)
                for name, standing in result.standings.items()
                if isinstance(standing.forecast, Forecast)
            },
            "seconds": {name: round(standing.seconds, 2) for name, standing in result.standings.items()},
            "notes": result.notes,
        }
        return json.dumps(summary, allow_nan=False)

    def print_to(self, console: Console) -> None:
        """The same for people."""
        say = partial(console.print, soft_wrap=True, markup=False, highlight=False)
        result, holdout = self.result, self.result.holdout
        end = result.cutoff + timedelta(days=result.horizon)
        say(
            f"{result.customers:,} customers had bought on {result.purchases:,} days by {result.cutoff}."
            f" In the {result.horizon} days until {end}, {int(holdout.bought.sum()):,} of them"
            f" ({holdout.bought.mean():.1%}) bought on {int(holdout.purchases.sum()):,} days."
        )
        say(_table("", {name: _figures(standing) for name, standing in result.standings.items()}))
        revenue = {name: asdict(standing.revenue) for name, standing in result.standings.items() if standing.revenue}
        if revenue:
            say(_table("revenue", revenue))
        for note in result.notes:
            say(f"* {note}")
        if self.log.refused:
            refused = sum(self.log.refused.values())
            reasons = ", ".join(f"{reason} ({count:,})" for reason, count in self.log.refused.items())
            say(f"{refused:,} of {self.log.rows:,} rows were refused: {reasons}.")

    def _calibration(self, forecast: Forecast) -> list[dict[str, float]]:
        bins = calibration(forecast.probability, self.result.holdout.bought)
        return [
            {"customers": size, "predicted": round(mean, DECIMALS), "bought": round(share, DECIMALS)}
            for size, mean, share in zip(
                bins.customers.tolist(), bins.predicted.tolist(), bins.bought.tolist(), strict=True
            )
        ]


def _figures(standing: Standing) -> Figures:
    """The contestant's metrics; coverage only when it gives intervals, or gave none for a reason."""
    figures = _rounded(asdict(standing.scores))
    if isinstance(standing.forecast, Forecast) and standing.forecast.timing is None:
        return {metric: figure for metric, figure in figures.items() if metric != "coverage"}
    return figures


def _rounded(figures: Figures) -> Figures:
    return {metric: None if figure is None else round(figure, DECIMALS) for metric, figure in figures.items()}


def _table(title: str, rows: Mapping[str, Figures]) -> Table:
    metrics: Sequence[str] = list(dict.fromkeys(metric for figures in rows.values() for metric in figures))
    table = Table(box=None, pad_edge=False)
    table.add_column(title, no_wrap=True)
    for metric in metrics:
        table.add_column(SHORT.get(metric, metric), justify="right", no_wrap=True)
    for name, figures in rows.items():
        table.add_row(name, *(_cell(metric, figures.get(metric)) for metric in metrics))
    return table


def _cell(metric: str, figure: float | None) -> str:
    if figure is None:
        return "-"
    if metric in PERCENTAGES:
        return f"{figure:+.1%}" if metric == "bias" else f"{figure:.1%}"
    return f"{figure:.4f}" if abs(figure) < 100 else f"{figure:,.0f}"  # noqa: PLR2004  four figures either way
