"""Archetypes in the order of one of their figures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.customers import Archetype
from shared.domain.search import GroupFigures


class ArchetypeMetric(StrEnum):
    """What archetypes can be ranked by; the values are fields of GroupFigures."""

    MEMBERS = "customers"
    TOTAL_REVENUE = "revenue"
    AVERAGE_CLV = "average_clv"
    PREDICTED_REVENUE = "predicted_revenue"
    AVERAGE_ORDER_VALUE = "average_order_value"
    AVERAGE_ORDERS = "average_orders"
    CHURN_PROBABILITY = "churn_probability"
    REVENUE_AT_RISK = "revenue_at_risk"
    RECENT_REVENUE = "spent_last_90"


@dataclass(frozen=True, slots=True)
class RankedArchetype:
    """An archetype at its place."""

    archetype: Archetype
    #: The figure that it is ranked by.
    value: float
    figures: GroupFigures


@dataclass(frozen=True, slots=True)
class RankedArchetypes:
    """The first of all archetypes by a figure, highest first."""

    metric: ArchetypeMetric
    archetypes: tuple[RankedArchetype, ...]
    #: How many archetypes have the figure, whatever the limit.
    total: int
    #: Why there are none.
    because: str | None
    currency: str
    as_of: date


def figure_of(figures: GroupFigures, metric: ArchetypeMetric) -> float | None:
    """The group's figure; None when the snapshot has no predictions and the figure is one."""
    figure: float | None = getattr(figures, metric)
    return figure
