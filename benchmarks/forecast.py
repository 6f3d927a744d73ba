"""Forecasts judged by the months that came: ours, the last month carried on, and statsmodels' by length of history."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, geometric_mean

import numpy as np
import pandas as pd
from rich.console import Console
from statsmodels.tsa.exponential_smoothing.ets import ETSModel, ETSResults
from statsmodels.tsa.forecasting.theta import ThetaModel

from benchmarks.forecast_groups import judge_groups
from benchmarks.forecast_series import all_series
from benchmarks.result import FOLDER, Result
from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.paths import path
from shared.segmentation.forecasts.rolling import FEWEST_MONTHS, past_forecasts

AHEAD = 12
#: Histories of so many months are judged together.
BANDS = ((6, 11), (12, 23), (24, 60))
#: Every third origin is judged; statsmodels takes its time.
EVERY = 3
#: Standard deviations either way of an 80 % interval.
Z_80 = 1.2816
#: Where statsmodels is given a yearly shape.
SEASONAL_FROM = 24
NOTES = (
    f"From every third month of each history, {AHEAD} months ahead; figures are means over the series.",
    "mase: mean absolute error over the history's mean change from month to month; ratios are geometric means.",
    "coverage: share of truths inside the 80 % intervals, whose width knew nothing of what came after.",
    "statsmodels: below 24 months damped ETS and theta averaged, from 24 ETS(A,N,A) of logarithms; its own intervals.",
    "naive: the last month carried on, with the spread of past changes growing with the root of the months.",
    "online_retail and cdnow_full: weeks of the real shops, and of quarters of their customers, in place of months.",
    "groups: customers by purchases and silence, on the first of each month, projected 1 to 6 months ahead.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A forecast, one entry a month to come."""

    mean: Floats
    low: Floats
    high: Floats


