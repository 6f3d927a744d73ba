"""What the shop sold and will probably sell: the tables that a current snapshot replaces, one dataclass a table."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any

from psycopg import Connection, sql

from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales
from shared.domain.trends import Forecast
from shared.segmentation.sales.facts import SalesFacts

#: Each table has the columns of its dataclass.
TABLES = {
    MonthSales: "month_sales",
    ProductSales: "product_sales",
    CategoryMonth: "category_months",
    ProductPair: "product_pairs",
    EventSales: "event_sales",
    EventCustomer: "event_customers",
}

EMPTY = sql.SQL("DELETE FROM {table}")
FILL = sql.SQL("COPY {table} ({columns}) FROM STDIN")

COPY_FORECASTS = """
COPY forecasts (figure, method, measured_coverage, measured_on, reason, no_forecast_because) FROM STDIN
"""
COPY_FORECAST_MONTHS = "COPY forecast_months (figure, month, mean, low, high, coverage) FROM STDIN"


@dataclass(frozen=True, slots=True)
class ShopFigures:
    """The shop as a whole, as of one day."""

    sales: SalesFacts
    forecasts: tuple[Forecast, ...]


def replace_shop_figures(connection: Connection[Any], shop: ShopFigures) -> None:
    """Put these figures in place of those that are kept, in the transaction that is under way.

    Raises ForeignKeyViolation when a customer in them has been erased.
    """
    sales = shop.sales
    kept: dict[type, Sequence[object]] = {
        MonthSales: sales.months,
        ProductSales: sales.products,
        CategoryMonth: sales.category_months,
        ProductPair: sales.pairs,
        EventSales: sales.events,
        EventCustomer: sales.event_customers,
    }
    for kind, rows in kept.items():
        _replace(connection, kind, rows)
    _replace_forecasts(connection, shop.forecasts)


def _replace(connection: Connection[Any], kind: type, rows: Sequence[object]) -> None:
    table = sql.Identifier(TABLES[kind])
    columns = columns_of(kind)
    connection.execute(EMPTY.format(table=table))
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor, cursor.copy(FILL.format(table=table, columns=names)) as copy:
        for row in rows:
            copy.write_row([_storable(getattr(row, column)) for column in columns])


def columns_of(kind: type) -> tuple[str, ...]:
    """The columns of the dataclass' table."""
    return tuple(field.name for field in fields(kind))


def _replace_forecasts(connection: Connection[Any], forecasts: Sequence[Forecast]) -> None:
    connection.execute("DELETE FROM forecasts")
    with connection.cursor() as cursor, cursor.copy(COPY_FORECASTS) as copy:
        for each in forecasts:
            copy.write_row(
                (
                    each.of,
                    each.method,
                    each.measured_coverage,
                    each.measured_on,
                    each.reason,
                    each.no_forecast_because,
                )
            )
    with connection.cursor() as cursor, cursor.copy(COPY_FORECAST_MONTHS) as copy:
        for each in forecasts:
            for month in each.months:
                interval = month.interval
                copy.write_row((each.of, month.month, month.mean, interval.low, interval.high, interval.coverage))


def _storable(value: object) -> object:
    """What is no number is unknown."""
    return None if isinstance(value, float) and not isfinite(value) else value
