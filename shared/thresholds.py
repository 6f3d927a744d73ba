"""Figures and their thresholds, as the setting SLACK_ALERTS tells them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from shared.errors import InvalidPayload

HUNDRED = 100


class AlertMetric(StrEnum):
    """The figures that alerts look at."""

    #: Customers at critical churn risk.
    CRITICAL_CUSTOMERS = "critical_customers"
    #: Customers at high or critical churn risk.
    CUSTOMERS_AT_RISK = "customers_at_risk"
    #: What they have spent so far.
    REVENUE_AT_RISK = "revenue_at_risk"
    #: Its share of all revenue.
    REVENUE_AT_RISK_SHARE = "revenue_at_risk_share"
    #: Revenue of the next whole calendar month.
    FORECAST_NEXT_MONTH = "forecast_next_month"
    #: New customers of the next whole calendar month.
    NEW_CUSTOMERS_NEXT_MONTH = "new_customers_next_month"
    #: Share of the answered drafts of the last seven days that were used.
    DRAFTS_ACCEPTED = "drafts_accepted"


#: Figures that are shares of 1, so that their thresholds may be told in percent.
SHARES = frozenset({AlertMetric.REVENUE_AT_RISK_SHARE, AlertMetric.DRAFTS_ACCEPTED})

TOLD = re.compile(r"(?P<metric>[a-z_]+)\s*(?P<sign>[<>])\s*(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?P<percent>%?)")


@dataclass(frozen=True, slots=True)
class Condition:
    """What an alert waits for."""

    metric: AlertMetric
    #: Whether it is told of above the threshold, or below.
    is_above: bool
    #: In the shop's currency, customers, or as a share of 1.
    threshold: float

    def is_beyond(self, value: float) -> bool:
        """Whether the value has crossed the threshold."""
        return value > self.threshold if self.is_above else value < self.threshold


def condition_told(text: str) -> Condition:
    """The condition that a setting tells, as "critical_customers>100" or "drafts_accepted < 60%".

    Raises InvalidPayload, which says what is wrong and how to say it right.
    """
    found = TOLD.fullmatch(text.strip())
    if found is None or found["metric"] not in set(AlertMetric):
        metrics = ", ".join(AlertMetric)
        raise InvalidPayload(
            f"{text!r} is no alert; write it as critical_customers>100, with > or < and one of {metrics}"
        )
    metric = AlertMetric(found["metric"])
    if found["percent"] and metric not in SHARES:
        raise InvalidPayload(f"{text!r} is no alert: {metric} is no share, so its threshold is no percentage")
    threshold = float(found["number"]) / (HUNDRED if found["percent"] else 1)
    if metric in SHARES and threshold > 1:
        raise InvalidPayload(f"{text!r} is no alert: {metric} is a share; write 60% or 0.6")
    return Condition(metric, found["sign"] == ">", threshold)


def condition_in_words(condition: Condition) -> str:
    """As the setting tells it."""
    number = f"{condition.threshold:.6f}".rstrip("0").rstrip(".")
    return f"{condition.metric}{'>' if condition.is_above else '<'}{number}"
