"""Orders that tell little or nothing, and orders with odd things in them: a sentence, never a traceback or a NaN."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from psycopg import sql

from shared.domain.trends import ForecastOf
from shared.errors import NotFound, Permanent
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.discovery import Run, StoredDiscovery
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from tests.factories_customers import keep_line

#: Ibis 12 reads batches from DuckDB 1.5 by a name that has a newer one.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 10, 15, 30, tzinfo=UTC) for month in (1, 2, 3))


def discover(database_url: str, *, as_of: date | None = None) -> Run:
    return StoredDiscovery(database_url, currency="GBP", country="GB").discover(as_of=as_of)


def test_without_orders_there_is_nothing_to_discover(database_url: str) -> None:
    with pytest.raises(NotFound, match="selvage load"):
        discover(database_url)


def test_a_database_without_tables_wants_a_migration(database: Database, database_url: str) -> None:
    with database.connection() as connection:
        connection.execute("DROP TABLE order_lines")

    for as_of in (None, MARCH.date()):
        with pytest.raises(Permanent, match="selvage migrate"):
            discover(database_url, as_of=as_of)


def test_with_returns_only_nobody_has_ordered(database: Database, database_url: str) -> None:
    with database.connection() as connection:
        keep_line(connection, "o1", "c1", MARCH, quantity=-2)

    with pytest.raises(NotFound, match="nobody has ordered: all that is stored are returns"):
        discover(database_url)


def test_one_order_makes_a_customer_without_segments_and_says_why(
    database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with database.connection() as connection:
        keep_line(connection, "o1", "c1", MARCH, unit_price=12.5)

    run = discover(database_url)

    profile = CustomerStore(database).find("c1")
    assert profile is not None
    assert (profile.axes, profile.archetype_id, profile.historic_clv) == ((), None, 12.5)
    assert (profile.days_since_last_order, profile.average_days_between_orders) == (0, None)
    (reason,) = {left_out.reason for left_out in run.findings.discovery.left_out}
    assert "30 customers" in reason
    assert "1 customer" in (CustomerStore(database).unpredictable() or "")
    assert ForecastStore(database).of(ForecastOf.REVENUE).no_forecast_because
    assert_all_are_numbers(database)
    with pytest.raises(NotFound, match="nobody had ordered by 2026-03-09"):
        discover(database_url, as_of=MARCH.date() - timedelta(days=1))
    assert list(tmp_path.iterdir()) == []


def test_orders_of_one_day_tell_nothing_of_the_next(database: Database, database_url: str) -> None:
    with database.connection() as connection:
        for number in range(45):
            keep_line(connection, f"o{number}", f"c{number}", MARCH, unit_price=1.0 + number)

    discover(database_url)

    profile = CustomerStore(database).find("c7")
    assert profile is not None
    assert (profile.days_since_last_order, profile.tenure_days) == (0, 0)
    assert CustomerStore(database).unpredictable()
    assert_all_are_numbers(database)


#: What a file could take for something else.
PRODUCTS = ('"', "a,b", "line\nbreak", "\\N", "", "NULL", "ü🧵", "'; --", "\t", " spaced ")
ODD_ID = 'c,"1"\n'


@pytest.fixture(scope="module")
def odd(module_database_url: str) -> Iterator[Database]:
    """A shop of odd orders, discovered as of the end of March; tests only look at it."""
    database = Database(module_database_url, size=2)
    database.open()
    with database.connection() as connection:
        for number, product in enumerate(PRODUCTS):
            keep_line(connection, "o1", ODD_ID, JANUARY, product=product, unit_price=number + 1)
        keep_line(connection, "o2", "refunded", JANUARY, unit_price=10.0)
        keep_line(connection, "o3", "refunded", FEBRUARY, unit_price=25.0, quantity=-1)
        connection.execute("SET timezone = 'Asia/Tokyo'")
        keep_line(connection, "o4", "late", JANUARY)
        keep_line(connection, "o5", "late", datetime(2026, 3, 31, 23, 59, tzinfo=UTC))
        keep_line(connection, "o6", "late", datetime(2026, 4, 1, 0, 0, tzinfo=UTC))
        keep_line(connection, "o7", "future", datetime(2099, 1, 1, tzinfo=UTC), unit_price=1000.0)
        connection.execute("RESET timezone")
    discover(module_database_url, as_of=date(2026, 3, 31))
    yield database
    database.close()


def test_text_that_a_file_could_take_for_something_else_survives_the_copy(odd: Database) -> None:
    kept = {product.product_id: product.revenue for product in SalesStore(odd).products(limit=20)}

    for number, product in enumerate(PRODUCTS):
        assert kept[product] == number + 1, product
    profile = CustomerStore(odd).find(ODD_ID)
    assert profile is not None
    assert profile.historic_clv == sum(range(1, 11))


def test_who_returned_more_than_they_bought_has_spent_less_than_nothing(odd: Database) -> None:
    profile = CustomerStore(odd).find("refunded")

    assert profile is not None
    assert (profile.historic_number_of_orders, profile.historic_clv, profile.average_order_value) == (1, -15.0, -15.0)


def test_orders_after_the_day_do_not_count(odd: Database) -> None:
    assert CustomerStore(odd).find("future") is None
    assert SalesStore(odd).months()[-1].month == date(2026, 3, 1)
    assert sum(month.revenue for month in SalesStore(odd).months()) == pytest.approx(55 + 10 - 25 + 20)


def test_days_are_counted_in_utc_and_the_day_asked_for_is_part_of_the_past(odd: Database) -> None:
    profile = CustomerStore(odd).find("late")

    assert profile is not None
    assert (profile.historic_number_of_orders, profile.last_order_on) == (2, date(2026, 3, 31))


def test_odd_orders_leave_nothing_that_is_no_number(odd: Database) -> None:
    assert_all_are_numbers(odd)


def assert_all_are_numbers(database: Database) -> None:
    """Nothing in the database is NaN or infinite."""
    tables = ("profiles", "segments", "archetypes", "snapshots", "product_sales", "month_sales", "event_sales")
    with database.connection() as connection:
        for table in tables:
            row = connection.execute(
                sql.SQL("SELECT count(*) FROM {table} WHERE {table}::text ~* {wrong}").format(
                    table=sql.Identifier(table), wrong=sql.Literal("[,{(](nan|-?infinity)[,})]")
                )
            ).fetchone()
            assert row == (0,), table
