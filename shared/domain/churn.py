"""How likely a customer is to leave: the weighted rule of the analysis, a model's probability, and their levels.

The rule ranks customers; it is no probability. Where the models know the customer, a calibrated probability stands
beside it, and the level is read from that.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.customers import Profile, Strength
from shared.domain.predictions import BuyingForecast
from shared.domain.silence import silence_in_words

PURCHASE_FREQUENCY = "purchase_frequency"
OCCASIONAL_SEGMENTS = frozenset({"one_time", "occasional"})
SILENT_AFTER_DAYS = 90
NEW_WITHIN_DAYS = 90
#: Who does not buy within so many days counts as gone.
HORIZON_DAYS = 90


class ChurnLevel(StrEnum):
    """One scale for every door."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


#: The lowest score of each level, highest first.
CHURN_LEVELS = (
    (0.7, ChurnLevel.CRITICAL),
    (0.5, ChurnLevel.HIGH),
    (0.3, ChurnLevel.MEDIUM),
    (0.0, ChurnLevel.LOW),
)
#: The levels that somebody should act on.
AT_RISK = (ChurnLevel.HIGH, ChurnLevel.CRITICAL)


def churn_level(score: float) -> ChurnLevel:
    """The level that a score in [0, 1] falls into."""
    return next(level for floor, level in CHURN_LEVELS if score >= floor)


@dataclass(frozen=True, slots=True)
class ChurnFactor:
    """One reason behind the risk."""

    name: str
    #: What it adds to the rule's score; 0 for what only the model counts.
    weight: float
    explanation: str


@dataclass(frozen=True, slots=True)
class ChurnRisk:
    """What is known of a customer's leaving."""

    customer_id: str
    #: Sum of the factors' weights, in [0, 1].
    rule_score: float
    #: Read from the probability where there is one, elsewhere from the rule's score.
    level: ChurnLevel
    factors: tuple[ChurnFactor, ...]
    #: A calibrated model's probability of no purchase within `horizon_days`, or None with `no_probability_because`.
    churn_probability: float | None
    horizon_days: int | None
    no_probability_because: str | None
    recommendations: tuple[str, ...]
    as_of: date


#: Weight of each reason in tenths of the score, so that sums are exact: 0.3 + 0.2 + 0.2 must reach 0.7.
TENTHS = {"weak_purchase_frequency": 3, "silent": 3, "occasional_buyer": 2, "new_customer": 2}
NO_MODEL = "no calibrated model has been trained on this shop's orders yet"

RECOMMENDATIONS = {
    ChurnLevel.CRITICAL: ("Reach out in person within a day.", "Offer what the retention policy allows."),
    ChurnLevel.HIGH: ("Resolve open issues quickly.", "Consider a retention offer within policy."),
    ChurnLevel.MEDIUM: ("Watch the next purchase date.", "Remind them of what they like to buy."),
    ChurnLevel.LOW: ("Keep up the service that they know.",),
}


def assess_churn(profile: Profile, forecast: BuyingForecast | None = None, because: str | None = None) -> ChurnRisk:
    """The analysis' rule, and the probability of the models where they know the customer.

    The rule: weak frequency 0.3, silent over 90 days 0.3, occasional or one-time buyer 0.2, new 0.2. `because` says
    why there is no forecast.
    """
    factors = tuple(_factors(profile))
    score = sum(TENTHS[factor.name] for factor in factors) / 10
    probability = churn_probability(forecast)
    level = churn_level(score if probability is None else probability)
    return ChurnRisk(
        customer_id=profile.customer_id,
        rule_score=score,
        level=level,
        factors=(*factors, _silence(profile, forecast)) if forecast else factors,
        churn_probability=probability,
        horizon_days=None if probability is None else HORIZON_DAYS,
        no_probability_because=(because or NO_MODEL) if probability is None else None,
        recommendations=RECOMMENDATIONS[level],
        as_of=profile.as_of,
    )


def churn_probability(forecast: BuyingForecast | None) -> float | None:
    """The chance of no purchase within HORIZON_DAYS; None when the models do not say."""
    bought = forecast.purchase_probability.get(HORIZON_DAYS) if forecast else None
    return None if bought is None else 1.0 - bought


def _factors(profile: Profile) -> list[ChurnFactor]:
    frequency = profile.on(PURCHASE_FREQUENCY)
    days = profile.days_since_last_order
    found = []
    if frequency and frequency.strength is Strength.WEAK:
        found.append(("weak_purchase_frequency", "buys without a clear rhythm"))
    if days > SILENT_AFTER_DAYS:
        found.append(("silent", f"last purchase {days} days ago"))
    if frequency and frequency.segment in OCCASIONAL_SEGMENTS:
        found.append(("occasional_buyer", f"belongs to the {frequency.segment.replace('_', '-')} buyers"))
    if profile.tenure_days < NEW_WITHIN_DAYS:
        found.append(("new_customer", f"customer for only {profile.tenure_days} days"))
    return [ChurnFactor(name, TENTHS[name] / 10, explanation) for name, explanation in found]


def _silence(profile: Profile, forecast: BuyingForecast) -> ChurnFactor:
    """What the model goes by, in words: it has no weight in the rule."""
    words = silence_in_words(profile.days_since_last_order, forecast.usual_gap_days)
    return ChurnFactor("silence_in_usual_gaps", 0.0, words)
