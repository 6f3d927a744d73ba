"""How a customer shops: how lately, and in which pattern."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Engagement(StrEnum):
    """How lately a customer bought."""

    ACTIVE = "Active"
    RECENTLY_ACTIVE = "Recently Active"
    COOLING_DOWN = "Cooling Down"
    AT_RISK = "At Risk"


#: Days since the last purchase under which each word holds, shortest first.
ENGAGEMENT = (
    (30, Engagement.ACTIVE),
    (60, Engagement.RECENTLY_ACTIVE),
    (90, Engagement.COOLING_DOWN),
    (math.inf, Engagement.AT_RISK),
)


def engagement(days_since_last_order: int) -> Engagement:
    """The word for a number of days since the last purchase."""
    return next(word for under, word in ENGAGEMENT if days_since_last_order < under)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the table of purchase patterns."""

    min_orders: int
    #: Average days between orders must be below this; None when they do not matter.
    gap_under: float | None
    words: str


#: The first row that fits holds.
PATTERNS = (
    Pattern(10, 30, "Frequent, regular buyer - highly engaged"),
    Pattern(10, 90, "Seasonal buyer - shops during key periods"),
    Pattern(10, None, "Occasional buyer - large gaps between purchases"),
    Pattern(3, None, "Building relationship - still exploring products"),
    Pattern(1, None, "Recent first-time buyer"),
)


def purchase_pattern(orders: int, average_days_between_orders: float | None) -> str | None:
    """The pattern in words, or None for somebody without an order."""
    gap = math.inf if average_days_between_orders is None else average_days_between_orders
    fitting = (row for row in PATTERNS if orders >= row.min_orders and (row.gap_under is None or gap < row.gap_under))
    return next((row.words for row in fitting), None)
