"""Predictions judged by what customers did next: ours, BG/NBD's, the churn rule's and the constant's."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache

from rich.console import Console

from benchmarks.prediction_bars import BARS, Figures, Found
from benchmarks.prediction_cases import CASES, SHOPS, Case
from benchmarks.result import FOLDER, Result
from shared.cli.backtest_plots import draw
from shared.segmentation.backtest.run import Backtest, backtest
from shared.segmentation.purchases import Purchases

#: Charts and the tables, as Markdown.
PLACE = FOLDER / "predictions"
SEED = 1
#: What goes into the result; the tables have all of METRICS.
KEPT = ("auc", "brier", "ece", "rmse", "c_index")
METRICS = ("auc", "brier", "ece", "mae", "rmse", "correlation", "bias", "c_index", "coverage")
NOTES = (
    "A customer's day with a purchase counts once. Customers are all who had bought by the cutoff.",
    "ece has ten bins of equal mass; coverage is of intervals that promise 80 %.",
    "c_index ranks by the wait that our model expects, and by the probability that the others give.",
    "online_retail: the year in data/, cut off on 2011-03-09, 06-09 and 09-09, 91 days each.",
    "regular_buyers are made up, with Erlang-3 gaps.",
)


def measure() -> Result:
    """Every case; writes tables and charts to `.selvage/bench/predictions/`."""
    console = Console()
    shops = {name: cache(make) for name, make in SHOPS.items()}
    found: dict[str, dict[str, Figures]] = {}
    seconds: dict[str, float] = {}
    tables = []
    for case in CASES:
        name = f"{case.name}_{case.horizon}"
        result = _judge(case, shops[case.shop]())
        found[name] = {model: asdict(standing.scores) for model, standing in result.standings.items()}
        seconds[name] = sum(standing.seconds for standing in result.standings.values())
        tables.append(markdown(name, result))
        draw(result, PLACE / name)
        console.print(f"\n{tables[-1]}", markup=False, highlight=False, soft_wrap=True)
    verdicts = [bar.verdict(found) for bar in BARS]
    (PLACE / "tables.md").write_text("\n\n".join([*tables, *verdicts, ""]), encoding="utf-8")
    return result_of(found, seconds, verdicts)


def result_of(found: Found, seconds: Mapping[str, float], verdicts: Sequence[str]) -> Result:
    """Our figures by case and metric, and how many times our Brier score BG/NBD's is."""
    measured = {
        f"{case}_{metric}": round(figure, 4)
        for case, models in found.items()
        for metric in KEPT
        if (figure := models["selvage"].get(metric)) is not None
    }
    measured |= {f"{case}_s": round(taken, 1) for case, taken in seconds.items()}
    ratios = {}
    for case, models in found.items():
        ours, theirs = models["selvage"]["brier"], models["bg_nbd"]["brier"]
        if ours and theirs:
            ratios[f"{case}_brier_vs_bg_nbd"] = round(theirs / ours, 3)
    return Result("predictions", measured, ratios, (*NOTES, *verdicts))


def markdown(name: str, result: Backtest) -> str:
    """One case's table."""
    base = f"{float(result.holdout.bought.mean()):.1%} bought"
    lines = [
        f"{name}: {result.customers:,} customers known on {result.cutoff}, {base} in the {result.horizon} days after",
        "",
        f"| | {' | '.join(METRICS)} |",
        f"|---|{'---|' * len(METRICS)}",
    ]
    for model, standing in result.standings.items():
        figures = asdict(standing.scores)
        lines.append(f"| {model} | {' | '.join(_cell(metric, figures[metric]) for metric in METRICS)} |")
    return "\n".join(lines)


def _cell(metric: str, figure: float | None) -> str:
    if figure is None:
        return "-"
    return f"{figure:+.1%}" if metric == "bias" else f"{figure:.4f}"


def _judge(case: Case, purchases: Purchases) -> Backtest:
    return backtest(purchases, cutoff=case.cutoff, horizon=case.horizon, seed=SEED, has_values=True)
