"""The answers of the analytics API on the wire: the API writes them, the client reads them."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.churn import ChurnFactor, ChurnLevel, ChurnRisk
from shared.domain.customers import AxisProfile, Profile, Strength


class ArchetypePayload(BaseModel):
    """The archetype that a customer belongs to."""

    id: str
    name: str


class SegmentPayload(BaseModel):
    """A customer's place on one axis of behaviour."""

    segment: str = Field(description="The segment that the customer belongs to most")
    strength: Strength
    memberships: dict[str, float] = Field(description="Segment to membership in [0, 1], largest first; they sum to 1")

    @classmethod
    def of(cls, place: AxisProfile) -> Self:
        """What is sent about `place`."""
        largest_first = sorted(place.memberships.items(), key=lambda membership: -membership[1])
        return cls(segment=place.segment, strength=place.strength, memberships=dict(largest_first))


class CustomerPayload(BaseModel):
    """All that the analytics know of one customer. Amounts are in `currency`."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "customer_id": "13027",
                "name": "Sarah Miller",
                "email": "sarah@example.com",
                "archetype": {
                    "id": "regular-weak.high_value-moderate.lapsed-weak",
                    "name": "Regular (weak), high value (moderate), lapsed (weak)",
                },
                "segments": {
                    "purchase_frequency": {
                        "segment": "regular",
                        "strength": "weak",
                        "memberships": {"regular": 0.56, "frequent": 0.37, "occasional": 0.07},
                    }
                },
                "historic_clv": 6912.0,
                "historic_number_of_orders": 6,
                "average_order_value": 1152.0,
                "average_days_between_orders": 48.2,
                "first_order_on": "2010-12-20",
                "last_order_on": "2011-08-18",
                "days_since_last_order": 113,
                "tenure_days": 354,
                "currency": "GBP",
                "as_of": "2011-12-09",
            }
        }
    )

    customer_id: str
    name: str | None
    email: str | None
    archetype: ArchetypePayload | None = Field(description="null when the orders did not support any axis")
    segments: dict[str, SegmentPayload] = Field(description="Axis of behaviour to the customer's place on it")
    historic_clv: float = Field(description="Spent so far, returns and discounts taken off")
    historic_number_of_orders: int
    average_order_value: float
    average_days_between_orders: float | None = Field(description="null when all orders fell on one day")
    first_order_on: date
    last_order_on: date
    days_since_last_order: int
    tenure_days: int = Field(description="Days since the first order")
    currency: str = Field(description="ISO 4217")
    as_of: date = Field(description="The day that all of this was true on")

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """What is sent about `profile`."""
        archetype = (
            ArchetypePayload(id=profile.archetype_id, name=profile.archetype_name or profile.archetype_id)
            if profile.archetype_id
            else None
        )
        return cls(
            customer_id=profile.customer_id,
            name=profile.name,
            email=profile.email,
            archetype=archetype,
            segments={place.axis: SegmentPayload.of(place) for place in profile.axes},
            historic_clv=profile.historic_clv,
            historic_number_of_orders=profile.historic_number_of_orders,
            average_order_value=profile.average_order_value,
            average_days_between_orders=profile.average_days_between_orders,
            first_order_on=profile.first_order_on,
            last_order_on=profile.last_order_on,
            days_since_last_order=profile.days_since_last_order,
            tenure_days=profile.tenure_days,
            currency=profile.currency,
            as_of=profile.as_of,
        )

    def profile(self) -> Profile:
        """The profile that was sent."""
        return Profile(
            customer_id=self.customer_id,
            name=self.name,
            email=self.email,
            archetype_id=self.archetype.id if self.archetype else None,
            archetype_name=self.archetype.name if self.archetype else None,
            axes=tuple(
                AxisProfile(axis, place.segment, place.strength, place.memberships)
                for axis, place in self.segments.items()
            ),
            historic_clv=self.historic_clv,
            historic_number_of_orders=self.historic_number_of_orders,
            average_order_value=self.average_order_value,
            average_days_between_orders=self.average_days_between_orders,
            first_order_on=self.first_order_on,
            last_order_on=self.last_order_on,
            as_of=self.as_of,
            currency=self.currency,
        )


class FactorPayload(BaseModel):
    """One reason behind the risk."""

    name: str
    weight: float = Field(description="What it adds to the rule's score; 0 for what only the model counts")
    explanation: str


class ChurnRiskPayload(BaseModel):
    """How likely a customer is to leave."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "customer_id": "13027",
                "rule_score": 0.6,
                "churn_risk_level": "CRITICAL",
                "factors": [
                    {
                        "name": "weak_purchase_frequency",
                        "weight": 0.3,
                        "explanation": "buys without a clear rhythm",
                    },
                    {"name": "silent", "weight": 0.3, "explanation": "last purchase 113 days ago"},
                    {
                        "name": "silence_in_usual_gaps",
                        "weight": 0.0,
                        "explanation": ("usually buys every 48 days and has been silent for 113: 2.4 times as long"),
                    },
                ],
                "churn_probability": 0.78,
                "horizon_days": 90,
                "no_probability_because": None,
                "recommendations": [
                    "Reach out in person within a day.",
                    "Offer what the retention policy allows.",
                ],
                "as_of": "2011-12-09",
            }
        }
    )

    customer_id: str
    rule_score: float = Field(description="Weighted sum of the factors, in [0, 1]; it ranks, it is no probability")
    churn_risk_level: ChurnLevel = Field(description="Of the probability where there is one, else of the rule's score")
    factors: list[FactorPayload]
    churn_probability: float | None = Field(description="Probability of no purchase within `horizon_days`")
    horizon_days: int | None
    no_probability_because: str | None = Field(description="Why there is no probability")
    recommendations: list[str]
    as_of: date

    @classmethod
    def of(cls, risk: ChurnRisk) -> Self:
        """What is sent about `risk`."""
        return cls(
            customer_id=risk.customer_id,
            rule_score=risk.rule_score,
            churn_risk_level=risk.level,
            factors=[
                FactorPayload(name=factor.name, weight=factor.weight, explanation=factor.explanation)
                for factor in risk.factors
            ],
            churn_probability=risk.churn_probability,
            horizon_days=risk.horizon_days,
            no_probability_because=risk.no_probability_because,
            recommendations=list(risk.recommendations),
            as_of=risk.as_of,
        )

    def churn_risk(self) -> ChurnRisk:
        """The churn risk that was sent."""
        return ChurnRisk(
            customer_id=self.customer_id,
            rule_score=self.rule_score,
            level=self.churn_risk_level,
            factors=tuple(ChurnFactor(factor.name, factor.weight, factor.explanation) for factor in self.factors),
            churn_probability=self.churn_probability,
            horizon_days=self.horizon_days,
            no_probability_because=self.no_probability_because,
            recommendations=tuple(self.recommendations),
            as_of=self.as_of,
        )
