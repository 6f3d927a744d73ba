"""The axes of behaviour: what each is measured by, and the words for its segments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.segmentation.figures import Figures, Floats

#: A rate is not told from less history than this: one order yesterday is not 365 a year.
SHORTEST_TENURE_DAYS = 180
#: Three days ago and yesterday are the same to a shop; without this, logarithms would tell them apart.
DAYS_ALIKE = 7
#: Smaller amounts, and what returns have made negative, count as one unit of money.
SMALLEST_AMOUNT = 1.0


@dataclass(frozen=True, slots=True)
class Feature:
    """One measurement of every customer."""

    name: str
    of: Callable[[Figures], Floats]


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of behaviour."""

    name: str
    #: Orders the segments; a larger value stands later in the vocabulary.
    anchor: Feature
    #: Measured beside the anchor.
    other: Feature
    #: Number of segments to their names, lowest anchor first.
    vocabulary: Mapping[int, tuple[str, ...]]


def _log_amount(amounts: Floats) -> Floats:
    return np.log(np.maximum(amounts, SMALLEST_AMOUNT))


def _orders_per_year(figures: Figures) -> Floats:
    return figures.orders * 365.25 / np.maximum(figures.tenure_days, SHORTEST_TENURE_DAYS)


def _silence_in_gaps(figures: Figures) -> Floats:
    return (figures.days_silent + DAYS_ALIKE) / (figures.usual_gap_days + DAYS_ALIKE)


AXES = (
    Axis(
        PURCHASE_FREQUENCY,
        anchor=Feature("log_orders", lambda figures: np.log(figures.orders)),
        other=Feature("log_orders_per_year", lambda figures: np.log(_orders_per_year(figures))),
        vocabulary={
            3: ("occasional", "regular", "frequent"),
            4: ("one_time", "occasional", "regular", "frequent"),
            5: ("one_time", "occasional", "regular", "frequent", "very_frequent"),
        },
    ),
    Axis(
        "purchase_value",
        anchor=Feature("log_spent", lambda figures: _log_amount(figures.spent)),
        other=Feature("log_average_order", lambda figures: _log_amount(figures.average_order)),
        vocabulary={
            3: ("low_value", "mid_value", "high_value"),
            4: ("low_value", "mid_value", "high_value", "top_value"),
            5: ("minimal_value", "low_value", "mid_value", "high_value", "top_value"),
        },
    ),
    Axis(
        "engagement",
        anchor=Feature("minus_log_days_silent", lambda figures: -np.log(figures.days_silent + DAYS_ALIKE)),
        other=Feature("minus_log_silence_in_gaps", lambda figures: -np.log(_silence_in_gaps(figures))),
        vocabulary={
            3: ("lapsed", "cooling", "active"),
            4: ("lapsed", "cooling", "recent", "active"),
            5: ("lost", "lapsed", "cooling", "recent", "active"),
        },
    ),
)
