"""A shop in a database that has an answer to every tool's example: customers, history, sales, events and forecasts."""

from dataclasses import replace
from datetime import date, timedelta

from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, ProductPair
from shared.domain.trends import Forecast, ForecastOf
from shared.segmentation.sales.facts import SalesFacts
from shared.store.database import Database
from shared.store.findings import Findings
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import SnapshotStore
from tests.factories_features import AS_OF
from tests.factories_sales import a_product, a_shop_forecast, months_from
from tests.factories_snapshots import customer_ids, keep_history, keep_names, three_kinds_found

CUSTOMERS = 90
#: The customer in the tools' examples.
SOMEBODY = "13027"
#: Customers whose ids no address was made for.
ODD_IDS = ("a/b", "17850/churn-risk", "ü ß%2F?#", "..", "random", "lookup")
FIRST_MONTH, NEXT_MONTH = date(2024, 6, 1), date(2026, 7, 1)


def full_findings() -> Findings:
    """What is found in the shop."""
    found = three_kinds_found(CUSTOMERS)
    ids = found.discovery.features.customer_id.copy()
    ids[: 1 + len(ODD_IDS)] = [SOMEBODY, *ODD_IDS]
    return replace(
        found, discovery=replace(found.discovery, features=replace(found.discovery.features, customer_id=ids))
    )


def keep_full_shop(database: Database) -> Findings:
    """Keep the shop, and how it stood a quarter and half a year before; what was found in it."""
    findings = full_findings()
    keep_names(database, customer_ids(findings))
    for days in (180, 90):
        keep_history(database, replace(findings.discovery, as_of=AS_OF - timedelta(days=days)))
    SnapshotStore(database).save(findings, ShopFigures(_sales(), _forecasts()))
    return findings


def _sales() -> SalesFacts:
    months = tuple(months_from(FIRST_MONTH, *(1000.0 + 10 * number for number in range(25))))
    return SalesFacts(
        months=months,
        products=(
            a_product(a_year_ago=80.0, returned=3),
            a_product("P2", "Red mug", last_90=200.0, revenue=300.0),
            a_product("P3", "Cotton thread", last_90=20.0, revenue=200.0),
        ),
        category_months=tuple(
            CategoryMonth(name, month.month, revenue, 5, 4, 9)
            for name, revenue in (("Fabric", 500.0), ("Thread", 400.0))
            for month in months
        ),
        pairs=(ProductPair("P1", "Blue mug", "P2", "Red mug", 12, 0.1, 0.4, 0.5, 2.4, 1.6),),
        events=(_halloween(2024), _halloween(2025)),
        event_customers=(EventCustomer("halloween", SOMEBODY, 2, 3, 90.0, 0.4),),
    )


def _halloween(year: int) -> EventSales:
    starts, ends = date(year, 9, 19), date(year, 10, 30)
    return EventSales("halloween", "Halloween", year, starts, ends, 900.0, 40, 30, 5, uplift=1.8, is_whole=True)


def _forecasts() -> tuple[Forecast, ...]:
    return (
        a_shop_forecast(ForecastOf.REVENUE, NEXT_MONTH, *(1250.0 + 10 * number for number in range(36))),
        a_shop_forecast(ForecastOf.NEW_CUSTOMERS, NEXT_MONTH, *(5.0,) * 36),
        a_shop_forecast(ForecastOf.ACTIVE_CUSTOMERS, NEXT_MONTH, *(20.0,) * 36),
    )
