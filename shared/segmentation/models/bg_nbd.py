"""BG/NBD: customers buy at random at a rate of their own, and may drop out after any purchase but the first.

P. S. Fader, B. G. S. Hardie and K. L. Lee, "'Counting your customers' the easy way: an alternative to the Pareto/NBD
model", Marketing Science 24(2), 2005. Rates are gamma(r, alpha) over customers, chances to drop out beta(a, b).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, expit, gammaln

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.fitting import (
    TYPICAL_DAYS,
    TYPICAL_SHAPE,
    Histories,
    fit_to_histories,
    histories,
    to_learn_from,
)
from shared.segmentation.models.quadrature import batches, beta_nodes
from shared.segmentation.purchases import BuyingSummary


@dataclass(frozen=True, slots=True)
class BgNbd:
    """A fitted model; `alpha` is in days."""

    r: float
    alpha: float
    a: float
    b: float
    #: Of the customers that it was fitted to, without the prior.
    log_likelihood: float

    def probability_of_purchase(self, summary: BuyingSummary, days: float) -> Floats:
        """P(at least one purchase within the next `days`) of each customer, in [0, 1].

        P(alive) (1 - ((alpha + T) / (alpha + T + days))^(r + x)).
        """
        silent = -(self.r + summary.repeats) * np.log1p(days / (self.alpha + summary.age))
        chance: Floats = -np.expm1(silent) * self.probability_alive(summary)
        return chance

    def expected_purchases(self, summary: BuyingSummary, days: float) -> Floats:
        """How many days with a purchase to expect of each customer within the next `days`.

        The mean of (1 - exp(-rate p days)) / p over what is known of a living customer's rate and chance p to drop
        out: equation (10) of the paper before the integral over p is written as a hypergeometric function.
        """
        buys, row = np.unique(summary.repeats, return_inverse=True)
        points, weights = beta_nodes(self.a, self.b + buys)
        expected = np.zeros(len(summary.repeats))
        for batch in batches(len(expected)):
            p = points[row[batch]]
            share = days / (self.alpha + summary.age[batch])[:, np.newaxis]
            silent = -(self.r + summary.repeats[batch])[:, np.newaxis] * np.log1p(p * share)
            expected[batch] = (-np.expm1(silent) / p * weights[row[batch]]).sum(axis=1)
        return expected * self.probability_alive(summary)

    def probability_alive(self, summary: BuyingSummary) -> Floats:
        """P(not dropped out yet): 1 for whoever bought once, by the model's construction. No churn score, then."""
        return 1.0 - np.where(
            summary.repeats > 0,
            expit(_log_odds_of_dropping_out(self.r, self.alpha, self.a, self.b, summary)),
            0.0,
        )


def fit_bg_nbd(summary: BuyingSummary) -> BgNbd:
    """The model that suits these customers best; where they are too few to say, the prior decides."""
    known = histories(summary, to_learn_from(summary.repeats, summary.recency, summary.age))
    best = fit_to_histories(_log_likelihood, known, (TYPICAL_SHAPE, TYPICAL_DAYS, TYPICAL_SHAPE, TYPICAL_SHAPE))
    r, alpha, a, b = best.tolist()
    return BgNbd(r, alpha, a, b, _log_likelihood(best, known))


def _log_likelihood(parameters: Floats, known: Histories) -> float:
    r, alpha, a, b = parameters.tolist()
    bought = r + known.repeats
    alive = (
        gammaln(bought)
        - gammaln(r)
        + r * np.log(alpha)
        + betaln(a, b + known.repeats)
        - betaln(a, b)
        - bought * np.log(alpha + known.age)
    )
    dropped = np.where(known.repeats > 0, _log_odds_of_dropping_out(r, alpha, a, b, known), -np.inf)
    return float((known.customers * (alive + np.logaddexp(0.0, dropped))).sum())


def _log_odds_of_dropping_out(r: float, alpha: float, a: float, b: float, known: BuyingSummary | Histories) -> Floats:
    """ln(P(dropped out) / P(alive)) of customers who bought again; without meaning for the others."""
    times = np.maximum(known.repeats, 1.0)
    odds: Floats = (
        np.log(a) - np.log(b + times - 1.0) + (r + times) * np.log((alpha + known.age) / (alpha + known.recency))
    )
    return odds
