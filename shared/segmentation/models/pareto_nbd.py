"""Pareto/NBD: customers buy at random at a rate of their own, and drop out at random at another.

D. C. Schmittlein, D. G. Morrison and R. Colombo, "Counting your customers: who are they and what will they do next?",
Management Science 33(1), 1987. Buying rates are gamma(r, alpha) over customers, dropping out gamma(s, beta).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, exprel, gammaln

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.fitting import (
    TYPICAL_DAYS,
    TYPICAL_SHAPE,
    Histories,
    fit_to_histories,
    histories,
    to_learn_from,
)
from shared.segmentation.models.quadrature import batches, log_decay_integral
from shared.segmentation.purchases import BuyingSummary


@dataclass(frozen=True, slots=True)
class ParetoNbd:
    """A fitted model; `alpha` and `beta` are in days."""

    r: float
    alpha: float
    s: float
    beta: float
    #: Of the customers that it was fitted to, without the prior.
    log_likelihood: float

    def probability_of_purchase(self, summary: BuyingSummary, days: float) -> Floats:
        """P(at least one purchase within the next `days`) of each customer, in [0, 1].

        P(alive) times the chance that the next of buying and dropping out is a purchase and comes in time: the
        integral of (r + x) (alpha + T)^(r + x) / (alpha + T + y)^(r + x + 1) ((beta + T) / (beta + T + y))^s.
        """
        bought, rate_days, life_days = self.r + summary.repeats, self.alpha + summary.age, self.beta + summary.age
        log_chance = np.empty(len(bought))
        for batch in batches(len(bought)):
            log_chance[batch] = log_decay_integral(
                (bought[batch] + 1.0, self.s), (rate_days[batch], life_days[batch]), np.full_like(bought[batch], days)
            )
        buying = np.exp(np.minimum(log_chance + np.log(bought / rate_days), 0.0))
        chance: Floats = buying * self.probability_alive(summary)
        return chance

    def expected_purchases(self, summary: BuyingSummary, days: float) -> Floats:
        """How many days with a purchase to expect of each customer within the next `days`.

        P(alive) (r + x) (beta + T) / ((alpha + T) (s - 1)) (1 - ((beta + T) / (beta + T + days))^(s - 1)), and its
        limit where s is 1.
        """
        life_days = self.beta + summary.age
        ahead = np.log1p(days / life_days)
        living = life_days * ahead * exprel((1.0 - self.s) * ahead)
        expected: Floats = (
            (self.r + summary.repeats) / (self.alpha + summary.age) * living * self.probability_alive(summary)
        )
        return expected

    def probability_alive(self, summary: BuyingSummary) -> Floats:
        """P(not dropped out yet). A living customer need not buy again: this is no churn score."""
        alive: Floats = expit(-_log_odds_of_dropping_out(self.r, self.alpha, self.s, self.beta, summary))
        return alive


def fit_pareto_nbd(summary: BuyingSummary) -> ParetoNbd:
    """The model that suits these customers best; where they are too few to say, the prior decides."""
    known = histories(summary, to_learn_from(summary.repeats, summary.recency, summary.age))
    best = fit_to_histories(_log_likelihood, known, (TYPICAL_SHAPE, TYPICAL_DAYS, TYPICAL_SHAPE, TYPICAL_DAYS))
    r, alpha, s, beta = best.tolist()
    return ParetoNbd(r, alpha, s, beta, _log_likelihood(best, known))


def _log_likelihood(parameters: Floats, known: Histories) -> float:
    r, alpha, s, beta = parameters.tolist()
    bought = r + known.repeats
    alive = (
        gammaln(bought)
        - gammaln(r)
        + r * np.log(alpha)
        - bought * np.log(alpha + known.age)
        - s * np.log1p(known.age / beta)
    )
    dropped = _log_odds_of_dropping_out(r, alpha, s, beta, known)
    return float((known.customers * (alive + np.logaddexp(0.0, dropped))).sum())


def _log_odds_of_dropping_out(
    r: float, alpha: float, s: float, beta: float, known: BuyingSummary | Histories
) -> Floats:
    """ln(P(dropped out) / P(alive)): dropping out at any time since the last purchase against buying nothing since."""
    odds = np.empty(len(known.repeats))
    for batch in batches(len(odds)):
        bought = r + known.repeats[batch]
        rate_days, life_days = alpha + known.recency[batch], beta + known.recency[batch]
        silence = known.age[batch] - known.recency[batch]
        dropping = log_decay_integral((bought, s + 1.0), (rate_days, life_days), silence) + np.log(s / life_days)
        odds[batch] = dropping + bought * np.log1p(silence / rate_days) + s * np.log1p(silence / life_days)
    return odds
