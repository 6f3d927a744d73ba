"""MBG/CNBD-k: customers buy with a rhythm, at a rate of their own, and may drop out after any purchase.

T. Reutterer, M. Platzer and N. Schröder, "Leveraging purchase regularity for predicting customer behavior the easy
way", International Journal of Research in Marketing 38(1), 2021. Every k-th of the random events of a customer is a
purchase, so that gaps are the more alike the larger k is (Erlang-k); rates of the events are gamma(r, alpha) over
customers, chances to drop out beta(a, b). k = 1 is the MBG/NBD.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
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
from shared.segmentation.purchases import BuyingSummary, Purchases, summarise

Complexes = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class MbgCnbdK:
    """A fitted model; `alpha` is in days."""

    r: float
    alpha: float
    a: float
    b: float
    #: How many events make a purchase: 1 when purchases come at random, more the more regular they are.
    k: int
    #: Of the customers that it was fitted to, without the prior.
    log_likelihood: float

    def probability_of_purchase(self, summary: BuyingSummary, days: float) -> Floats:
        """P(at least one purchase within the next `days`) of each customer, in [0, 1].

        P(alive) (1 - S(T + days) / S(T)), where S(t) is the chance to have bought nothing from t_x to t.
        """
        bought = self.r + self.k * summary.repeats
        longer = np.log1p(days / (self.alpha + summary.age))
        silent = np.log(sum(_phases(self, summary, days)) / sum(_phases(self, summary))) - bought * longer
        chance: Floats = -np.expm1(np.minimum(silent, 0.0)) * self.probability_alive(summary)
        return chance

    def expected_purchases(self, summary: BuyingSummary, days: float) -> Floats:
        """How many days with a purchase to expect of each customer within the next `days`: exact, not the paper's.

        The mean over the chance p to drop out, the rate, and the events since the last purchase that are known of a
        living customer.
        """
        buys, row = np.unique(summary.repeats, return_inverse=True)
        points, weights = beta_nodes(self.a, self.b + buys + 1.0)
        bought = self.r + self.k * summary.repeats
        ahead = days / (self.alpha + summary.age)
        phases = np.array(_phases(self, summary))
        phases /= phases.sum(axis=0)
        expected = np.empty(len(bought))
        for batch in batches(len(expected)):
            living = _expected_of_the_living(points[row[batch]], bought[batch], ahead[batch], phases[:, batch])
            expected[batch] = (living * weights[row[batch]]).sum(axis=1)
        return expected * self.probability_alive(summary)

    def probability_alive(self, summary: BuyingSummary) -> Floats:
        """P(not dropped out yet). A living customer need not buy again: this is no churn score."""
        alive: Floats = expit(-_log_odds_of_dropping_out(self, summary))
        return alive


def fit_mbg_cnbd_k(purchases: Purchases, today: int, *, orders_k: tuple[int, ...] = (1, 2, 3, 4)) -> MbgCnbdK:
    """The model that suits these customers best, with the likeliest of `orders_k` as its k.

    Where the customers are too few to say, the prior decides. No purchase may lie after `today`.
    """
    summary = summarise(purchases, today)
    chosen = to_learn_from(summary.repeats, summary.recency, summary.age)
    known = histories(summary, chosen)
    log_gaps = float(_log_gaps(purchases)[chosen].sum())
    fits = [_fit(known, log_gaps, k) for k in orders_k]
    return max(fits, key=lambda fitted: fitted.log_likelihood)


def _fit(known: Histories, log_gaps: float, k: int) -> MbgCnbdK:
    def fitted(parameters: Floats, to: Histories) -> MbgCnbdK:
        r, alpha, a, b = parameters.tolist()
        model = MbgCnbdK(r, alpha, a, b, k, log_likelihood=0.0)
        return replace(model, log_likelihood=_log_likelihood(model, to) + (k - 1) * log_gaps)

    best = fit_to_histories(
        lambda parameters, to: fitted(parameters, to).log_likelihood,
        known,
        (TYPICAL_SHAPE, TYPICAL_DAYS, TYPICAL_SHAPE, TYPICAL_SHAPE),
    )
    return fitted(best, known)


def _log_gaps(purchases: Purchases) -> Floats:
    """The sum of ln(days between two purchases) of each customer."""
    same = np.diff(purchases.customer) == 0
    gaps = np.log(np.diff(purchases.day)[same])
    sums: Floats = np.bincount(purchases.customer[1:][same], gaps, purchases.customers).astype(np.float64)
    return sums


def _log_likelihood(model: MbgCnbdK, known: Histories) -> float:
    """Without the part in which only k and the gaps enter."""
    bought = model.r + model.k * known.repeats
    alive = (
        gammaln(bought)
        - gammaln(model.r)
        + model.r * np.log(model.alpha)
        + betaln(model.a, model.b + known.repeats + 1.0)
        - betaln(model.a, model.b)
        - bought * np.log(model.alpha + known.age)
        + np.log(sum(_phases(model, known)))
        - known.repeats * gammaln(model.k)
    )
    either = alive + np.logaddexp(0.0, _log_odds_of_dropping_out(model, known))
    return float((known.customers * either).sum())


def _log_odds_of_dropping_out(model: MbgCnbdK, known: BuyingSummary | Histories) -> Floats:
    """ln(P(dropped out after the last purchase) / P(alive))."""
    bought = model.r + model.k * known.repeats
    odds: Floats = (
        np.log(model.a / (model.b + known.repeats))
        + bought * np.log((model.alpha + known.age) / (model.alpha + known.recency))
        - np.log(sum(_phases(model, known)))
    )
    return odds


def _phases(model: MbgCnbdK, known: BuyingSummary | Histories, days: float = 0.0) -> list[Floats]:
    """How likely 0, 1 .. k - 1 events since the last purchase are, `days` from now, as multiples of the first."""
    bought = model.r + model.k * known.repeats
    silent = (known.age - known.recency + days) / (model.alpha + known.age + days)
    phases = [np.ones_like(bought)]
    for events in range(1, model.k):
        phases.append(phases[-1] * (bought + events - 1.0) / events * silent)
    return phases


def _expected_of_the_living(p: Floats, bought: Floats, ahead: Floats, phases: Floats) -> Floats:
    """Purchases to expect when the chance to drop out is `p` (rows are customers, columns its possible values).

    `ahead` is the horizon over alpha + T; `phases` has the chances of 0 .. k - 1 events since the last purchase (rows).
    From phase j, purchases come at rate * sum over m of (1 - p)^m P(m k + k - 1 - j events by then). To sum every
    k-th term of the exponential series takes the k-th roots of unity; each leaves an exponential in the rate, whose
    integral over the horizon and mean over the gamma distribution are known.
    """
    k = len(phases)
    log_survival = np.log1p(-p) / k
    survival = np.exp(log_survival)
    total = np.zeros_like(p)
    for turn in range(k // 2 + 1):
        # Roots but 1 and -1 come in pairs, of which one is enough: their imaginary parts cancel.
        paired = 0 < 2 * turn < k
        factor = survival * (np.exp(2j * np.pi * turn / k) if paired else 1.0 if turn == 0 else -1.0)
        falls = 1.0 - factor if turn else -np.expm1(log_survival)
        hazard = falls * ahead[:, np.newaxis]
        slowed = hazard / (1.0 + hazard)
        # 1 - (1 + hazard)^-(bought + events), for one event more each time.
        gone = _gone(hazard, bought[:, np.newaxis])
        by_root = phases[0][:, np.newaxis] * gone
        for seen in phases[1:]:
            gone = gone + (1.0 - gone) * slowed
            by_root = by_root / factor + seen[:, np.newaxis] * gone
        total += np.real(by_root / falls) * (2.0 if paired else 1.0)
    # Rounding can leave a hair below nothing.
    expected: Floats = np.maximum(total, 0.0) / k
    return expected


def _gone(hazard: Floats | Complexes, shape: Floats) -> Floats | Complexes:
    """1 - (1 + hazard)^-shape."""
    if not np.iscomplexobj(hazard):
        return -np.expm1(-shape * np.log1p(hazard))
    # By modulus and angle: several times as fast as NumPy's complex logarithm and exponential.
    modulus = np.exp(-shape * np.log(np.abs(1.0 + hazard)))
    angle = shape * np.angle(1.0 + hazard)
    return 1.0 - modulus * np.cos(angle) + 1j * modulus * np.sin(angle)
