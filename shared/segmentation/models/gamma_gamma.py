"""Gamma-Gamma: what a customer's purchases are worth on average, when a few of them are known.

P. S. Fader and B. G. S. Hardie, "The gamma-gamma model of monetary value", 2013. Values of one customer's purchases
are gamma(p, nu) around a mean of their own, and nu is gamma(q, gamma) over customers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.fitting import TYPICAL_SHAPE, most_likely, to_learn_from
from shared.segmentation.purchases import Purchases


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """A fitted model; `gamma` is money."""

    p: float
    #: Above 1, so that the population has a mean.
    q: float
    gamma: float

    @property
    def population_mean(self) -> float:
        """What a purchase of a customer of whom nothing is known is worth: p gamma / (q - 1)."""
        return self.p * self.gamma / (self.q - 1.0)

    def expected_value(self, counts: Floats, means: Floats) -> Floats:
        """The mean worth of each customer's purchases to come, after `counts` of them with the mean `means`.

        p (gamma + n z) / (p n + q - 1): the customer's own mean, drawn towards the population's, the more so the
        fewer purchases are known. A mean of 0 or less (returns outweigh purchases) says nothing about the worth
        of a purchase: the population's stands in.
        """
        told = np.where(means > 0, counts, 0.0)
        expected: Floats = self.p * (self.gamma + told * np.maximum(means, 0.0)) / (self.p * told + self.q - 1.0)
        return expected


#: What there is to say of a shop that has sold nothing for more than it took back.
NOTHING_SOLD = GammaGamma(p=TYPICAL_SHAPE, q=1.0 + TYPICAL_SHAPE, gamma=0.0)


def fit_gamma_gamma(counts: Floats, means: Floats) -> GammaGamma:
    """The model that suits customers with `counts` purchases worth `means` on average, as the paper fits it.

    Give it all purchases, the first included. Means of 0 or less are left out; when no others are left, the worth
    to expect is 0. Where the purchases themselves are at hand, `fit_gamma_gamma_to_purchases` makes more of them.
    """
    told = (means > 0) & (counts > 0)
    if not told.any():
        return NOTHING_SOLD
    chosen = to_learn_from(counts[told], means[told])
    n, mean, unit = _in_shop_units(counts[told][chosen], means[told][chosen])
    sizes, customers = np.unique(n, return_counts=True)
    log_means = float(np.log(mean).sum())
    log_totals = float((n * np.log(n * mean)).sum())

    def within(p: float) -> float:
        return p * log_totals - log_means - float((customers * gammaln(p * sizes)).sum())

    return _fit(n, mean, unit, within)


def fit_gamma_gamma_to_purchases(purchases: Purchases) -> GammaGamma:
    """The model that suits these purchases: how unlike those of one customer are is seen rather than inferred.

    The likelihood is that of every value, of which the paper's has the means alone. Values of 0 or less are left
    out; when no others are left, the worth to expect is 0.
    """
    told = purchases.value > 0
    if not told.any():
        return NOTHING_SOLD
    _, customer = np.unique(purchases.customer[told], return_inverse=True)
    value = purchases.value[told]
    counts = np.bincount(customer).astype(np.float64)
    means = np.bincount(customer, weights=value) / counts
    chosen = to_learn_from(counts, means)
    n, mean, unit = _in_shop_units(counts[chosen], means[chosen])
    log_values = float(np.bincount(customer, weights=np.log(value / unit))[chosen].sum())
    purchased = float(n.sum())

    def within(p: float) -> float:
        return (p - 1.0) * log_values - purchased * float(gammaln(p))

    return _fit(n, mean, unit, within)


def _in_shop_units(counts: Floats, means: Floats) -> tuple[Floats, Floats, float]:
    """Counts, means as multiples of the middle one, and that: so the prior is the same for every currency."""
    unit = float(np.median(means))
    return counts, means / unit, unit


def _fit(n: Floats, mean: Floats, unit: float, within: Callable[[float], float]) -> GammaGamma:
    """`within` is the part of the log-likelihood that only p, the likeness of a customer's purchases, enters."""
    totals = n * mean
    # Gamma functions are dear, and there are few different numbers of purchases.
    sizes, customers = np.unique(n, return_counts=True)

    def log_likelihood(parameters: Floats) -> float:
        p, above_one, gamma = parameters.tolist()
        q = 1.0 + above_one
        by_size = gammaln(p * sizes + q) - gammaln(q) + q * np.log(gamma)
        rates = (p * n + q) * np.log(gamma + totals)
        return float((customers * by_size).sum() - rates.sum()) + within(p)

    p, above_one, gamma = most_likely(log_likelihood, (TYPICAL_SHAPE,) * 3, len(n)).tolist()
    return GammaGamma(p, 1.0 + above_one, gamma * unit)
