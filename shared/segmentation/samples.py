"""Which customers are learned from, and which again, to see whether the same comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Features

Rows = NDArray[np.intp]

#: At most this many customers are learned from, drawn at random; all are placed. More would move no centre visibly.
LEARN_FROM = 20_000
#: How often all is learned again, and from which share of the customers.
REFITS, REFIT_SHARE = 5, 0.8


@dataclass(frozen=True, slots=True)
class Samples:
    """Numbers of customers, ascending."""

    learned_from: Rows
    again: tuple[Rows, ...]


def draw_samples(customers: int, rng: np.random.Generator) -> Samples:
    """The customers to learn from, out of so many."""
    most = min(customers, LEARN_FROM)
    fewer = min(round(REFIT_SHARE * customers), LEARN_FROM)
    return Samples(
        learned_from=_some_of(customers, most, rng),
        again=tuple(_some_of(customers, fewer, rng) for _ in range(REFITS)),
    )


def _some_of(customers: int, size: int, rng: np.random.Generator) -> Rows:
    return np.sort(rng.choice(customers, size, replace=False)) if size < customers else np.arange(customers)


def in_order(features: Features) -> Features:
    """The same customers, sorted by id: random draws go by position, and rows may come in any order."""
    ids = features.customer_id
    if len(ids) < 2 or bool((ids[:-1] <= ids[1:]).all()):  # noqa: PLR2004  one row is in order
        return features
    return take(features, np.argsort(ids, kind="stable"))


def take(features: Features, rows: Rows | Sequence[int]) -> Features:
    """The features of these customers only, in this order."""
    return replace(features, **{field.name: getattr(features, field.name)[rows] for field in fields(features)})
