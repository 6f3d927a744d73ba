"""When customers buy: how often, how lately, and whether more or less than before."""

import numpy as np

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.segmentation.axes.axis import Axis, drawn_to, mean_of
from shared.segmentation.features.columns import Features, Floats

#: A rate is not told from less history than this: one order yesterday is not 365 a year.
SHORTEST_TENURE_DAYS = 180
#: Three days ago and yesterday are the same to a shop; without this, logarithms would tell them apart.
DAYS_ALIKE = 7
#: What a shop's customers are taken to wait between orders when none of them has come back yet.
DEFAULT_GAP_DAYS = 60.0
DAYS_A_YEAR = 365.25
#: Orders after the first at which a customer's own tenure weighs as much as the shop's.
RATE_ORDERS = 2.0


def _frequency(features: Features) -> Floats:
    """Half orders, half orders a year. One order has no rate, so tenure is drawn to the shop's until there are more.

    One figure and not two: with two, the many customers of a single order or two fall apart by when they came.
    """
    years = np.log(np.maximum(features.tenure_days, SHORTEST_TENURE_DAYS) / DAYS_A_YEAR)
    usual = mean_of(years)
    own = drawn_to(usual, years, features.orders - 1, RATE_ORDERS)
    return (np.log(features.orders) - (own - usual) / 2)[:, np.newaxis]


def _engagement(features: Features) -> Floats:
    in_gaps = (features.recency_days + DAYS_ALIKE) / (_usual_gap_days(features) + DAYS_ALIKE)
    return -np.log(np.column_stack([features.recency_days + DAYS_ALIKE, in_gaps]))


def _usual_gap_days(features: Features) -> Floats:
    """The gap to expect between two orders: the customer's own, drawn towards the shop's median by one gap's weight."""
    gaps = features.order_days - 1
    own = np.where(gaps > 0, features.mean_gap_days, 0.0)
    typical = np.median(own[gaps > 0]) if (gaps > 0).any() else DEFAULT_GAP_DAYS
    usual: Floats = (own * gaps + typical) / (gaps + 1)
    return usual


def _trend(features: Features) -> Floats:
    return features.spend_trend[:, np.newaxis]


def _no_trend(features: Features) -> str | None:
    return None if (features.order_days > 1).any() else "nobody has ordered on two days yet"


FREQUENCY = Axis(
    PURCHASE_FREQUENCY,
    ("log_orders_at_usual_tenure",),
    _frequency,
    {
        3: ("occasional", "regular", "frequent"),
        4: ("one_time", "occasional", "regular", "frequent"),
        5: ("one_time", "occasional", "regular", "frequent", "very_frequent"),
    },
    usual_count=4,
)
ENGAGEMENT = Axis(
    "engagement",
    ("minus_log_days_silent", "minus_log_silence_in_gaps"),
    _engagement,
    {
        3: ("lapsed", "cooling", "active"),
        4: ("lapsed", "cooling", "recent", "active"),
        5: ("lost", "lapsed", "cooling", "recent", "active"),
    },
)
ENGAGEMENT_TREND = Axis(
    "engagement_trend",
    ("spend_trend",),
    _trend,
    {
        3: ("declining", "steady", "growing"),
        4: ("declining", "slowing", "steady", "growing"),
        5: ("declining", "slowing", "steady", "growing", "surging"),
    },
    untold="no_trend_yet",
    unsupported=_no_trend,
)
