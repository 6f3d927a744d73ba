"""Months of a shop, made up."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from shared.domain.periods import later
from shared.domain.sales import MonthSales
from shared.segmentation.features.columns import Floats

FIRST = date(2023, 1, 1)


def a_month(month: date = FIRST, revenue: float = 1000.0, *, is_whole: bool = True, **counts: int) -> MonthSales:
    return MonthSales(
        month=month,
        revenue=revenue,
        orders=counts.get("orders", 20),
        customers=counts.get("customers", 10),
        new_customers=counts.get("new_customers", 3),
        units=counts.get("units", 40),
        is_whole=is_whole,
    )


def months_of(revenues: Iterable[float]) -> list[MonthSales]:
    found, month = [], FIRST
    for revenue in revenues:
        found.append(a_month(month, float(revenue)))
        month = later(month, 1)
    return found


def a_seasonal_shop(months: int, *, noise: float = 0.05, growth: float = 0.0, seed: int = 1) -> Floats:
    """Revenue that doubles from its lowest month to its highest, the eleventh of each year."""
    rng = np.random.default_rng(seed)
    at = np.arange(months)
    shape = 0.35 * np.cos(2 * np.pi * (at - 10) / 12)
    revenue: Floats = 1000.0 * np.exp(shape + growth * at + rng.normal(0.0, noise, months))
    return revenue
