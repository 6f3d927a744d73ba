"""Recency, frequency and money as scores of 1 to 5, each a fifth of the shop's own customers."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from shared.domain.rfm import HIGHEST_SCORE, RfmGroup, rfm_group
from shared.segmentation.features.columns import Features, Floats

Scores = NDArray[np.int8]

#: In order, so that columns can hold numbers.
GROUPS = tuple(RfmGroup)
#: The number in GROUPS of each triple of scores, less one: recency, frequency, money.
_GROUP_OF = np.array(
    [GROUPS.index(rfm_group(*scores)) for scores in product(range(1, HIGHEST_SCORE + 1), repeat=3)], dtype=np.int8
).reshape((HIGHEST_SCORE,) * 3)


@dataclass(frozen=True, slots=True, eq=False)
class RfmScores:
    """The scores of all customers, one entry a customer, in the order of the features; each 1 to 5, 5 the best."""

    recency: Scores
    frequency: Scores
    monetary: Scores

    def groups(self) -> NDArray[np.int8]:
        """Shopify's group of each customer, as a number in GROUPS."""
        numbers: NDArray[np.int8] = _GROUP_OF[self.recency - 1, self.frequency - 1, self.monetary - 1]
        return numbers


def rfm_scores(features: Features) -> RfmScores:
    """The scores by fifths of this shop's customers: who bought last, most often, and spent most.

    Customers with equal figures get equal scores, those of the middle of them, so that nobody's score hangs on the
    order of the rows; a fifth may then hold more or fewer than 20 %. One order is the least that there is and scores
    1, even where most customers have no more.
    """
    frequency = _fifths(features.orders)
    frequency[features.orders <= 1] = 1
    return RfmScores(recency=_fifths(-features.recency_days), frequency=frequency, monetary=_fifths(features.spent))


def _fifths(figures: Floats) -> Scores:
    """1 for the lowest fifth to 5 for the highest."""
    _, place, ties = np.unique(figures, return_inverse=True, return_counts=True)
    middles = (np.cumsum(ties) - ties / 2) / max(len(figures), 1)
    scores: Scores = np.clip(np.ceil(middles * HIGHEST_SCORE), 1, HIGHEST_SCORE).astype(np.int8)[place]
    return scores
