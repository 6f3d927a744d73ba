"""Where a known customer stands, read off the tables of value, engagement and retention."""

from dataclasses import dataclass

from shared.domain.churn import ChurnRisk
from shared.domain.customers import Profile
from shared.domain.engagement import Engagement, engagement, purchase_pattern
from shared.domain.retention import Advice, retention_advice
from shared.domain.tone import Tone, tones_for
from shared.domain.value import ValueTier, value_tier


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of a customer, and what the tables make of them."""

    profile: Profile
    churn: ChurnRisk
    tier: ValueTier
    engagement: Engagement
    pattern: str | None
    advice: Advice | None
    tones: tuple[Tone, ...]


def standing_of(profile: Profile, churn: ChurnRisk) -> Standing:
    """Where the customer stands on the day that the profile was taken."""
    value = profile.historic_clv
    return Standing(
        profile=profile,
        churn=churn,
        tier=value_tier(value),
        engagement=engagement(profile.days_since_last_order),
        pattern=purchase_pattern(profile.historic_number_of_orders, profile.average_days_between_orders),
        advice=retention_advice(value, churn.level),
        tones=tones_for(value, churn.level, profile.tenure_days),
    )
