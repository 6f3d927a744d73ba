"""A shop that has an answer to every kind of question, one that has none, and desks over them."""

from datetime import date, timedelta

from shared.domain.access import Caller, Role
from shared.domain.customers import Distinction
from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, ProductPair
from shared.domain.trends import ForecastOf, GroupPoint
from shared.questions.answerer import Answerer
from shared.questions.engines import Readers
from shared.tools.desk import Desk
from shared.tools.stores import Stores
from tests.factories_sales import a_product, a_shop_forecast, months_from
from tests.factories_shop import AS_OF, AXES, a_customer, a_forecast, a_place, a_snapshot, an_archetype
from tests.fakes.audit import FakeAudit
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.questions import FakeAllowance, FakeClassifier, FakeQuestionReader, ForgetfulCache
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

ANALYST = Caller("key-1", "Ana", Role.ANALYST)
SUPPORT = Caller("key-2", "Sam", Role.SUPPORT)
FIRST_MONTH = date(2024, 7, 1)
NEXT_MONTH = date(2026, 7, 1)
#: Two archetypes are enough to compare, and one more to choose.
ARCHETYPES = ("regular.lapsed", "occasional.active", "one_time.new")


def _history(*members: int) -> tuple[GroupPoint, ...]:
    days = [AS_OF - timedelta(days=91 * back) for back in reversed(range(len(members)))]
    return tuple(
        GroupPoint(day, count, count / 60, 100.0, 100.0 * count) for day, count in zip(days, members, strict=True)
    )


def _buyer(number: int) -> KeptCustomer:
    """Everybody differs: some lapse, some buy more, some only on sale, some like businesses."""
    orders = 1.0 if number % 10 == 0 else 2.0 + number % 9
    frequency = AXES["purchase_frequency"][number % 4]
    return a_customer(
        f"c{number:02}",
        a_place("purchase_frequency", frequency),
        a_place("repurchase_behavior", "routine_buyer" if number % 2 else "explorer"),
        a_place("category_exploration", "category_loyal" if number % 3 else "explorer"),
        name=f"Ann Number{number}",
        email=f"ann{number}@example.com",
        archetype=ARCHETYPES[number % 3],
        rfm_group="CHAMPIONS" if number % 4 else "DORMANT",
        forecast=a_forecast(0.1 + 0.8 * (number % 5) / 5),
        figures={
            "historic_number_of_orders": orders,
            "historic_clv": 120.0 * (number + 1),
            "days_since_last_order": float(number * 9 % 400),
            "tenure_days": 500.0,
            "average_days_between_orders": 40.0 + number,
            "orders_last_90": 6.0 if number % 7 == 0 else 1.0,
            "orders_previous_90": 6.0 if number % 7 == 1 else 1.0,
            "spent_last_90": 60.0,
            "spent_previous_90": 50.0,
            "median_line_units": 40.0 if number % 11 == 0 else 1.0,
            "units_per_order": 90.0 if number % 11 == 0 else 4.0,
            "discounted_orders_share": 0.9 if number % 6 == 0 else 0.0,
            "coupon_orders_share": 0.0,
            "discount_share": 0.2 if number % 6 == 0 else 0.0,
            "recency_score": float(1 + number % 5),
            "frequency_score": float(1 + number % 5),
            "monetary_score": 3.0,
        },
    )


def _archetypes() -> FakeSegments:
    return FakeSegments(
        a_snapshot(60),
        *(
            an_archetype(
                name, members, share=members / 60, traits=(Distinction("purchase_frequency", "regular", 0.5, 2.0),)
            )
            for name, members in zip(ARCHETYPES, (20, 20, 20), strict=True)
        ),
        histories={
            **dict(zip(ARCHETYPES, (_history(10, 15, 20), _history(30, 25, 20), _history(20, 20, 20)), strict=True)),
            ("purchase_frequency", "regular"): _history(10, 12, 15),
        },
    )


def _event(year: int) -> EventSales:
    starts, ends = date(year, 9, 19), date(year, 10, 30)
    return EventSales("halloween", "Halloween", year, starts, ends, 900.0, 40, 30, 5, uplift=1.8, is_whole=True)


def _sales() -> FakeSales:
    months = months_from(FIRST_MONTH, *(1000.0 + 10 * number for number in range(24)))
    return FakeSales(
        months=months,
        products=[
            a_product(a_year_ago=80.0, returned=3),
            a_product("P2", "Red mug", last_90=200.0, revenue=300.0),
            a_product("P3", "Cotton thread", last_90=20.0, revenue=200.0),
        ],
        category_months=[
            CategoryMonth(name, month.month, revenue + growth * place, 5, 4, 9)
            for name, revenue, growth in (("Fabric", 500.0, 10.0), ("Thread", 400.0, -5.0))
            for place, month in enumerate(months)
        ],
        pairs=[ProductPair("P1", "Blue mug", "P2", "Red mug", 12, 0.1, 0.4, 0.5, 2.4, 1.6)],
        events=[_event(2024), _event(2025)],
        event_customers=[EventCustomer("halloween", f"c0{number}", 2, 3, 90.0 - number, 0.4) for number in range(3)],
    )


def a_full_shop() -> Stores:
    """A shop with an answer to everything."""
    forecasts = FakeForecasts(
        a_shop_forecast(ForecastOf.REVENUE, NEXT_MONTH, *(1250.0 + 10 * number for number in range(24))),
        a_shop_forecast(ForecastOf.NEW_CUSTOMERS, NEXT_MONTH, *(5.0,) * 24),
        a_shop_forecast(ForecastOf.ACTIVE_CUSTOMERS, NEXT_MONTH, *(20.0,) * 24),
    )
    return Stores(FakeCustomers(*map(_buyer, range(60))), _archetypes(), _sales(), forecasts)


def a_small_shop() -> Stores:
    """A shop with one customer, one order, and nothing to predict from."""
    only = a_customer("ann", name="Ann", archetype="one", historic_number_of_orders=1.0)
    return Stores(
        FakeCustomers(only, unpredictable="one order is no history"),
        FakeSegments(
            a_snapshot(1, axes={}, left_out=dict.fromkeys(AXES, "30 customers are needed")), an_archetype("one", 1)
        ),
        FakeSales(),
        FakeForecasts(),
    )


def an_empty_shop() -> Stores:
    """A shop that has been discovered before its first order."""
    return Stores(FakeCustomers(), FakeSegments(a_snapshot(0, axes={})), FakeSales(), FakeForecasts())


def a_desk(stores: Stores, audit: FakeAudit | None = None) -> Desk:
    """A desk over the stores."""
    return Desk(stores, audit or FakeAudit(), ForgetfulCache())


def an_answerer(
    stores: Stores | None = None,
    *,
    claude: FakeQuestionReader | None = None,
    offline: FakeClassifier | None = None,
    allowance: FakeAllowance | None = None,
    audit: FakeAudit | None = None,
) -> Answerer:
    """Answers over the full shop unless told otherwise; without Claude unless one is given."""
    stores = stores or a_full_shop()
    readers = Readers(offline or FakeClassifier(), claude, allowance or FakeAllowance())
    return Answerer(a_desk(stores, audit), readers, stores.segments)
