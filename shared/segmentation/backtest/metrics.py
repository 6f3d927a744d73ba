"""How good predictions were: ranking, probabilities, counts, timing and intervals, each one number or None.

A metric is None where it is undefined, never NaN: an AUC needs both buyers and non-buyers, a correlation needs
figures that differ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.features.columns import Floats

Flags = NDArray[np.bool_]
Days = NDArray[np.int64]

#: Probabilities are judged in this many groups of customers, of one size as far as equal predictions allow.
CALIBRATION_BINS = 10


def auc(probability: Floats, happened: Flags) -> float | None:
    """The chance that a customer who bought was given more than one who did not; a tie counts half.

    The Mann-Whitney statistic: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a receiver
    operating characteristic (ROC) curve", Radiology 143(1), 1982.
    """
    buyers = int(happened.sum())
    others = len(happened) - buyers
    if not buyers or not others:
        return None
    _, level, sizes = np.unique(probability, return_inverse=True, return_counts=True)
    # Customers of one level share the mean of their ranks.
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[level]
    return float((ranks[happened].sum() - buyers * (buyers + 1) / 2) / (buyers * others))


def brier(probability: Floats, happened: Flags) -> float:
    """Mean squared distance of the probabilities from what happened.

    G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78(1), 1950.
    """
    return float(np.square(probability - happened).mean())


@dataclass(frozen=True, slots=True)
class Calibration:
    """Customers in bins by their probability, lowest first; one entry a bin."""

    customers: Days
    #: Mean probability.
    predicted: Floats
    #: Share who bought.
    bought: Floats


def calibration(probability: Floats, happened: Flags) -> Calibration:
    """What came of the tenths of the predictions; equal predictions share a bin, so there may be fewer than ten.

    Otherwise the answer would hang on the order of the customers.
    """
    edges = np.unique(np.quantile(probability, np.linspace(0, 1, CALIBRATION_BINS + 1)[1:-1]))
    _, of, sizes = np.unique(np.searchsorted(edges, probability), return_inverse=True, return_counts=True)
    return Calibration(
        customers=sizes.astype(np.int64),
        predicted=np.bincount(of, weights=probability) / sizes,
        bought=np.bincount(of, weights=happened) / sizes,
    )


def ece(probability: Floats, happened: Flags) -> float:
    """Expected calibration error: how far mean probability and share of buyers lie apart in a bin, on average.

    M. P. Naeini, G. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning",
    AAAI 2015; with bins of equal mass.
    """
    bins = calibration(probability, happened)
    return float(np.average(np.abs(bins.predicted - bins.bought), weights=bins.customers))


def mae(predicted: Floats, actual: Floats) -> float:
    """Mean absolute error."""
    return float(np.abs(predicted - actual).mean())


def rmse(predicted: Floats, actual: Floats) -> float:
    """Root of the mean squared error."""
    return float(np.sqrt(np.square(predicted - actual).mean()))


def correlation(predicted: Floats, actual: Floats) -> float | None:
    """Pearson's; None when either side is the same for all customers."""
    if np.ptp(predicted) == 0 or np.ptp(actual) == 0:
        return None
    return float(np.corrcoef(predicted, actual)[0, 1])


def bias(predicted: Floats, actual: Floats) -> float | None:
    """How much more was predicted in total than came, as a share of what came; None when nothing came."""
    total = float(actual.sum())
    return (float(predicted.sum()) - total) / total if total else None


def coverage(low: Floats, high: Floats, actual: Floats) -> float | None:
    """The share of actual figures inside their intervals, ends included; intervals of NaN are not judged."""
    given = ~(np.isnan(low) | np.isnan(high))
    if not given.any():
        return None
    return float(((low[given] <= actual[given]) & (actual[given] <= high[given])).mean())


def concordance(days: Days, happened: Flags, eagerness: Floats) -> float | None:
    """Harrell's C: of the pairs of which one is known to have bought sooner, the share that eagerness puts so.

    `days` is when the customer bought, or until when nothing was seen if it did not happen; a customer who bought
    on the last day that another was watched was sooner. Pairs of equal eagerness count half, pairs who bought on
    one day do not count. None when no pair is known. Takes O(n log^2 n).

    F. E. Harrell, R. M. Califf, D. B. Pryor, K. L. Lee and R. A. Rosati, "Evaluating the yield of medical tests",
    JAMA 247(18), 1982.
    """
    by_eagerness = np.argsort(eagerness, kind="stable")
    # Half a day later, a customer who was not seen to buy comes after all who bought on the last day watched.
    moment = (2 * days + ~happened)[by_eagerness]
    agreeing, pairs = _sooner_pairs(moment, happened[by_eagerness], eagerness[by_eagerness])
    return agreeing / pairs if pairs else None


def _sooner_pairs(moment: Days, happened: Flags, eagerness: Floats) -> tuple[float, int]:
    """Agreeing pairs and all pairs of customers who are sorted by eagerness.

    Pairs across the middle moment are counted at once; those on either side of it in the same way.
    """
    low, high = (moment.min(), moment.max()) if len(moment) else (0, 0)
    if low == high or not happened.any():
        return 0.0, 0
    sooner = moment <= (low + high) // 2
    buyers, waiting = eagerness[sooner & happened], eagerness[~sooner]
    below = np.searchsorted(waiting, buyers, side="left")
    not_above = np.searchsorted(waiting, buyers, side="right")
    agreeing, pairs = float(below.sum() + not_above.sum()) / 2, len(buyers) * len(waiting)
    for half in (sooner, ~sooner):
        more_agreeing, more_pairs = _sooner_pairs(moment[half], happened[half], eagerness[half])
        agreeing, pairs = agreeing + more_agreeing, pairs + more_pairs
    return agreeing, pairs
