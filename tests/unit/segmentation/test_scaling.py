"""Measurements on one scale."""

import numpy as np
import pytest

from shared.segmentation.scaling import scaling_of

MEASURED = np.column_stack([np.arange(101.0), np.full(101, 7.0)])


def test_scaled_measurements_have_mean_0_and_deviation_1() -> None:
    scaled = scaling_of(MEASURED).apply(MEASURED)

    assert scaled[:, 0].mean() == pytest.approx(0.0)
    assert scaled[:, 0].std() == pytest.approx(1.0)


def test_outliers_are_drawn_in_to_the_edges() -> None:
    scaled = scaling_of(MEASURED).apply(np.array([[1e9, 7.0], [99.0, 7.0]]))

    assert scaled[0].tolist() == scaled[1].tolist()


def test_a_feature_in_which_nobody_differs_counts_for_nothing() -> None:
    scaling = scaling_of(MEASURED)

    assert scaling.spread[1] == 0.0
    assert scaling.apply(MEASURED)[:, 1].tolist() == [0.0] * 101


def test_an_unknown_measurement_is_the_mean() -> None:
    assert scaling_of(MEASURED).apply(np.array([[np.nan, 7.0]])).tolist() == [[0.0, 0.0]]


def test_scaling_can_be_undone() -> None:
    scaling = scaling_of(MEASURED)

    assert scaling.undo(scaling.apply(MEASURED[10:90])) == pytest.approx(MEASURED[10:90])
