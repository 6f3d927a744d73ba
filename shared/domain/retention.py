"""What an agent should do so that a customer stays."""

import math
from dataclasses import dataclass

from shared.domain.churn import ChurnLevel
from shared.domain.value import HIGH_VALUE

#: What the agent reads for each level.
CHURN_WORDS = {
    ChurnLevel.LOW: "LOW - Stable",
    ChurnLevel.MEDIUM: "MODERATE - Keep an Eye On",
    ChurnLevel.HIGH: "ELEVATED - Monitor Closely",
    ChurnLevel.CRITICAL: "CRITICAL - Act Now",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the agent should do, and for whom: one row of the table."""

    #: The lowest lifetime value, in the shop's currency.
    value_from: float
    level: ChurnLevel
    headline: str
    detail: str


#: The first row that fits holds; there is no advice where none does.
RETENTION_ADVICE = (
    Advice(
        HIGH_VALUE,
        ChurnLevel.CRITICAL,
        "⚠️ RETENTION PRIORITY: Valuable customer at critical risk.",
        "Maximum intervention, VIP treatment.",
    ),
    Advice(
        HIGH_VALUE,
        ChurnLevel.HIGH,
        "💡 RETENTION STRATEGY: Valuable customer showing early churn signals.",
        "Prioritize quick resolution and consider retention offer.",
    ),
    Advice(
        -math.inf,
        ChurnLevel.CRITICAL,
        "⚠️ RETENTION ALERT: Customer at critical risk.",
        "Exceptional service, quick resolution.",
    ),
    Advice(
        HIGH_VALUE,
        ChurnLevel.LOW,
        "✨ VIP CUSTOMER: Valuable and loyal.",
        "Maintain excellent service quality.",
    ),
)


def retention_advice(value: float, level: ChurnLevel) -> Advice | None:
    """The advice for a lifetime value and a churn level, or None."""
    fitting = (row for row in RETENTION_ADVICE if value >= row.value_from and level is row.level)
    return next(fitting, None)
