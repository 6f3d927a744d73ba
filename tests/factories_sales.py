"""What a shop sold and will sell, made up."""

from datetime import date

from shared.domain.periods import later
from shared.domain.predictions import Interval
from shared.domain.sales import MonthSales, ProductSales
from shared.domain.trends import Forecast, ForecastOf, MonthForecast


def a_month(month: date, revenue: float = 100.0, *, new: int = 5, is_whole: bool = True) -> MonthSales:
    return MonthSales(month, revenue, 10, 8, new, 30, is_whole=is_whole)


def months_from(first: date, *revenues: float) -> list[MonthSales]:
    """Whole months in a row with these revenues."""
    return [a_month(later(first, number), revenue) for number, revenue in enumerate(revenues)]


def a_shop_forecast(of: ForecastOf, first: date, *means: float) -> Forecast:
    """Months in a row, each with an interval from half to twice its mean."""
    return Forecast(
        of=of,
        months=tuple(
            MonthForecast(later(first, number), mean, Interval(mean / 2, mean * 2, 0.8))
            for number, mean in enumerate(means)
        ),
        method="damped trend and theta, averaged",
        measured_coverage=0.83,
        measured_on=12,
        reason="revenue has grown by 2% a month",
        no_forecast_because=None,
    )


def a_product(
    product_id: str = "P1",
    name: str = "Blue mug",
    *,
    units: int = 100,
    returned: int = 0,
    revenue: float = 500.0,
    last_90: float = 100.0,
    previous_90: float = 100.0,
    a_year_ago: float | None = None,
) -> ProductSales:
    return ProductSales(
        product_id=product_id,
        name=name,
        category="Kitchen",
        units=units,
        returned_units=returned,
        revenue=revenue,
        orders=40,
        customers=30,
        repeat_customers_share=0.2,
        revenue_last_90=last_90,
        revenue_previous_90=previous_90,
        revenue_last_90_a_year_ago=a_year_ago,
        first_sold_on=date(2025, 1, 1),
        last_sold_on=date(2026, 6, 30),
    )
