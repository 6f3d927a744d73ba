"""How forecasts are judged, on series whose future is known."""

import numpy as np
import pytest

from benchmarks.forecast import (
    AHEAD,
    FORECASTERS,
    Judged,
    Made,
    Standing,
    from_statsmodels,
    judge,
    markdown,
    means,
    naive,
    ratios,
    result_of,
)
from benchmarks.forecast_groups import SKIPPED, group_histories
from benchmarks.forecast_series import PIECE, SYNTHETIC, made_up_months, public_months
from benchmarks.prediction_cases import regular_buyers

ONE: Judged = {
    ("ours", 6): Standing(1.0, 0.8),
    ("naive", 6): Standing(2.0, 1.0),
    ("statsmodels", 6): Standing(1.5, 0.5),
}
OTHER: Judged = {
    ("ours", 6): Standing(3.0, 0.6),
    ("naive", 6): Standing(1.5, 0.9),
    ("statsmodels", 6): Standing(3.0, 0.7),
}


def test_the_naive_forecast_carries_the_last_month_on_with_a_widening_interval() -> None:
    (made,) = naive(np.array([1.0, 2.0, 1.0, 2.0, 99.0]), [4])

    assert made.mean.tolist() == [2.0] * AHEAD
    assert made.high[0] - 2.0 == pytest.approx(1.2816)
    assert made.high[3] - 2.0 == pytest.approx(2 * 1.2816)


def test_nobody_is_shown_the_months_to_come() -> None:
    values = np.exp(np.random.default_rng(1).normal(5.0, 0.3, 20))
    other = np.concatenate([values[:9], values[9:] * 7.0])

    for forecaster in FORECASTERS.values():
        first, second = forecaster(values, [9])[0], forecaster(other, [9])[0]
        assert _same(first, second)


def _same(first: Made, second: Made) -> bool:
    return bool(np.allclose(first.mean, second.mean) and np.allclose(first.high, second.high))


def test_statsmodels_gets_a_yearly_shape_from_two_years_on() -> None:
    shape = np.tile([1.0] * 11 + [3.0], 4) * np.linspace(1.0, 1.3, 48)

    short, long = from_statsmodels(shape, [20, 36])

    assert np.ptp(short.mean) < 1.0
    assert long.mean[11] > 2 * long.mean[0]


def test_a_series_is_judged_in_the_bands_that_it_is_long_enough_for() -> None:
    judged = judge(np.exp(np.random.default_rng(2).normal(5.0, 0.2, 16)))

    assert set(judged) == {(name, first) for name in FORECASTERS for first in (6, 12)}
    assert all(0.0 <= standing.coverage <= 1.0 for standing in judged.values())


def test_the_mean_is_over_series_and_the_ratio_is_geometric() -> None:
    assert means([ONE, OTHER])["ours", 6] == Standing(2.0, 0.7)
    assert ratios([ONE, OTHER]) == {"naive_mase_from_6": 1.0, "statsmodels_mase_from_6": round(1.5**0.5, 3)}


def test_the_table_has_a_row_for_each_kind_and_band() -> None:
    assert markdown({"shop": means([ONE, OTHER])}, ["shop", "shop"]).splitlines()[2:] == [
        "| shop (2) | 6-11 | 2.000 (0.70) | 1.750 (0.95) | 2.250 (0.60) |"
    ]


def test_our_figures_go_into_the_result() -> None:
    result = result_of({"shop": ONE}, {"groups_coverage": 0.8}, {"naive_mase_from_6": 2.0})

    assert result.measured == {"shop_6_mase": 1.0, "shop_6_coverage": 0.8, "groups_coverage": 0.8}
    assert result.ratios == {"naive_mase_from_6": 2.0}


def test_the_public_and_the_made_up_series_are_whole() -> None:
    public, made_up = list(public_months()), list(made_up_months())

    assert {len(series.values) for series in public} == {PIECE}
    assert len(made_up) == SYNTHETIC
    assert all(np.isfinite(series.values).all() for series in public + made_up)


def test_the_groups_of_a_shop_make_up_all_its_customers_each_month() -> None:
    histories = group_histories(regular_buyers(60))

    for grouping in ("often", "silent", "both"):
        shares = [[point.share for point in points] for (name, _), points in histories.items() if name == grouping]
        assert np.sum(shares, axis=0) == pytest.approx(np.ones(len(shares[0])))
    # Two years from the first of January on.
    assert len(shares[0]) == 24 - SKIPPED
