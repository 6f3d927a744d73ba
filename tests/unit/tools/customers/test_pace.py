"""Who buys more often than before, and who less, with the shop's own change taken off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.pace import RUNGS, gaining, losing
from shared.tools.customers.pace import declining_customers, momentum_customers
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.conditions import KeptCustomer, meets
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())


def a_buyer(customer_id: str, last: float, before: float, **more: float) -> KeptCustomer:
    """So many orders in the last 90 days and in the 90 before, each of £10."""
    return a_customer(
        customer_id,
        figures={
            "orders_last_90": last,
            "orders_previous_90": before,
            "spent_last_90": last * 10,
            "spent_previous_90": before * 10,
            "tenure_days": 400,
            **more,
        },
    )


#: Keeps the shop's money of both windows nearly equal.
ANCHOR = a_buyer("anchor", 20, 20)


@pytest.mark.parametrize(
    ("last", "before", "is_listed"),
    [(2, 0, True), (1, 0, False), (3, 2, True), (2, 2, False), (4, 3, False), (5, 3, True), (30, 20, True)],
)
def test_momentum_takes_two_orders_and_one_and_a_half_times_as_many_as_before(
    last: int, before: int, *, is_listed: bool
) -> None:
    assert meets(a_buyer("x", last, before), gaining(1.0)) is is_listed


@pytest.mark.parametrize(
    ("last", "before", "is_listed"),
    [(1, 2, True), (0, 2, True), (2, 2, False), (0, 1, False), (2, 3, False), (1, 3, True), (15, 30, True)],
)
def test_decline_takes_two_orders_before_and_at_most_half_as_many_since(
    last: int, before: int, *, is_listed: bool
) -> None:
    assert meets(a_buyer("x", last, before), losing(1.0)) is is_listed


@given(st.integers(0, 60), st.integers(0, max(RUNGS)))
def test_the_ladder_lists_nobody_whose_pace_has_not_changed_enough(last: int, before: int) -> None:
    buyer = a_buyer("x", last, before)

    assert not meets(buyer, gaining(1.0)) or (last >= 2 and last >= 1.5 * before)
    assert not meets(buyer, losing(1.0)) or (before >= 2 and last <= 0.5 * before)


@given(st.integers(0, 60), st.integers(0, 20))
def test_up_to_twenty_orders_the_ladder_misses_nobody(last: int, before: int) -> None:
    buyer = a_buyer("x", last, before)

    assert meets(buyer, gaining(1.0)) or not (last >= 2 and last >= 1.5 * before)
    assert meets(buyer, losing(1.0)) or not (before >= 2 and last <= 0.5 * before)


def test_momentum_tells_both_windows_the_fastest_growing_spend_first() -> None:
    customers = FakeCustomers(
        ANCHOR, a_buyer("slow", 4, 2, spend_trend=0.2), a_buyer("fast", 3, 1, spend_trend=0.9), a_buyer("no", 1, 1)
    )

    told = momentum_customers(customers, SEGMENTS)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["fast", "slow"]
    assert told.who.customers[0].reason == "3 orders (£30.00) in the last 90 days after 1 (£10.00) in the 90 before"
    assert told.shop_change == pytest.approx(280 / 240)


def test_when_the_whole_shop_grows_a_customer_must_outgrow_it() -> None:
    christmas = a_buyer("christmas", 40, 10)

    told = momentum_customers(FakeCustomers(christmas, a_buyer("with the shop", 4, 2)), SEGMENTS)

    assert told.shop_change == pytest.approx(44 / 12)
    assert [listed.customer.customer_id for listed in told.who.customers] == []
    assert told.who.because == "no customer buys so much more often than before"


def test_when_the_whole_shop_shrinks_a_customer_must_shrink_by_more() -> None:
    customers = FakeCustomers(a_buyer("january", 5, 10), a_buyer("half", 2, 4), a_buyer("gone", 0, 4, historic_clv=50))

    told = declining_customers(customers, SEGMENTS)

    assert told.shop_change == pytest.approx(7 / 18)
    assert [listed.customer.customer_id for listed in told.who.customers] == ["gone"]


def test_declining_customers_stand_most_valuable_first() -> None:
    customers = FakeCustomers(ANCHOR, a_buyer("small", 0, 2, historic_clv=50), a_buyer("large", 1, 3, historic_clv=900))

    told = declining_customers(customers, SEGMENTS, limit=1)

    assert ([listed.customer.customer_id for listed in told.who.customers], told.who.total) == (["large"], 2)
    assert told.who.together
    assert told.who.together.revenue == 950


def test_in_a_shop_younger_than_two_windows_nobody_can_be_told() -> None:
    young = FakeCustomers(a_buyer("x", 5, 1, tenure_days=179), a_buyer("y", 1, 5, tenure_days=100))

    for tool in (momentum_customers, declining_customers):
        told = tool(young, SEGMENTS)

        assert (told.who.customers, told.who.total) == ((), 0)
        assert told.who.because == ("nobody has been a customer for 180 days, so there are no two windows to compare")
