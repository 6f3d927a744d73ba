"""What one customer has ordered lately."""

from datetime import date, timedelta

import pytest

from shared.domain.facts import OrderedItem, OrderFact
from shared.errors import NotFound
from shared.tools.customers.orders import customer_orders
from tests.factories_shop import a_customer
from tests.fakes.customers import FakeCustomers

SARAH = a_customer("17850", email="sarah@example.com")
AS_OF = SARAH.profile.as_of


def an_order(number: int, ordered_on: date) -> OrderFact:
    return OrderFact(f"o{number}", ordered_on, (OrderedItem("Blue mug", number),), 7.5 * number, "GBP")


def a_shop(*orders: OrderFact) -> FakeCustomers:
    shop = FakeCustomers(SARAH)
    shop.orders_of["17850"] = orders
    return shop


def test_the_newest_come_first_and_the_answer_says_how_many_there_are() -> None:
    orders = [an_order(number, AS_OF - timedelta(days=10 * number)) for number in (3, 1, 2)]
    told = customer_orders(a_shop(*orders), "SARAH@example.com", limit=2)
    assert [order.order_id for order in told.orders] == ["o1", "o2"]
    assert (told.customer_id, told.total, told.currency, told.as_of) == ("17850", 3, "GBP", AS_OF)


def test_an_order_since_the_last_discovery_is_told_and_dates_the_answer() -> None:
    today = AS_OF + timedelta(days=3)
    told = customer_orders(a_shop(an_order(1, today)), "17850")
    assert ([order.ordered_on for order in told.orders], told.as_of) == ([today], today)


def test_somebody_whose_orders_are_gone_has_none() -> None:
    told = customer_orders(a_shop(), "17850")
    assert (told.orders, told.total, told.as_of) == ((), 0, AS_OF)


def test_nobody_has_no_orders_to_tell() -> None:
    with pytest.raises(NotFound):
        customer_orders(a_shop(), "nobody")
