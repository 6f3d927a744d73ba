"""When a customer will probably buy again: a probability always, a date only where it would not mislead.

Never "last purchase + mean gap": whoever is overdue would be due today, and ranked by such dates customers come out
in a worse order than by chance.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from shared.domain.churn import NO_MODEL
from shared.domain.customers import Profile
from shared.domain.predictions import BuyingForecast, NextPurchase
from shared.domain.silence import silence_in_words
from shared.domain.words import percent


@dataclass(frozen=True, slots=True)
class DateRule:
    """When a date may be named."""

    #: The purchase must be at least this likely within the days: a date is read as a promise, so rather yes than no.
    least_probability: float
    horizon_days: int


DATES = DateRule(least_probability=0.5, horizon_days=90)


def next_purchase_of(profile: Profile, forecast: BuyingForecast | None, because: str | None) -> NextPurchase:
    """What the models make of the customer; without a forecast, `because` says why there is none."""
    chance = forecast.purchase_probability.get(DATES.horizon_days, 0.0) if forecast else 0.0
    dated = _dates(profile.as_of, forecast) if forecast and chance >= DATES.least_probability else None
    expected, earliest, latest, coverage = dated or (None, None, None, None)
    return NextPurchase(
        customer_id=profile.customer_id,
        purchase_probability=dict(forecast.purchase_probability) if forecast else {},
        expected_date_of_next_order=expected,
        earliest=earliest,
        latest=latest,
        coverage=coverage,
        horizon_days=DATES.horizon_days,
        average_days_between_orders=profile.average_days_between_orders,
        reason=_reason(profile, forecast, chance, is_dated=dated is not None) if forecast else "",
        no_prediction_because=None if forecast else because or NO_MODEL,
        as_of=profile.as_of,
    )


def _dates(as_of: date, forecast: BuyingForecast) -> tuple[date, date, date, float] | None:
    """Expected, earliest and latest day, and the interval's coverage; by the expected day half will have bought."""
    median, interval = forecast.median_days, forecast.days_interval
    if median is None or interval is None:
        return None
    expected, earliest, latest = (
        as_of + timedelta(days=days) for days in (ceil(median), floor(interval.low), ceil(interval.high))
    )
    return expected, earliest, latest, interval.coverage


def _reason(profile: Profile, forecast: BuyingForecast, chance: float, *, is_dated: bool) -> str:
    rhythm = silence_in_words(profile.days_since_last_order, forecast.usual_gap_days)
    if is_dated:
        return rhythm
    within = f"a purchase within {DATES.horizon_days} days"
    return f"{rhythm}; {within} has a chance of {percent(chance)}, too little to name a date"
