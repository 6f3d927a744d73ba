"""The figures that alerts look at, as the analytics tell them now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from shared.chat_ports import Analyst
from shared.domain.access import Asker
from shared.domain.churn import ChurnLevel
from shared.domain.churn_overview import ChurnOverview
from shared.domain.draft_figures import ReportFigures
from shared.domain.outlook import GrowthProjection, RevenueForecast
from shared.errors import Permanent
from shared.pages.page import Unit
from shared.thresholds import AlertMetric

What = TypeVar("What")

#: The first month of a forecast may be under way.
MONTHS = 2
DRAFT_DAYS = 7

#: What each figure is called, and what it is.
CALLED: Mapping[AlertMetric, tuple[str, Unit]] = {
    AlertMetric.CRITICAL_CUSTOMERS: ("Customers at critical churn risk", Unit.COUNT),
    AlertMetric.CUSTOMERS_AT_RISK: ("Customers at high or critical churn risk", Unit.COUNT),
    AlertMetric.REVENUE_AT_RISK: ("Revenue at risk", Unit.MONEY),
    AlertMetric.REVENUE_AT_RISK_SHARE: ("Share of revenue at risk", Unit.PERCENT),
    AlertMetric.FORECAST_NEXT_MONTH: ("Revenue expected next month", Unit.MONEY),
    AlertMetric.NEW_CUSTOMERS_NEXT_MONTH: ("New customers expected next month", Unit.COUNT),
    AlertMetric.DRAFTS_ACCEPTED: (f"Drafts accepted in {DRAFT_DAYS} days", Unit.PERCENT),
}


@dataclass(frozen=True, slots=True)
class AlertFigure:
    """A figure as it stands."""

    #: None when it is not known, as the forecast of a shop that is too young.
    value: float | None
    #: The day of the snapshot that it was read from; None for what has no snapshot.
    as_of: date | None = None


def figure_now(analyst: Analyst, asker: Asker, metric: AlertMetric) -> AlertFigure:
    """The figure; raises what the analyst raises, and Permanent when it answers something else."""
    return _READERS[metric](analyst, asker)


def _churn(analyst: Analyst, asker: Asker) -> ChurnOverview:
    return typed(analyst.tool(asker, "churn_overview", {"limit": 1}), ChurnOverview)


def _critical(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = _churn(analyst, asker)
    known = {level.group: level.customers for level in found.levels}
    return AlertFigure(float(known.get(ChurnLevel.CRITICAL, 0)), found.who.as_of)


def _at_risk(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = _churn(analyst, asker)
    return AlertFigure(float(found.everybody.at_risk) if found.everybody else 0.0, found.who.as_of)


def _revenue(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = _churn(analyst, asker)
    return AlertFigure(found.revenue_at_risk, found.who.as_of)


def _revenue_share(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = _churn(analyst, asker)
    return AlertFigure(found.revenue_at_risk_share, found.who.as_of)


def _forecast(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = typed(analyst.tool(asker, "revenue_forecast", {"months": MONTHS}), RevenueForecast)
    to_come = [month.revenue for month in found.months if month.month > found.as_of and not month.is_actual]
    return AlertFigure(to_come[0] if to_come else None, found.as_of)


def _new_customers(analyst: Analyst, asker: Asker) -> AlertFigure:
    found = typed(analyst.tool(asker, "growth_projection", {"months": MONTHS}), GrowthProjection)
    to_come = [month.new_customers for month in found.months if month.month > found.as_of]
    return AlertFigure(to_come[0] if to_come else None, found.as_of)


def _drafts(analyst: Analyst, asker: Asker) -> AlertFigure:
    return AlertFigure(typed(analyst.draft_report(asker, days=DRAFT_DAYS), ReportFigures).total.acceptance_rate)


def typed(found: object, kind: type[What]) -> What:
    """What the analyst answered, as what it was asked for; Permanent when it is something else."""
    if not isinstance(found, kind):
        raise Permanent(f"the analytics answered a {type(found).__name__} where a {kind.__name__} was asked for")
    return found


_READERS: Mapping[AlertMetric, Callable[[Analyst, Asker], AlertFigure]] = {
    AlertMetric.CRITICAL_CUSTOMERS: _critical,
    AlertMetric.CUSTOMERS_AT_RISK: _at_risk,
    AlertMetric.REVENUE_AT_RISK: _revenue,
    AlertMetric.REVENUE_AT_RISK_SHARE: _revenue_share,
    AlertMetric.FORECAST_NEXT_MONTH: _forecast,
    AlertMetric.NEW_CUSTOMERS_NEXT_MONTH: _new_customers,
    AlertMetric.DRAFTS_ACCEPTED: _drafts,
}
