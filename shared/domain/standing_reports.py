"""The reports and alerts that the settings ask for."""

from collections.abc import Sequence
from datetime import time

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.thresholds import AlertMetric, Condition, condition_in_words

#: Alerts look at their figures when the night's discovery, which begins at three, has had two hours.
ALERTS_AT = time(5)
FORECAST_MONTHS = 3
#: Which question an alert's figure belongs to, if not to churn; none is asked about drafts.
QUESTIONS = {
    AlertMetric.FORECAST_NEXT_MONTH: QueryKind.REVENUE_FORECAST,
    AlertMetric.NEW_CUSTOMERS_NEXT_MONTH: QueryKind.GROWTH_PROJECTION,
    AlertMetric.DRAFTS_ACCEPTED: QueryKind.OUT_OF_SCOPE,
}


def standing_reports(
    channel: str, alerts: Sequence[Condition], *, at: time, time_zone: str
) -> tuple[NewSubscription, ...]:
    """The daily churn summary, the weekly forecast on Mondays, the monthly growth on the 1st, and the alerts.

    None at all without a channel.
    """
    if not channel:
        return ()
    reports: tuple[tuple[str, QueryKind, dict[str, object], Timing], ...] = (
        ("daily churn summary", QueryKind.CHURN_RISK, {}, Timing(Rhythm.DAILY, None, at, time_zone)),
        (
            "weekly revenue forecast",
            QueryKind.REVENUE_FORECAST,
            {"months": FORECAST_MONTHS},
            Timing(Rhythm.WEEKLY, 1, at, time_zone),
        ),
        ("monthly segment growth", QueryKind.ARCHETYPE_GROWTH, {}, Timing(Rhythm.MONTHLY, 1, at, time_zone)),
    )
    return (
        *(
            NewSubscription(channel, None, None, kind, timing, slots=slots, name=name)
            for name, kind, slots, timing in reports
        ),
        *(_alert(channel, condition) for condition in dict.fromkeys(alerts)),
    )


def _alert(channel: str, condition: Condition) -> NewSubscription:
    return NewSubscription(
        channel,
        None,
        None,
        QUESTIONS.get(condition.metric, QueryKind.CHURN_RISK),
        Timing(Rhythm.DAILY, None, ALERTS_AT, "UTC"),
        name=f"alert {condition_in_words(condition)}",
        condition=condition,
    )
