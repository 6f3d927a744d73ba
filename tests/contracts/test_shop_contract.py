"""What the tools may expect of sales, forecasts and segments: the same of the fakes and of the real stores."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from shared.domain.predictions import Interval
from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales
from shared.domain.trends import Forecast, ForecastOf, GroupPoint, MonthForecast, PastPlace, Shift
from shared.errors import NotFound
from shared.segmentation.sales.facts import SalesFacts
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import SnapshotStore
from shared.store_ports import Forecasts, Sales, Segments, SnapshotFacts
from tests.factories_customers import a_discovery, a_place, a_profile, keep_customers
from tests.factories_features import AS_OF
from tests.factories_snapshots import findings_of, keep_history
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
BEFORE = AS_OF - timedelta(days=30)


def a_month(month: date, revenue: float) -> MonthSales:
    return MonthSales(month, revenue, orders=4, customers=3, new_customers=1, units=9, is_whole=True)


def a_product(product_id: str, name: str, revenue: float, *, lately: float = 0.0, before: float = 0.0) -> ProductSales:
    return ProductSales(
        product_id=product_id,
        name=name,
        category="Thread",
        units=10,
        returned_units=1,
        revenue=revenue,
        orders=5,
        customers=4,
        repeat_customers_share=0.25,
        revenue_last_90=lately,
        revenue_previous_90=before,
        revenue_last_90_a_year_ago=None,
        first_sold_on=JUNE,
        last_sold_on=JULY,
    )


def a_pair(product_a: str, product_b: str, least_lift: float) -> ProductPair:
    return ProductPair(product_a, "A", product_b, "B", 7, 0.1, 0.5, 0.4, least_lift + 1, least_lift)


def an_event(event: str, starts_on: date) -> EventSales:
    return EventSales(
        event=event,
        name=event.capitalize(),
        year=starts_on.year,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=20),
        revenue=120.5,
        orders=4,
        customers=3,
        new_customers=1,
        uplift=None if event == "easter" else 1.5,
        is_whole=True,
    )


SALES = SalesFacts(
    months=(a_month(JULY, 80.0), a_month(JUNE, 120.5)),
    products=(
        a_product("P1", "100% cotton_thread", 500.0, lately=20.0, before=10.0),
        a_product("p2", "Silk THREAD", 500.0, lately=5.0, before=35.0),
        a_product("B3", "Batting \\ wool", 900.0, lately=7.0, before=7.0),
        a_product("B4", "Batting", 10.0, lately=300.0, before=0.0),
    ),
    category_months=(
        CategoryMonth("Thread", JULY, 10.0, 1, 1, 2),
        CategoryMonth("Batting", JULY, 20.0, 2, 2, 3),
        CategoryMonth("Thread", JUNE, 30.0, 3, 3, 4),
    ),
    pairs=(a_pair("P1", "p2", 1.2), a_pair("B3", "P1", 2.5), a_pair("B3", "B4", 1.2)),
    events=(
        an_event("halloween", date(2025, 10, 1)),
        an_event("easter", date(2026, 3, 15)),
        an_event("halloween", date(2024, 10, 1)),
    ),
    event_customers=(
        EventCustomer("halloween", "1", 1, 2, 30.0, 0.3),
        EventCustomer("halloween", "2", 2, 4, 90.0, 0.5),
        EventCustomer("easter", "1", 1, 1, 10.0, 0.1),
    ),
)
REVENUE = Forecast(
    of=ForecastOf.REVENUE,
    months=tuple(MonthForecast(month, 90.0, Interval(50.5, 130.25, 0.8)) for month in (JUNE, JULY)),
    method="damped trend and theta, averaged",
    measured_coverage=0.78,
    measured_on=12,
    reason="revenue rises by 3 % a month",
    no_forecast_because=None,
)
NEW_CUSTOMERS = Forecast(ForecastOf.NEW_CUSTOMERS, (), "", None, 0, "", "two whole months are too few")

THEN = tuple(
    a_profile(customer_id, axes=(a_place("purchase_frequency", segment),), clv=100.0)
    for customer_id, segment in (("1", "regular"), ("2", "regular"), ("3", "another"))
)
NOW = tuple(
    a_profile(customer_id, axes=(a_place("purchase_frequency", segment),), clv=150.0)
    for customer_id, segment in (("1", "regular"), ("2", "another"), ("3", "another"))
)


@dataclass(frozen=True)
class Shop:
    sales: Sales
    forecasts: Forecasts
    segments: Segments


@pytest.fixture(scope="module", params=["fake", "real"])
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    if request.param == "fake":
        yield in_memory()
        return
    database = Database(request.getfixturevalue("module_database_url"), size=1)
    database.open()
    keep_customers(database, NOW)
    keep_history(database, replace(a_discovery(THEN), as_of=BEFORE))
    SnapshotStore(database).save(findings_of(a_discovery(NOW)), ShopFigures(SALES, (REVENUE, NEW_CUSTOMERS)))
    yield Shop(SalesStore(database), ForecastStore(database), SegmentStore(database))
    database.close()


def in_memory() -> Shop:
    facts = SnapshotFacts(AS_OF, "GBP", 3, {"purchase_frequency": ("regular", "another")}, {}, 0.95)
    moved = (Shift("another", "another", 1), Shift("regular", "another", 1), Shift("regular", "regular", 1))
    regular = (GroupPoint(BEFORE, 2, 2 / 3, 100.0, 200.0), GroupPoint(AS_OF, 1, 1 / 3, 150.0, 150.0))
    return Shop(
        FakeSales(
            months=SALES.months,
            products=SALES.products,
            category_months=SALES.category_months,
            pairs=SALES.pairs,
            events=SALES.events,
            event_customers=SALES.event_customers,
        ),
        FakeForecasts(REVENUE, NEW_CUSTOMERS),
        FakeSegments(
            facts,
            *a_discovery(NOW).archetypes,
            histories={"regular": regular, ("purchase_frequency", "regular"): regular},
            shifts={None: moved, "purchase_frequency": moved},
            shifts_from=BEFORE,
            places={
                "2": (
                    PastPlace(BEFORE, "regular", {"purchase_frequency": "regular"}, 100.0),
                    PastPlace(AS_OF, "another", {"purchase_frequency": "another"}, 150.0),
                )
            },
        ),
    )


def ids(products: tuple[ProductSales, ...]) -> list[str]:
    return [product.product_id for product in products]


def test_months_come_oldest_first(shop: Shop) -> None:
    assert shop.sales.months() == tuple(reversed(SALES.months))


def test_products_come_by_revenue_whole(shop: Shop) -> None:
    products = shop.sales.products()

    assert ids(products) == ["B3", "P1", "p2", "B4"]
    assert products[1] == SALES.products[0]
    assert ids(shop.sales.products(limit=1)) == ["B3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thread", ["P1", "p2"]),
        ("P", ["P1", "p2"]),
        ("%", ["P1"]),
        ("n_t", ["P1"]),
        ("\\", ["B3"]),
        ("no such thing", []),
        ("a\x00b", []),
    ],
)
def test_products_are_found_by_id_or_name_in_any_case(shop: Shop, text: str, found: list[str]) -> None:
    assert ids(shop.sales.products(text)) == found


def test_movers_are_only_those_that_moved_that_way(shop: Shop) -> None:
    assert ids(shop.sales.movers(rising=True)) == ["B4", "P1"]
    assert ids(shop.sales.movers(rising=False)) == ["p2"]
    assert ids(shop.sales.movers(rising=True, limit=1)) == ["B4"]


def test_categories_come_by_month(shop: Shop) -> None:
    assert [(row.month, row.category) for row in shop.sales.category_months()] == [
        (JUNE, "Thread"),
        (JULY, "Batting"),
        (JULY, "Thread"),
    ]


def test_pairs_come_surest_first(shop: Shop) -> None:
    assert shop.sales.pairs() == (SALES.pairs[1], SALES.pairs[2], SALES.pairs[0])
    assert shop.sales.pairs("P1") == (SALES.pairs[1], SALES.pairs[0])
    assert shop.sales.pairs("B4", limit=5) == (SALES.pairs[2],)
    assert shop.sales.pairs("nothing") == ()


def test_events_come_oldest_first(shop: Shop) -> None:
    assert shop.sales.events() == (SALES.events[2], SALES.events[0], SALES.events[1])
    assert shop.sales.events("halloween") == (SALES.events[2], SALES.events[0])
    assert shop.sales.events("no such event") == ()


def test_customers_of_an_event_come_by_what_they_spent(shop: Shop) -> None:
    assert shop.sales.event_customers("halloween") == (SALES.event_customers[1], SALES.event_customers[0])
    assert shop.sales.event_customers("halloween", limit=1) == (SALES.event_customers[1],)


def test_a_forecast_comes_with_its_months_or_with_the_cause(shop: Shop) -> None:
    assert shop.forecasts.of(ForecastOf.REVENUE) == REVENUE
    assert shop.forecasts.of(ForecastOf.NEW_CUSTOMERS) == NEW_CUSTOMERS
    missing = shop.forecasts.of(ForecastOf.ACTIVE_CUSTOMERS)
    assert missing.months == ()
    assert missing.no_forecast_because


def test_the_current_snapshot_and_its_archetypes(shop: Shop) -> None:
    assert shop.segments.current().as_of == AS_OF
    assert shop.segments.current().axes == {"purchase_frequency": ("regular", "another")}
    assert shop.segments.archetypes() == a_discovery(NOW).archetypes


def test_histories_come_oldest_first(shop: Shop) -> None:
    expected = (GroupPoint(BEFORE, 2, 2 / 3, 100.0, 200.0), GroupPoint(AS_OF, 1, 1 / 3, 150.0, 150.0))

    assert shop.segments.segment_history("purchase_frequency", "regular") == expected
    assert shop.segments.archetype_history("regular") == expected
    assert shop.segments.segment_history("purchase_frequency", "no such segment") == ()


def test_shifts_come_most_first_then_by_name(shop: Shop) -> None:
    moved = (Shift("another", "another", 1), Shift("regular", "another", 1), Shift("regular", "regular", 1))

    assert shop.segments.shifts(None, since=BEFORE) == moved
    assert shop.segments.shifts("purchase_frequency", since=AS_OF) == moved
    for axis, since in ((None, BEFORE - timedelta(days=1)), ("no such axis", AS_OF)):
        with pytest.raises(NotFound):
            shop.segments.shifts(axis, since=since)


def test_places_come_oldest_first(shop: Shop) -> None:
    assert [place.archetype_id for place in shop.segments.places_of("2")] == ["regular", "another"]
    assert shop.segments.places_of("nobody") == ()
