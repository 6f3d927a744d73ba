"""What a customer's own purchases say about the next one: gaps, silence against them, recent days, worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.axes.rhythm import DEFAULT_GAP_DAYS
from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import Purchases

Singles = NDArray[np.float32]

#: How many gaps of the shop's usual length, and of its usual spread, a customer's own are averaged with.
GAPS_BEFORE_KNOWN, GAPS_BEFORE_STEADY = 1.0, 2.0
#: A customer's own gaps spread this much less than all gaps of the shop: people differ from each other.
OWN_SHARE_OF_SPREAD = 0.7
#: Where all gaps are alike, they are taken to spread this much all the same.
MOST_REGULAR = 0.05
#: Which columns of `signs` say most: repeats, silence, silence against the usual gap, the gap, recent days, worth.
FEW_SIGNS = (0, 1, 4, 5, 10, 13)
#: The shortest stretch of recent days in which purchases are counted.
SHORTEST_STRETCH = 7


@dataclass(frozen=True, slots=True)
class ShopRhythm:
    """What is usual in the shop; a customer with few purchases is taken to be like it."""

    #: Mean and variance of ln(days between two purchases).
    log_gap: float
    log_gap_variance: float
    #: Mean of ln(1 + money of a purchase).
    log_value: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One row a customer; days are days, logarithms are natural."""

    repeats: Floats
    silence_days: Floats
    tenure_days: Floats
    #: The geometric mean of the customer's gaps and one of the shop's.
    usual_gap_days: Floats
    #: How many of the customer's usual gaps the silence has lasted.
    silence_in_gaps: Floats
    #: Spread of the logarithms of the gaps: near 0 for a customer as regular as a clock.
    irregularity: Floats
    last_log_gap: Floats
    log_value: Floats
    first_log_value: Floats
    last_log_value: Floats


def shop_rhythm(purchases: Purchases) -> ShopRhythm:
    """What is usual among these customers."""
    gaps = np.log(np.diff(purchases.day)[np.diff(purchases.customer) == 0])
    known = len(gaps) > 1
    return ShopRhythm(
        log_gap=float(gaps.mean()) if known else float(np.log(DEFAULT_GAP_DAYS)),
        log_gap_variance=float(gaps.var()) if known else 1.0,
        log_value=float(np.log1p(np.maximum(purchases.value, 0.0)).mean()) if len(purchases.value) else 0.0,
    )


def rhythm_of(purchases: Purchases, today: int, shop: ShopRhythm) -> Rhythm:
    """Each customer's rhythm at the end of `today`, which no purchase may lie after."""
    customers, customer = purchases.customers, purchases.customer
    counts = np.bincount(customer, minlength=customers)
    ends = np.cumsum(counts)
    starts, repeats = ends - counts, (counts - 1).astype(np.float64)
    first, last = purchases.day[starts].astype(np.float64), purchases.day[ends - 1].astype(np.float64)
    same = np.diff(customer) == 0
    gaps, whose = np.log(np.diff(purchases.day)[same]), customer[1:][same]
    usual = (np.bincount(whose, weights=gaps, minlength=customers) + GAPS_BEFORE_KNOWN * shop.log_gap) / (
        repeats + GAPS_BEFORE_KNOWN
    )
    squares = np.bincount(whose, weights=np.square(gaps - usual[whose]), minlength=customers)
    steady = GAPS_BEFORE_STEADY * OWN_SHARE_OF_SPREAD * shop.log_gap_variance
    before_last = purchases.day[np.maximum(ends - 2, 0)]
    values = np.log1p(np.maximum(purchases.value, 0.0))
    silence = today - last
    return Rhythm(
        repeats=repeats,
        silence_days=silence,
        tenure_days=today - first,
        usual_gap_days=np.exp(usual),
        silence_in_gaps=silence / np.exp(usual),
        irregularity=np.maximum(np.sqrt((squares + steady) / (repeats + GAPS_BEFORE_STEADY)), MOST_REGULAR),
        last_log_gap=np.where(repeats > 0, np.log(np.maximum(last - before_last, 1.0)), usual),
        log_value=(np.bincount(customer, weights=values, minlength=customers) + shop.log_value) / (counts + 1),
        first_log_value=values[starts],
        last_log_value=values[ends - 1],
    )


def signs(purchases: Purchases, today: int, horizon: int, rhythm: Rhythm) -> Singles:
    """What a model of buying within `horizon` days learns from: rows are customers, columns signs of what comes."""
    log_silence, usual = np.log1p(rhythm.silence_days), np.log(rhythm.usual_gap_days)
    overdue = log_silence - usual
    back = today - purchases.day

    def bought(since: int, until: int) -> Floats:
        within = (back >= since) & (back < until)
        return np.log1p(np.bincount(purchases.customer[within], minlength=purchases.customers))

    columns = (
        np.log1p(rhythm.repeats),
        log_silence,
        np.log1p(rhythm.tenure_days),
        rhythm.repeats == 0,
        overdue,
        usual,
        rhythm.irregularity,
        overdue / rhythm.irregularity,
        rhythm.last_log_gap - usual,
        rhythm.silence_days / (rhythm.tenure_days + 1.0),
        bought(0, horizon),
        bought(horizon, 2 * horizon),
        bought(0, max(SHORTEST_STRETCH, horizon // 3)),
        rhythm.log_value,
        rhythm.last_log_value - rhythm.log_value,
        rhythm.first_log_value - rhythm.log_value,
    )
    table: Singles = np.empty((purchases.customers, len(columns)), dtype=np.float32)
    for column, sign in enumerate(columns):
        table[:, column] = sign
    return table