#: From a whole series, and how many months of it are known each time, what is expected of the months after them.
Forecaster = Callable[[Floats, Sequence[int]], list[Made]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a forecaster did, on average over series."""

    mase: float
    coverage: float


#: Forecaster and first month of the band, to what it did.
Judged = dict[tuple[str, int], Standing]


def ours(values: Floats, known: Sequence[int]) -> list[Made]:
    """What a shop with these months would have been told."""
    past = past_forecasts(values, farthest=AHEAD, origins=len(values))
    made = []
    for months in known:
        found, width = path(values[:months], AHEAD), past.width(months)
        made.append(Made(found.at(0.0), found.at(-width), found.at(width)))
    return made


def naive(values: Floats, known: Sequence[int]) -> list[Made]:
    """The last month again and again: a random walk."""
    made = []
    for months in known:
        change = np.sqrt(np.mean(np.square(np.diff(values[:months]))))
        reach = Z_80 * change * np.sqrt(np.arange(1, AHEAD + 1))
        made.append(Made(np.full(AHEAD, values[months - 1]), values[months - 1] - reach, values[months - 1] + reach))
    return made


def from_statsmodels(values: Floats, known: Sequence[int]) -> list[Made]:
    """What is usual for histories of such lengths, as statsmodels fits it."""
    with warnings.catch_warnings():
        # An optimiser that did not settle is the peer's own trouble.
        warnings.simplefilter("ignore")
        return [_seasonal(values[:months]) if months >= SEASONAL_FROM else _short(values[:months]) for months in known]


def _short(values: Floats) -> Made:
    series = pd.Series(values / np.abs(values).mean())
    damped = ETSModel(series, error="add", trend="add", damped_trend=True).fit(disp=False)
    theta = ThetaModel(series, period=1, deseasonalize=False).fit().forecast(AHEAD).to_numpy()
    return _made(damped, (damped.forecast(AHEAD).to_numpy() + theta) / 2, lambda scaled: scaled * np.abs(values).mean())


def _seasonal(values: Floats) -> Made:
    if (values <= 0).any():
        return _short(values)
    fitted = ETSModel(pd.Series(np.log(values)), error="add", seasonal="add", seasonal_periods=12).fit(disp=False)
    return _made(fitted, fitted.forecast(AHEAD).to_numpy(), np.exp)


def _made(fitted: ETSResults, mean: Floats, unscaled: Callable[[Floats], Floats]) -> Made:
    months = fitted.nobs
    variance = fitted.get_prediction(start=months, end=months + AHEAD - 1).forecast_variance
    reach = Z_80 * np.sqrt(variance)
    return Made(unscaled(mean), unscaled(mean - reach), unscaled(mean + reach))


FORECASTERS: Mapping[str, Forecaster] = {"ours": ours, "naive": naive, "statsmodels": from_statsmodels}


def measure() -> Result:
    """Every series; about two minutes. Writes the table to `.selvage/bench/forecast/`."""
    console = Console()
    judged = [(series.kind, judge(series.values)) for series in all_series()]
    found = {kind: means([each for one, each in judged if one == kind]) for kind, _ in judged}
    text = markdown(found, [kind for kind, _ in judged])
    console.print(text, markup=False, highlight=False, soft_wrap=True)
    place = FOLDER / "forecast"
    place.mkdir(parents=True, exist_ok=True)
    (place / "table.md").write_text(text + "\n", encoding="utf-8")
    return result_of(found, judge_groups(), ratios([each for _, each in judged]))


def judge(values: Floats) -> Judged:
    """What each forecaster did on one series, in each band that it is long enough for."""
    known = [months for months in range(FEWEST_MONTHS, len(values)) if (months - FEWEST_MONTHS) % EVERY == 0]
    standings: Judged = {}
    for name, forecaster in FORECASTERS.items():
        made = dict(zip(known, forecaster(values, known), strict=True))
        for first, last in BANDS:
            within = [months for months in known if first <= months <= last]
            if within:
                standings[name, first] = _standing(values, {months: made[months] for months in within})
    return standings


def _standing(values: Floats, made: Mapping[int, Made]) -> Standing:
    errors, inside = [], []
    for months, forecast in made.items():
        truth = values[months : months + AHEAD]
        usual = np.abs(np.diff(values[:months])).mean() or 1.0
        errors.append(np.abs(truth - forecast.mean[: len(truth)]).mean() / usual)
        inside.append(((forecast.low[: len(truth)] <= truth) & (truth <= forecast.high[: len(truth)])).mean())
    return Standing(float(np.mean(errors)), float(np.mean(inside)))


def means(judged: Sequence[Judged]) -> Judged:
    """Each forecaster's standing in each band, averaged over the series that reach it."""
    keys = {key for each in judged for key in each}
    return {
        key: Standing(
            mase=fmean(each[key].mase for each in judged if key in each),
            coverage=fmean(each[key].coverage for each in judged if key in each),
        )
        for key in sorted(keys, key=lambda key: (key[1], list(FORECASTERS).index(key[0])))
    }


def markdown(found: Mapping[str, Judged], kinds: Sequence[str]) -> str:
    """The table: a row a kind of series and band, `mase (coverage)` of each forecaster."""
    lines = [f"| series | months known | {' | '.join(FORECASTERS)} |", f"|---|---|{'---|' * len(FORECASTERS)}"]
    for kind, standings in found.items():
        for first, last in BANDS:
            cells = [standings.get((name, first)) for name in FORECASTERS]
            if all(cells):
                shown = " | ".join(f"{cell.mase:.3f} ({cell.coverage:.2f})" for cell in cells if cell)
                lines.append(f"| {kind} ({kinds.count(kind)}) | {first}-{last} | {shown} |")
    return "\n".join(lines)


def ratios(judged: Sequence[Judged]) -> dict[str, float]:
    """How many times our error each peer's is, by band: the geometric mean over the series."""
    found = {}
    for name, first in {key: None for each in judged for key in each if key[0] != "ours"}:
        times = [each[name, first].mase / each["ours", first].mase for each in judged if (name, first) in each]
        found[f"{name}_mase_from_{first}"] = round(geometric_mean(times), 3)
    return found


def result_of(found: Mapping[str, Judged], groups: Mapping[str, float], compared: Mapping[str, float]) -> Result:
    """Our figures by kind and band, and of groups, beside how they compare."""
    measured = {}
    for kind, standings in found.items():
        for (name, first), standing in standings.items():
            if name == "ours":
                measured[f"{kind}_{first}_mase"] = round(standing.mase, 3)
                measured[f"{kind}_{first}_coverage"] = round(standing.coverage, 3)
    return Result("forecast", measured | dict(groups), compared, NOTES)
