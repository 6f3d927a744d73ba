"""How clearly a customer belongs to a segment, in words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.customers import Strength
from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import Degrees

#: In order, so that columns can hold numbers.
STRENGTHS = (Strength.WEAK, Strength.MODERATE, Strength.STRONG)


@dataclass(frozen=True, slots=True)
class StrengthCuts:
    """Where weak ends and strong begins, on the scale of `clarity`."""

    weak_below: float
    strong_from: float

    def numbers(self, clarities: Floats) -> NDArray[np.int8]:
        """The words for clarities in [0, 1], as numbers in STRENGTHS; a cut belongs to the stronger word."""
        return (clarities >= self.weak_below).astype(np.int8) + (clarities >= self.strong_from)


#: The least clear fifth is weak and the clearest two fifths are strong, as far as these bounds allow: a membership
#: that is nearly evenly spread is never called strong, and one that is nearly certain never weak.
WEAK_QUANTILE, WEAK_BOUNDS = 0.2, (0.25, 0.5)
STRONG_QUANTILE, STRONG_BOUNDS = 0.6, (0.6, 0.8)
#: Where the bounds leave a word without customers, it goes to about this share of them: the words compare the customers
#: of one shop.
LEAST_SHARE = 0.05
WORDS = 3


def clarity(degrees: Degrees | Floats) -> Floats:
    """The largest membership of each row, scaled: 0 when all segments fit alike, 1 when only one does.

    (u_max - 1/c) / (1 - 1/c): raw memberships of few segments cannot be small, so fixed cuts on them never say weak.
    """
    even = 1.0 / degrees.shape[1]
    scaled: Floats = np.clip((degrees.max(axis=1) - even) / (1.0 - even), 0.0, 1.0)
    return scaled


def cuts_for(clarities: Floats) -> StrengthCuts:
    """The cuts that suit these customers: all three words occur where their clarities differ enough for three."""
    weak = float(np.clip(np.quantile(clarities, WEAK_QUANTILE), *WEAK_BOUNDS))
    strong = float(np.clip(np.quantile(clarities, STRONG_QUANTILE), *STRONG_BOUNDS))
    if len(np.unique(clarities)) < WORDS:
        return StrengthCuts(weak_below=weak, strong_from=strong)
    if clarities.min() >= weak or len(np.unique(clarities[clarities >= weak])) < WORDS - 1:
        weak = _above(clarities, LEAST_SHARE, left_above=2)
    rest = clarities[clarities >= weak]
    if rest.min() >= strong:
        strong = _above(rest, LEAST_SHARE, left_above=1)
    elif rest.max() < strong:
        strong = _above(rest, 1.0 - LEAST_SHARE, left_above=1)
    return StrengthCuts(weak_below=weak, strong_from=strong)


def _above(clarities: Floats, share: float, *, left_above: int) -> float:
    """The lowest clarity with this share of them below, so low that so many different ones are not below."""
    different, counts = np.unique(clarities, return_counts=True)
    below = np.cumsum(counts)[:-1] / len(clarities)
    place = min(int(np.searchsorted(below, share)), len(different) - 1 - left_above)
    return float(different[place + 1])
