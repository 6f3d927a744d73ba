"""Fuzzy c-means: every point belongs to every cluster, to a degree.

J. C. Bezdek, "Pattern Recognition with Fuzzy Objective Function Algorithms", Plenum Press, 1981, with the
fuzzifier m = 2. X. L. Xie and G. Beni, "A validity measure for fuzzy clustering", IEEE Transactions on Pattern
Analysis and Machine Intelligence 13(8), 1991, for the validity index.
"""

import numpy as np

from shared.segmentation.figures import Floats

MAX_ITERATIONS = 300
#: Centres that moved less than this, in standard deviations, have arrived.
SETTLED = 1e-4
#: Squared distances below this count as equal: a point on a centre belongs to it wholly, without dividing by zero.
TOUCHING = 1e-18


def squared_distances(points: Floats, centres: Floats) -> Floats:
    """Squared Euclidean distances, one row a point, one column a centre."""
    distances: Floats = np.zeros((len(points), len(centres)))
    for feature in range(points.shape[1]):
        distances += np.square(np.subtract.outer(points[:, feature], centres[:, feature]))
    return distances


def memberships(points: Floats, centres: Floats) -> Floats:
    """How much each point (row) belongs to each centre (column), in [0, 1]; rows sum to 1.

    u_ik = 1 / sum_j (d_ik / d_jk)^2, Bezdek's equation for m = 2.
    """
    degrees: Floats = 1.0 / np.maximum(squared_distances(points, centres), TOUCHING)
    degrees /= degrees.sum(axis=1, keepdims=True)
    return degrees


def spread_out(points: Floats, count: int, rng: np.random.Generator) -> Floats:
    """`count` of the points to start from, each drawn with a chance that grows with its distance to the others.

    D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
    """
    chosen = [points[rng.integers(len(points))]]
    while len(chosen) < count:
        nearest = squared_distances(points, np.array(chosen)).min(axis=1)
        total = nearest.sum()
        chosen.append(points[rng.choice(len(points), p=nearest / total if total > 0 else None)])
    return np.array(chosen)


def settle(points: Floats, centres: Floats) -> Floats:
    """The centres after they have moved, again and again, to the weighted means of what belongs to them.

    v_i = sum_k u_ik^2 x_k / sum_k u_ik^2, until no centre moves by more than SETTLED or MAX_ITERATIONS are over.
    """
    for _ in range(MAX_ITERATIONS):
        weights = np.square(memberships(points, centres))
        moved = (weights.T @ points) / weights.sum(axis=0)[:, np.newaxis]
        shift = np.abs(moved - centres).max()
        centres = moved
        if shift < SETTLED:
            break
    return centres


def scatter(points: Floats, centres: Floats) -> float:
    """What fuzzy c-means makes small: the sum of u_ik^2 d_ik^2."""
    return float((np.square(memberships(points, centres)) * squared_distances(points, centres)).sum())


def fit(points: Floats, count: int, rng: np.random.Generator, *, starts: int) -> Floats:
    """`count` centres of `points`: those with the least scatter from several seeded starts."""
    fits = [settle(points, spread_out(points, count, rng)) for _ in range(starts)]
    return min(fits, key=lambda centres: scatter(points, centres))


def xie_beni(points: Floats, centres: Floats) -> float:
    """Scatter per point over the squared distance of the two nearest centres; lower is better, inf is useless."""
    apart = squared_distances(centres, centres)
    np.fill_diagonal(apart, np.inf)
    nearest = float(apart.min())
    return scatter(points, centres) / (len(points) * nearest) if nearest > 0 else float("inf")
