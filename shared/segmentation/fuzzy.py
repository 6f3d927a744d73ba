"""Fuzzy c-means: every point belongs to every cluster, to a degree.

J. C. Bezdek, "Pattern Recognition with Fuzzy Objective Function Algorithms", Plenum Press, 1981, with the
fuzzifier m = 2. X. L. Xie and G. Beni, "A validity measure for fuzzy clustering", IEEE Transactions on Pattern
Analysis and Machine Intelligence 13(8), 1991, for the validity index.
"""

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Floats

#: Memberships of a whole shop: half the memory, and far more exact than anyone reads them.
Degrees = NDArray[np.float32]

#: Points that are handled at once, so that a million customers need no more memory than these and the answer.
BLOCK = 65_536
MAX_ITERATIONS = 300
#: Centres that moved less than this, in standard deviations, have arrived.
SETTLED = 1e-4
#: Squared distances below this count as equal: a point on a centre belongs to it wholly, without dividing by zero.
TOUCHING = 1e-18

#: How many points are enough to see which starts end well.
TRIED_ON = 2_000
#: How many of the starts go on to all points, and the squared distance within which two centres are one.
FINALISTS, SAME_PLACE = 2, 0.01


def squared_distances(points: Floats, centres: Floats) -> Floats:
    """Squared Euclidean distances, one row a point, one column a centre."""
    # Column by column: sums over the few centres are then sums of long columns, several times faster.
    distances: Floats = np.zeros((len(points), len(centres)), order="F")
    for feature in range(points.shape[1]):
        distances += np.square(np.subtract.outer(centres[:, feature], points[:, feature])).T
    return distances


def memberships(points: Floats, centres: Floats) -> Floats:
    """How much each point (row) belongs to each centre (column), in [0, 1]; rows sum to 1.

    u_ik = 1 / sum_j (d_ik / d_jk)^2, Bezdek's equation for m = 2.
    """
    degrees = squared_distances(points, centres)
    np.reciprocal(np.maximum(degrees, TOUCHING, out=degrees), out=degrees)
    degrees /= degrees.sum(axis=1, keepdims=True)
    return degrees


def memberships_in_blocks(points: Floats, centres: Floats) -> Degrees:
    """`memberships` of any number of points, in little memory."""
    degrees: Degrees = np.empty((len(points), len(centres)), dtype=np.float32)
    for start in range(0, len(points), BLOCK):
        degrees[start : start + BLOCK] = memberships(points[start : start + BLOCK], centres)
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
    """`count` centres of `points`: those with the least scatter from several seeded starts.

    Of many points, the starts are tried on TRIED_ON of them, and the best are settled on all: which of two that end
    nearly alike is better, some points cannot tell.
    """
    few = points if len(points) <= TRIED_ON else points[rng.choice(len(points), TRIED_ON, replace=False)]
    fits = [settle(few, spread_out(few, count, rng)) for _ in range(starts)]
    if few is not points:
        fits.sort(key=lambda centres: scatter(few, centres))
        fits = [settle(points, centres) for centres in _different(fits)[:FINALISTS]]
    return min(fits, key=lambda centres: scatter(points, centres))


def _different(fits: list[Floats]) -> list[Floats]:
    """The fits without those that ended where an earlier one did."""
    found: list[Floats] = []
    for centres in fits:
        if all(squared_distances(centres, other).min(axis=1).max() > SAME_PLACE for other in found):
            found.append(centres)
    return found


def xie_beni(points: Floats, centres: Floats) -> float:
    """Scatter per point over the squared distance of the two nearest centres; lower is better, inf is useless."""
    apart = squared_distances(centres, centres)
    np.fill_diagonal(apart, np.inf)
    nearest = float(apart.min())
    return scatter(points, centres) / (len(points) * nearest) if nearest > 0 else float("inf")
