"""Integrals that the models have no safe closed form for, by Gaussian quadrature and many customers at once.

The hypergeometric functions of the papers overflow for customers with hundreds of purchases, cancel to nothing when
a customer has just bought, and have holes at whole parameters; the integrals that they stand for are smooth.
"""

from collections.abc import Iterator

import numpy as np

from shared.segmentation.features.columns import Floats

#: Points for means over a beta distribution, which may be spread over several powers of ten, and for other integrals.
BETA_NODES, NODES = 32, 24
POINTS, WEIGHTS = np.polynomial.legendre.leggauss(NODES)
#: An integrand that has fallen by exp(-40) adds nothing that a float could hold.
VANISHED = 40.0
#: ln(1 + y/A) goes no further than this: exp of it is still a float.
LONGEST = 300.0
#: Rows that are worked on at once: a few dozen columns of them fit a processor's cache.
ROWS_AT_ONCE = 8192
#: Nodes this close to 0 or 1 are moved away from it, so that dividing by them is safe.
EDGE = 1e-12


def batches(rows: int) -> Iterator[slice]:
    """Slices that cover `rows` rows, each small enough to be held with a column for every point."""
    for start in range(0, rows, ROWS_AT_ONCE):
        yield slice(start, start + ROWS_AT_ONCE)


def beta_nodes(a: float, b: Floats) -> tuple[Floats, Floats]:
    """Points in (0, 1) and weights (rows are those of `b`) whose weighted sums are means over Beta(a, b).

    G. H. Golub and J. H. Welsch, "Calculation of Gauss quadrature rules", Mathematics of Computation 23, 1969, for
    Jacobi polynomials: the points are the eigenvalues of their recurrence, the weights come from its eigenvectors.
    """
    left, right = a - 1.0, b - 1.0
    total = (left + right)[:, np.newaxis]
    n = np.arange(1, BETA_NODES)
    double = 2.0 * n + total
    middle = np.concatenate(
        [
            ((left - right) / (left + right + 2.0))[:, np.newaxis],
            (left - right[:, np.newaxis]) * total / (double * (double + 2.0)),
        ],
        axis=1,
    )
    # The general term is 0/0 for n = 1 when a + b = 1; there n + total over double - 1 is 1.
    later = np.concatenate([np.ones_like(total), (n[1:] + total) / (double[:, 1:] - 1.0)], axis=1)
    beside = np.sqrt(4.0 * n * (n + right[:, np.newaxis]) * (n + left) * later / (np.square(double) * (double + 1.0)))
    recurrence = np.zeros((len(b), BETA_NODES, BETA_NODES))
    diagonal = np.arange(BETA_NODES)
    recurrence[:, diagonal, diagonal] = middle
    recurrence[:, diagonal[1:], diagonal[:-1]] = beside
    points, vectors = np.linalg.eigh(recurrence)
    return np.clip((1.0 + points) / 2.0, EDGE, 1.0 - EDGE), np.square(vectors[:, 0, :])


def log_decay_integral(powers: tuple[Floats, float], offsets: tuple[Floats, Floats], span: Floats) -> Floats:
    """The logarithm of the integral over y in [0, span] of (1 + y/A)^-m (1 + y/B)^-n, a row each.

    -inf where the span is 0. For m, n, A, B > 0 and m + n > 1. Taken over v = ln(1 + y / min(A, B)), in which the
    integrand is smooth however unlike A and B are, and up to where it has surely vanished, however large m is.
    """
    m, n = powers[0][:, np.newaxis], powers[1]
    first, second = offsets[0][:, np.newaxis], offsets[1][:, np.newaxis]
    scale = np.minimum(first, second)
    reach = np.minimum.reduce(
        [
            np.log1p(span[:, np.newaxis] / scale),
            _vanished(m - 1.0, first, scale),
            _vanished(n - 1.0, second, scale),
            _vanished(m + n - 1.0, np.maximum(first, second), scale),
        ]
    )
    v = reach * (POINTS + 1.0) / 2.0
    y = scale * np.expm1(v)
    terms = v - m * np.log1p(y / first) - n * np.log1p(y / second)
    highest = terms.max(axis=1, keepdims=True)
    total = (np.exp(terms - highest) * WEIGHTS).sum(axis=1)
    factor = (scale * reach)[:, 0] / 2.0
    logs = np.full(len(span), -np.inf)
    np.log(factor * total, out=logs, where=factor > 0)
    logs += highest[:, 0]
    return logs


def _vanished(power: Floats | float, offset: Floats, scale: Floats) -> Floats:
    """The v after which the integral of (1 + y/offset)^-(power + 1) has less than exp(-VANISHED) of itself left."""
    fallen = VANISHED / np.maximum(power, VANISHED / LONGEST)
    gone: Floats = np.log1p(offset / scale * np.expm1(fallen))
    return gone
