"""The quadrature rules against integrals that are known, and against slow but general ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from shared.segmentation.models.quadrature import beta_nodes, log_decay_integral

shapes = st.floats(1e-3, 500.0)


@given(shapes, shapes)
def test_means_over_a_beta_distribution_are_exact_for_powers(a: float, b: float) -> None:
    points, weights = beta_nodes(a, np.array([b]))

    assert weights.sum() == pytest.approx(1.0)
    assert (points * weights).sum() == pytest.approx(a / (a + b), rel=1e-6)
    assert (points**2 * weights).sum() == pytest.approx(a * (a + 1) / ((a + b) * (a + b + 1)), rel=1e-6)


def test_shapes_that_sum_to_one_are_no_exception() -> None:
    # The general term of the recurrence is 0 / 0 there.
    points, weights = beta_nodes(0.25, np.array([0.75]))

    assert (points * weights).sum() == pytest.approx(0.25)


@given(
    m=st.floats(0.01, 400.0),
    n=st.floats(1.0, 20.0),
    first=st.floats(1.0, 3000.0),
    second=st.floats(1.0, 3000.0),
    span=st.floats(0.1, 5000.0),
)
def test_decay_is_integrated_to_eight_digits(m: float, n: float, first: float, second: float, span: float) -> None:
    def in_logs(v: float) -> float:
        return float(np.exp(v - m * np.log1p(np.expm1(v) / first) - n * np.log1p(np.expm1(v) / second)))

    # In pieces, so that a narrow peak is not missed.
    top = float(np.log1p(span))
    edges = np.linspace(0.0, top, 9)[1:-1].tolist()
    slow = quad(in_logs, 0.0, top, points=edges, epsabs=0.0, epsrel=1e-11, limit=500)[0]
    fast = log_decay_integral((np.array([m]), n), (np.array([first]), np.array([second])), np.array([span]))
    assert fast == pytest.approx([np.log(slow)], abs=1e-8)


def test_an_empty_span_integrates_to_nothing() -> None:
    one = np.array([1.0])

    assert log_decay_integral((one, 2.0), (one, one), np.array([0.0])).tolist() == [-np.inf]
