"""What a customer will probably spend within any number of months, read off the months that were computed."""

from bisect import bisect_left

from shared.domain.churn import NO_MODEL
from shared.domain.customers import Profile
from shared.domain.money import money
from shared.domain.predictions import BuyingForecast, Interval, ValueForecast
from shared.domain.silence import silence_in_words
from shared.domain.words import counted


def value_forecast_of(
    profile: Profile, forecast: BuyingForecast | None, *, months: int, because: str | None
) -> ValueForecast:
    """The money of the next `months`; without a forecast, `because` says why there is none.

    Between the months that were computed the money grows evenly, from 0 today. Beyond the last of them nothing is
    said.
    """
    reach = max(forecast.clv, default=0) if forecast else 0
    predicted = _between(forecast.clv, months) if forecast else None
    if forecast and predicted is None:
        because = f"the models look {counted(reach, 'month')} ahead, not {months}"
    return ValueForecast(
        customer_id=profile.customer_id,
        horizon_months=months,
        historic_clv=profile.historic_clv,
        predicted_clv=predicted,
        interval=_interval(forecast.clv_intervals, months) if forecast else None,
        total_clv=None if predicted is None else round(profile.historic_clv + predicted, 2),
        reason=_reason(profile, forecast, predicted, months) if forecast and predicted is not None else "",
        no_prediction_because=(because or NO_MODEL) if predicted is None else None,
        currency=profile.currency,
        as_of=profile.as_of,
    )


def _between(known: dict[int, float], months: int) -> float | None:
    """The amount at `months`, on the straight line between the known months around it; None beyond the last."""
    ends = [0, *sorted(known)]
    place = bisect_left(ends, months)
    if place == len(ends):
        return None
    before, after = ends[place - 1], ends[place]
    amounts = known.get(before, 0.0), known[after]
    return round(amounts[0] + (amounts[1] - amounts[0]) * (months - before) / (after - before), 2)


def _interval(known: dict[int, Interval], months: int) -> Interval | None:
    low = _between({month: interval.low for month, interval in known.items()}, months)
    high = _between({month: interval.high for month, interval in known.items()}, months)
    if low is None or high is None:
        return None
    return Interval(low, high, coverage=next(interval.coverage for interval in known.values()))


def _reason(profile: Profile, forecast: BuyingForecast, predicted: float, months: int) -> str:
    spent, orders = money(profile.historic_clv, profile.currency), counted(profile.historic_number_of_orders, "order")
    rhythm = silence_in_words(profile.days_since_last_order, forecast.usual_gap_days)
    ahead = f"{money(predicted, profile.currency)} in {counted(months, 'month')} is expected"
    return f"{ahead}: has spent {spent} in {orders}, {rhythm}"
