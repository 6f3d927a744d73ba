import numpy as np
import pytest

from shared.segmentation.backtest.forecast import Forecast, Interval, TimingInterval
from shared.segmentation.backtest.holdout import Holdout
from shared.segmentation.backtest.scores import Scores, score, score_amounts

HOLDOUT = Holdout(
    horizon=30,
    bought=np.array([True, True, False, False]),
    purchases=np.array([2.0, 1.0, 0.0, 0.0]),
    revenue=np.array([50.0, 10.0, 0.0, 0.0]),
    days=np.array([5, 20, 30, 30]),
)
PROBABILITY = np.array([0.9, 0.6, 0.4, 0.1])


def intervals(within_days: int) -> TimingInterval:
    return TimingInterval(Interval(np.ones(4), np.full(4, 10.0), 0.8), within_days)


def test_every_metric_of_a_forecast_is_told() -> None:
    found = score(Forecast(PROBABILITY, HOLDOUT.purchases, timing=intervals(30)), HOLDOUT)

    assert (found.auc, found.mae, found.rmse, found.bias) == (1.0, 0.0, 0.0, 0.0)
    assert found.c_index == 1.0
    assert found.correlation == pytest.approx(1.0)
    assert found.brier == pytest.approx((0.01 + 0.16 + 0.16 + 0.01) / 4)
    # The first came on day 5, the second on day 20.
    assert found.coverage == 0.5


def test_what_a_forecast_leaves_out_is_none() -> None:
    found = score(Forecast(PROBABILITY), HOLDOUT)

    assert found == Scores(auc=found.auc, brier=found.brier, ece=found.ece, c_index=found.c_index)
    assert None not in {found.auc, found.brier, found.ece, found.c_index}


def test_who_buys_sooner_is_ranked_by_eagerness_where_a_forecast_has_it() -> None:
    assert score(Forecast(PROBABILITY, eagerness=-PROBABILITY), HOLDOUT).c_index == 0.0


def test_only_purchases_in_time_are_judged_by_their_interval() -> None:
    assert score(Forecast(PROBABILITY, timing=intervals(10)), HOLDOUT).coverage == 1.0


def test_intervals_for_longer_than_the_horizon_cannot_be_judged() -> None:
    assert score(Forecast(PROBABILITY, timing=intervals(31)), HOLDOUT).coverage is None


def test_money_is_judged_with_its_intervals() -> None:
    found = score_amounts(np.full(4, 30.0), HOLDOUT.revenue, Interval(np.zeros(4), np.full(4, 40.0), 0.8))

    assert found.bias == pytest.approx(1.0)
    assert found.coverage == 0.75
    assert found.correlation is None


def test_a_forecast_that_is_no_number_is_undefined_and_never_nan() -> None:
    found = score(Forecast(PROBABILITY, np.array([1.0, np.nan, 0.0, 0.0])), HOLDOUT)

    assert (found.mae, found.rmse, found.correlation, found.bias) == (None, None, None, None)
