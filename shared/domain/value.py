"""How much a customer is worth to the shop: the tiers of what they have spent so far."""

import math
from enum import StrEnum


class ValueTier(StrEnum):
    """One scale for every door."""

    VIP = "VIP"
    HIGH = "High Value"
    MID = "Mid Value"
    STANDARD = "Standard"


#: From this value on, in the shop's currency, losing the customer hurts: advice and tone change.
HIGH_VALUE = 2000

#: The lowest value of each tier, highest first. Returns can push a customer's value below zero.
VALUE_TIERS = (
    (5000, ValueTier.VIP),
    (HIGH_VALUE, ValueTier.HIGH),
    (500, ValueTier.MID),
    (-math.inf, ValueTier.STANDARD),
)


def value_tier(value: float) -> ValueTier:
    """The tier that a lifetime value falls into."""
    return next(tier for floor, tier in VALUE_TIERS if value >= floor)
