"""A customer's orders as the database holds them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from shared.domain.facts import OrderedItem, OrderFact
from shared.store.customer_orders import ORDERS
from shared.store.customers import CustomerStore
from shared.store.database import Database
from tests.factories_customers import a_profile, keep_line
from tests.factories_snapshots import keep_snapshot


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, size=1)
    database.open()
    keep_snapshot(database, a_profile("17850"), a_profile("tom", email="tom@example.com"))
    yield database
    database.close()


def buy(database: Database, order_id: str, day: int, *, customer_id: str = "17850", **line: object) -> None:
    with database.connection() as connection:
        keep_line(connection, order_id, customer_id, datetime(2026, 3, day, 9, tzinfo=UTC), **line)  # type: ignore[arg-type]  # what a test says of a line


def orders(database: Database, *, limit: int = 10, customer_id: str = "17850") -> tuple[tuple[OrderFact, ...], int]:
    return CustomerStore(database).orders(customer_id, limit=limit)


def test_an_order_has_its_items_in_order_and_what_was_paid_for_it(database: Database) -> None:
    buy(database, "o1", 1, product="Mug", quantity=2, unit_price=7.5, discount=1.25)
    buy(database, "o1", 1, product="Pins", quantity=1, unit_price=0.1)

    (order,), total = orders(database)

    assert order == OrderFact(
        "o1", datetime(2026, 3, 1, tzinfo=UTC).date(), (OrderedItem("Mug", 2), OrderedItem("Pins", 1)), 13.85, "GBP"
    )
    assert total == 1


def test_the_newest_come_first_and_those_beyond_the_limit_are_counted(database: Database) -> None:
    for day in (2, 9, 5):
        buy(database, f"o{day}", day)
    buy(database, "stranger's", 10, customer_id="tom")

    newest, total = orders(database, limit=2)

    assert [order.order_id for order in newest] == ["o9", "o5"]
    assert total == 3


def test_what_was_sent_back_is_no_item_and_on_its_own_no_order(database: Database) -> None:
    buy(database, "o1", 1, product="Mug", quantity=2, unit_price=7.5)
    buy(database, "o1", 1, product="Mug", quantity=-1, unit_price=7.5)
    buy(database, "o1", 1, product="Discount", quantity=0, unit_price=0, discount=1)
    buy(database, "returned", 2, product="Mug", quantity=-1, unit_price=7.5)

    (order,), total = orders(database)

    assert (order.order_id, order.items, order.total, total) == ("o1", (OrderedItem("Mug", 2),), 6.5, 1)


@pytest.mark.parametrize("customer_id", ["nobody", "tom", "", "\x00", "\ud800"])
def test_who_has_no_orders_has_none(database: Database, customer_id: str) -> None:
    buy(database, "o1", 1)
    assert orders(database, customer_id=customer_id) == ((), 0)


def test_one_customers_orders_are_found_by_the_index(database: Database) -> None:
    with database.connection() as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute("EXPLAIN " + ORDERS, {"customer_id": "17850", "limit": 5}).fetchall()
    assert "order_lines_by_customer" in str(plan)
