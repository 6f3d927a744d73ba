"""How the shop's customers change: from snapshot to snapshot, and onward."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.predictions import Interval


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """A segment or an archetype in one snapshot."""

    as_of: date
    members: int
    #: Share of all customers of the snapshot, in [0, 1].
    share: float
    average_clv: float
    total_revenue: float


@dataclass(frozen=True, slots=True)
class Shift:
    """Customers who were in one archetype or segment in the older snapshot and in another in the newer."""

    before: str
    after: str
    customers: int


@dataclass(frozen=True, slots=True)
class PastPlace:
    """Where a customer stood in one snapshot."""

    as_of: date
    archetype_id: str | None
    #: Axis to dominant segment.
    segments: dict[str, str]
    historic_clv: float


class ForecastOf(StrEnum):
    """What is forecast by month."""

    REVENUE = "revenue"
    NEW_CUSTOMERS = "new_customers"
    ACTIVE_CUSTOMERS = "active_customers"


@dataclass(frozen=True, slots=True)
class MonthForecast:
    """One month to come."""

    #: The first of the month.
    month: date
    mean: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Forecast:
    """A monthly figure of the shop, some months ahead."""

    of: ForecastOf
    months: tuple[MonthForecast, ...]
    #: The model in words, as "damped trend and theta, averaged".
    method: str
    #: Share of past months that fell inside the intervals made for them, and how many months that was measured on.
    measured_coverage: float | None
    measured_on: int
    reason: str
    #: Why there are no months.
    no_forecast_because: str | None


@dataclass(frozen=True, slots=True)
class GroupProjection:
    """How a segment or an archetype will probably go on, month by month after its newest snapshot."""

    members: tuple[MonthForecast, ...]
    #: Share of all customers, in [0, 1], with its interval.
    share: tuple[MonthForecast, ...]
    #: The model in words.
    method: str
    reason: str
    #: Why there are no months.
    no_projection_because: str | None
