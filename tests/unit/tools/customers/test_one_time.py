"""Customers with exactly one order."""

import pytest

from shared.errors import InvalidPayload
from shared.tools.customers.one_time import one_time_buyers
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

CUSTOMERS = FakeCustomers(
    a_customer("new", historic_number_of_orders=1, historic_clv=80, days_since_last_order=90),
    a_customer("gone", historic_number_of_orders=1, historic_clv=20, days_since_last_order=91),
    a_customer("back", historic_number_of_orders=2, historic_clv=500),
    a_customer("loyal", historic_number_of_orders=12, historic_clv=900),
)
SEGMENTS = FakeSegments(a_snapshot(4))


def test_they_are_counted_and_listed_by_the_size_of_their_order() -> None:
    told = one_time_buyers(CUSTOMERS, SEGMENTS)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["new", "gone"]
    assert (told.who.total, told.share, told.may_come_back, told.probably_gone) == (2, 0.5, 1, 1)
    assert told.who.customers[1].reason == "£20.00 in 1 order, the last 91 days ago"


def test_only_old_orders_can_be_asked_for() -> None:
    told = one_time_buyers(CUSTOMERS, SEGMENTS, silent_days=91)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["gone"]
    assert told.who.criteria == "customers with exactly one order, at least 91 days ago"
    assert (told.may_come_back, told.probably_gone) == (0, 1)


def test_a_shop_where_everybody_came_back_says_so() -> None:
    told = one_time_buyers(FakeCustomers(*CUSTOMERS.kept[2:]), FakeSegments(a_snapshot(2)))

    assert (told.who.because, told.share) == ("every customer has ordered more than once", 0.0)


@pytest.mark.parametrize("silent_days", [-1, 3651])
def test_bounds_are_kept(silent_days: int) -> None:
    with pytest.raises(InvalidPayload):
        one_time_buyers(CUSTOMERS, SEGMENTS, silent_days=silent_days)
