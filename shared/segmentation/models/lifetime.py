"""What customers will spend: how often they will buy, times what a purchase is worth, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.gamma_gamma import GammaGamma
from shared.segmentation.models.rhythm import Singles
from shared.segmentation.purchases import BuyingSummary

DAYS_PER_MONTH = 365.25 / 12
#: The interval holds 80 %: this share lies below its low end, and as much above its high end.
TAIL = 0.1
#: Halvings that find the share of living customers; the last moves it by less than 0.001.
HALVINGS = 12
#: Variance of a customer's mean worth is given up beyond this shape: the gamma-gamma has none below 2.
LEAST_SHAPE = 0.5
#: Squared variation below this is no variation.
LEAST_VARIATION = 1e-9


@dataclass(frozen=True, slots=True)
class Money:
    """One row a customer: the money of the days to come, and an interval that holds 80 % of what comes."""

    mean: Singles
    low: Singles
    high: Singles


def days_of(months: int) -> int:
    """Months as days, of 365.25 / 12 each."""
    return round(months * DAYS_PER_MONTH)


def money(
    probability: Floats, purchases: Floats, summary: BuyingSummary, worth: GammaGamma, buying_shape: float
) -> Money:
    """The money of customers who buy at all with `probability` and `purchases` times on average.

    The number of purchases is taken to be negative binomial for the customers who are still there, with the shape
    that the rate's gamma distribution has after their repeats, and as many gone customers as the probability and the
    mean ask for. Worth spreads as in the gamma-gamma model: within a customer's purchases, and in what their mean is
    not known to be. The sum of those who buy is taken to be gamma distributed with the mean and variance that follow.
    """
    each = worth.expected_value(summary.repeats + 1.0, summary.value)
    shape = buying_shape + summary.repeats
    living = _living(probability, purchases, shape)
    chance = np.maximum(probability, np.finfo(np.float32).tiny)
    of_living = purchases / living
    count = purchases / chance
    count_squared = living * (of_living + np.square(of_living) * (1.0 + 1.0 / shape)) / chance
    unsure = 1.0 / np.maximum(worth.p * (summary.repeats + 1.0) + worth.q - 2.0, LEAST_SHAPE)
    squared = (1.0 + unsure) * (count / worth.p + np.maximum(count_squared, np.square(count)))
    variation = np.maximum(squared / np.square(count) - 1.0, LEAST_VARIATION)
    low, high = (each * count * _quantile(tail, chance, 1.0 / variation) for tail in (TAIL, 1.0 - TAIL))
    mean = each * purchases
    return Money(mean=mean.astype(np.float32), low=low.astype(np.float32), high=high.astype(np.float32))


def _living(probability: Floats, purchases: Floats, shape: Floats) -> Floats:
    """Share of living customers, between `probability` and 1, with which counts have the chance and mean given."""
    low, high = np.maximum(probability, np.finfo(np.float32).tiny), np.ones_like(probability)
    for _ in range(HALVINGS):
        share = (low + high) / 2.0
        buying = -share * np.expm1(-shape * np.log1p(purchases / (share * shape)))
        enough = buying >= probability
        high, low = np.where(enough, share, high), np.where(enough, low, share)
    return high


def _quantile(level: float, chance: Floats, shape: Floats) -> Floats:
    """What is not exceeded with the chance `level`, over the mean of those who buy at all; 0 where too few do."""
    buying = level > 1.0 - chance
    reached = np.zeros_like(chance)
    among = (level - 1.0 + chance[buying]) / chance[buying]
    reached[buying] = gammaincinv(shape[buying], among) / shape[buying]
    return reached
