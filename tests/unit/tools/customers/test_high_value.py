"""The customers who are worth the most."""

import pytest

from shared.domain.high_value import ValueMetric
from shared.domain.value import ValueTier
from shared.tools.customers.high_value import high_value_customers
from tests.factories_shop import a_customer, a_forecast, a_snapshot
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot(4))
CUSTOMERS = FakeCustomers(
    a_customer("vip", historic_clv=5000, historic_number_of_orders=4, forecast=a_forecast(clv={12: 100.0})),
    a_customer("high", historic_clv=4999.99, historic_number_of_orders=50, forecast=a_forecast(clv={12: 900.0})),
    a_customer("mid", historic_clv=500, historic_number_of_orders=1, forecast=a_forecast(clv={12: 10.0})),
    a_customer("refunded", historic_clv=-20, historic_number_of_orders=1, forecast=a_forecast(clv={12: 0.0})),
)


@pytest.mark.parametrize(
    ("metric", "first_two"),
    [
        (ValueMetric.HISTORIC, ["vip", "high"]),
        (ValueMetric.PREDICTED, ["high", "vip"]),
        (ValueMetric.FREQUENCY, ["high", "vip"]),
        (ValueMetric.AVERAGE_ORDER, ["vip", "mid"]),
    ],
)
def test_each_way_to_tell_worth_has_its_order(metric: ValueMetric, first_two: list[str]) -> None:
    told = high_value_customers(CUSTOMERS, SEGMENTS, metric=metric, limit=2)

    assert [listed.customer.customer_id for listed in told.who.customers] == first_two
    assert told.who.total == 4


def test_every_customer_is_in_one_tier_refunds_included() -> None:
    told = high_value_customers(CUSTOMERS, SEGMENTS)

    assert [(each.tier, each.customers, each.revenue) for each in told.tiers] == [
        (ValueTier.VIP, 1, 5000),
        (ValueTier.HIGH, 1, 4999.99),
        (ValueTier.MID, 1, 500),
        (ValueTier.STANDARD, 1, -20),
    ]


def test_a_least_value_narrows_the_list_and_says_what_it_is_worth() -> None:
    told = high_value_customers(CUSTOMERS, SEGMENTS, at_least=5000)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["vip"]
    assert told.revenue_share == pytest.approx(5000 / 10479.99)
    assert told.who.criteria == "customers by what they have spent so far, from £5,000"
    assert told.who.customers[0].reason == (
        "VIP: £5,000 in 4 orders, the last 10 days ago; £100 more in a year is expected"
    )


def test_without_predictions_nobody_is_ranked_by_them() -> None:
    customers = FakeCustomers(a_customer("a"), unpredictable="the orders span 12 days")

    told = high_value_customers(customers, SEGMENTS, metric=ValueMetric.PREDICTED)

    assert (told.who.customers, told.who.because, told.revenue_share) == ((), "the orders span 12 days", None)


def test_a_value_that_nobody_reaches_is_said() -> None:
    told = high_value_customers(CUSTOMERS, SEGMENTS, metric=ValueMetric.FREQUENCY, at_least=51)

    assert told.who.because == "no customer reaches it"
    assert told.who.criteria == "customers by how often they have ordered, from 51 orders"
