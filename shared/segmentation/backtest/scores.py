"""A forecast judged by what happened: every metric, and why one is missing."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from shared.segmentation.backtest import metrics
from shared.segmentation.backtest.forecast import Forecast, Interval, TimingInterval
from shared.segmentation.backtest.holdout import Holdout
from shared.segmentation.features.columns import Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """One figure a metric, None where it is undefined. Counts are of days with a purchase, timing of the first one."""

    auc: float | None = None
    brier: float | None = None
    ece: float | None = None
    mae: float | None = None
    rmse: float | None = None
    correlation: float | None = None
    #: (predicted total - actual total) / actual total.
    bias: float | None = None
    #: How well the forecast ranks who buys sooner.
    c_index: float | None = None
    #: Share of first purchases in time that fell into their interval; None where a contestant gives no intervals.
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class AmountScores:
    """The same for an amount of each customer: days with a purchase, or money."""

    mae: float | None = None
    rmse: float | None = None
    correlation: float | None = None
    bias: float | None = None
    #: Share of customers whose money fell into its interval; None where a contestant gives no intervals.
    coverage: float | None = None


def score(forecast: Forecast, holdout: Holdout) -> Scores:
    """Every metric that the forecast and what happened allow."""
    counts = AmountScores() if forecast.purchases is None else score_amounts(forecast.purchases, holdout.purchases)
    eagerness = forecast.probability if forecast.eagerness is None else forecast.eagerness
    return Scores(
        auc=_finite(metrics.auc(forecast.probability, holdout.bought)),
        brier=_finite(metrics.brier(forecast.probability, holdout.bought)),
        ece=_finite(metrics.ece(forecast.probability, holdout.bought)),
        mae=counts.mae,
        rmse=counts.rmse,
        correlation=counts.correlation,
        bias=counts.bias,
        c_index=_finite(metrics.concordance(holdout.days, holdout.bought, eagerness)),
        coverage=_coverage(forecast.timing, holdout) if forecast.timing else None,
    )


def score_amounts(predicted: Floats, actual: Floats, interval: Interval | None = None) -> AmountScores:
    """How far figures of each customer lie from what they came to, and whether their intervals held."""
    return AmountScores(
        mae=_finite(metrics.mae(predicted, actual)),
        rmse=_finite(metrics.rmse(predicted, actual)),
        correlation=_finite(metrics.correlation(predicted, actual)),
        bias=_finite(metrics.bias(predicted, actual)),
        coverage=_finite(metrics.coverage(interval.low, interval.high, actual)) if interval else None,
    )


def _coverage(timing: TimingInterval, holdout: Holdout) -> float | None:
    if timing.within_days > holdout.horizon:
        return None
    in_time = holdout.bought & (holdout.days <= timing.within_days)
    actual = holdout.days[in_time].astype(np.float64)
    return _finite(metrics.coverage(timing.days.low[in_time], timing.days.high[in_time], actual))


def _finite(figure: float | None) -> float | None:
    return figure if figure is not None and isfinite(figure) else None
