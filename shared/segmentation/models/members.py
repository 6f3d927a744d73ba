"""The models of repeat buying as one: each fitted to the same customers, and their mean."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.bg_nbd import BgNbd, fit_bg_nbd
from shared.segmentation.models.mbg_cnbd_k import MbgCnbdK, fit_mbg_cnbd_k
from shared.segmentation.models.pareto_nbd import ParetoNbd, fit_pareto_nbd
from shared.segmentation.purchases import BuyingSummary, Purchases, summarise

NAMES = ("bg_nbd", "pareto_nbd", "mbg_cnbd_k")
#: No chance is taken to be nearer to 0 or 1 than this.
SUREST = 1e-5
#: How far MBG/CNBD-k counts in the number of purchases, Pareto/NBD the rest: where purchases come at random (k = 1)
#: they are equals; where they come with a rhythm, only one of the two knows of it.
RANDOM_WEIGHT, RHYTHM_WEIGHT = 0.5, 0.9
#: How many events may make a purchase.
ORDERS_K = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Members:
    """Models fitted to one shop at the end of one day."""

    fitted_on: int
    bg_nbd: BgNbd
    pareto_nbd: ParetoNbd
    mbg_cnbd_k: MbgCnbdK

    def log_odds(self, summary: BuyingSummary, days: int) -> Floats:
        """Log-odds of a purchase within `days`: a row a customer, a column a model, in the order of NAMES."""
        models = (self.bg_nbd, self.pareto_nbd, self.mbg_cnbd_k)
        chances = np.stack([model.probability_of_purchase(summary, days) for model in models], axis=1)
        odds: Floats = logit(np.clip(chances, SUREST, 1.0 - SUREST))
        return odds

    def expected_purchases(self, summary: BuyingSummary, days: int) -> Floats:
        """Days with a purchase to expect within `days`: Pareto/NBD's and MBG/CNBD-k's, weighed by the rhythm found."""
        weight = RANDOM_WEIGHT if self.mbg_cnbd_k.k == 1 else RHYTHM_WEIGHT
        rhythmic = self.mbg_cnbd_k.expected_purchases(summary, days)
        return weight * rhythmic + (1.0 - weight) * self.pareto_nbd.expected_purchases(summary, days)


def fit_members(purchases: Purchases, today: int, *, orders_k: Sequence[int] = ORDERS_K) -> Members:
    """The models that suit these customers best; MBG/CNBD-k's k is one of `orders_k`."""
    summary = summarise(purchases, today)
    return Members(
        fitted_on=today,
        bg_nbd=fit_bg_nbd(summary),
        pareto_nbd=fit_pareto_nbd(summary),
        mbg_cnbd_k=fit_mbg_cnbd_k(purchases, today, orders_k=tuple(orders_k)),
    )
