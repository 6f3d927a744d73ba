"""What the shop as a whole will probably take in, and how many customers it will have."""

from dataclasses import dataclass
from datetime import date

from shared.domain.predictions import Interval
from shared.domain.trends import MonthForecast


@dataclass(frozen=True, slots=True)
class RevenueMonth:
    """One calendar month."""

    #: The first of the month.
    month: date
    revenue: float
    #: None where the revenue is known, because the month is over.
    interval: Interval | None
    is_actual: bool


@dataclass(frozen=True, slots=True)
class RevenueForecast:
    """Revenue of some months to come, or of a period whose first months may be over."""

    #: As "next 6 months" or "Q4 2026".
    period: str
    months: tuple[RevenueMonth, ...]
    #: Over the months that there are; None when there are none.
    total: float | None
    #: The bounds of the months added up: as wide as it gets when all months err to the same side.
    interval: Interval | None
    #: Of the same months a year before; None when not all of them were sold in whole.
    a_year_before: float | None
    method: str
    #: Share of past months that fell inside the intervals made for them, and how many months that was measured on.
    measured_coverage: float | None
    measured_on: int
    reason: str
    #: Why months of the period are missing.
    because: str | None
    currency: str
    as_of: date


@dataclass(frozen=True, slots=True)
class GrowthMonth:
    """One month to come."""

    #: The first of the month.
    month: date
    #: New customers of the whole month.
    new_customers: float
    new_interval: Interval
    #: Customers who will ever have bought, at its end.
    customers: float
    #: The bounds of the months so far added up: as wide as it gets.
    customers_interval: Interval


@dataclass(frozen=True, slots=True)
class GrowthProjection:
    """How the customer base will probably grow."""

    #: Customers who have ever bought, as of the snapshot.
    customers: int
    months: tuple[GrowthMonth, ...]
    #: Customers who buy in a month; empty when it cannot be forecast.
    active_customers: tuple[MonthForecast, ...]
    #: Average growth of the base a month over the months to come, as a share; None without any.
    growth_per_month: float | None
    #: New customers a month on average over the last whole months, at most twelve; None without any.
    new_a_month_so_far: float | None
    method: str
    measured_coverage: float | None
    measured_on: int
    reason: str
    #: Why months are missing.
    because: str | None
    as_of: date
