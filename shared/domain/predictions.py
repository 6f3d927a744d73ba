"""What a customer will probably do: each with its horizon, its interval and the reason, or why nothing can be said."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the truth lies with the chance `coverage`."""

    low: float
    high: float
    #: In (0, 1), as 0.8.
    coverage: float


@dataclass(frozen=True, slots=True)
class BuyingForecast:
    """What the models say of one customer, as of the snapshot's day."""

    #: Days to the probability of at least one purchase within them, growing with the days.
    purchase_probability: dict[int, float]
    #: Median days to the next purchase, given that there is one within 90 days; None when that is unlikely.
    median_days: float | None
    #: When it will come, given the same; None with `median_days`.
    days_interval: Interval | None
    #: Months to the money that the customer will probably spend within them.
    clv: dict[int, float]
    clv_intervals: dict[int, Interval]
    #: Gap between purchases to expect, the customer's own drawn towards the shop's.
    usual_gap_days: float


@dataclass(frozen=True, slots=True)
class NextPurchase:
    """When a customer will probably buy again."""

    customer_id: str
    #: Days to the probability of at least one purchase within them; empty with `no_prediction_because`.
    purchase_probability: dict[int, float]
    #: None when a purchase within `horizon_days` is unlikely: a date would mislead.
    expected_date_of_next_order: date | None
    earliest: date | None
    latest: date | None
    #: Chance that an order which does come lies between `earliest` and `latest`.
    coverage: float | None
    #: The longest horizon that the dates are conditional on.
    horizon_days: int
    average_days_between_orders: float | None
    reason: str
    no_prediction_because: str | None
    as_of: date


@dataclass(frozen=True, slots=True)
class ValueForecast:
    """What a customer will probably spend."""

    customer_id: str
    horizon_months: int
    historic_clv: float
    #: Money of the next `horizon_months`; None with `no_prediction_because`.
    predicted_clv: float | None
    interval: Interval | None
    #: historic_clv and predicted_clv together.
    total_clv: float | None
    reason: str
    no_prediction_because: str | None
    currency: str
    as_of: date
