"""What an axis of behaviour is, and how its measurements are kept honest where there is little history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Features, Floats

#: Smaller amounts, and what returns have made negative, count as one unit of money.
SMALLEST_AMOUNT = 1.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of behaviour."""

    name: str
    #: Names of the measurements. The first is the anchor, which orders the segments.
    features: tuple[str, ...]
    #: One row a customer, one column a feature. A NaN anchor says that the customer cannot be told.
    measure: Callable[[Features], Floats]
    #: Number of segments to their names, lowest anchor first; the shorter lists leave words of the longest out.
    vocabulary: Mapping[int, tuple[str, ...]]
    #: The number of segments that the words fit best; another is taken where the customers fall into it far better.
    usual_count: int = 3
    #: The segment of customers who cannot be told; None where everybody can.
    untold: str | None = None
    #: Why this shop's orders cannot tell its customers apart on the axis at all; None when they can.
    unsupported: Callable[[Features], str | None] = lambda _: None


def log_amount(amounts: Floats) -> Floats:
    """Logarithms of money, whatever its sign."""
    logs: Floats = np.log(np.maximum(amounts, SMALLEST_AMOUNT))
    return logs


def drawn_to(usual: Floats | float, own: Floats, evidence: Floats, worth: float) -> Floats:
    """Each customer's own figure, drawn towards what is usual: half of each where `evidence` equals `worth`.

    A customer without an own figure (NaN) gets the usual one. B. Efron and C. Morris, "Stein's paradox in
    statistics", Scientific American 236(5), 1977, on why that is nearer to the truth.
    """
    known = ~np.isnan(own)
    weight = np.where(known, evidence / (evidence + worth), 0.0)
    drawn: Floats = usual + weight * (np.where(known, own, 0.0) - np.where(known, usual, 0.0))
    return drawn


def mean_of(own: Floats) -> float:
    """The mean of the customers who have the figure; 0 when nobody does."""
    known = own[~np.isnan(own)]
    return float(known.mean()) if len(known) else 0.0
