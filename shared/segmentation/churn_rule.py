"""The churn level of all customers at once: of the models' probability, else of the analysis' rule."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.churn import (
    CHURN_LEVELS,
    NEW_WITHIN_DAYS,
    OCCASIONAL_SEGMENTS,
    PURCHASE_FREQUENCY,
    SILENT_AFTER_DAYS,
    TENTHS,
    ChurnLevel,
)
from shared.domain.customers import Strength
from shared.segmentation.discovery import Discovery
from shared.segmentation.features.columns import Floats
from shared.segmentation.strength import STRENGTHS

Flags = NDArray[np.bool_]

#: In order, so that columns can hold numbers.
LEVELS = tuple(ChurnLevel)


def rule_scores(found: Discovery) -> Floats:
    """What `assess_churn` gives each customer as `rule_score`, in the order of the features."""
    features = found.features
    holds: dict[str, Flags] = {
        "silent": features.recency_days > SILENT_AFTER_DAYS,
        "new_customer": features.tenure_days < NEW_WITHIN_DAYS,
    }
    if frequency := found.on(PURCHASE_FREQUENCY):
        rare = [segment in OCCASIONAL_SEGMENTS for segment in frequency.model.segments]
        holds["weak_purchase_frequency"] = frequency.strength == STRENGTHS.index(Strength.WEAK)
        holds["occasional_buyer"] = np.array(rare)[frequency.dominant]
    tenths = np.zeros(len(found), dtype=np.int64)
    for name, customers in holds.items():
        tenths += TENTHS[name] * customers
    scores: Floats = tenths / 10
    return scores


def churn_levels(scores: Floats) -> NDArray[np.int8]:
    """The level of each score in [0, 1], as its number in LEVELS."""
    floors = [floor for floor, _ in reversed(CHURN_LEVELS)]
    return (np.searchsorted(floors, scores, side="right") - 1).astype(np.int8)
