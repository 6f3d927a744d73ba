"""When one customer will buy again: always a chance, a date only where it would not mislead."""

from datetime import date

import pytest

from shared.domain.predictions import BuyingForecast
from shared.tools.customers.next_purchase import next_purchase
from tests.factories_shop import AS_OF, a_customer, a_forecast
from tests.fakes.customers import FakeCustomers


def a_shop(forecast: BuyingForecast | None, *, days_silent: float = 20.0, because: str | None = None) -> FakeCustomers:
    customer = a_customer(
        "sarah", forecast=forecast, days_since_last_order=days_silent, average_days_between_orders=45.0
    )
    return FakeCustomers(customer, unpredictable=because)


def test_a_likely_purchase_has_a_day_counted_from_today_and_never_from_the_last_order() -> None:
    told = next_purchase(a_shop(a_forecast(0.6, median=12.4, days=(3.7, 41.2))), "sarah")

    assert told.expected_date_of_next_order == date(2026, 7, 13)
    assert (told.earliest, told.latest, told.coverage) == (date(2026, 7, 3), date(2026, 8, 11), 0.8)
    assert told.purchase_probability[90] == 0.6
    assert told.reason == "usually buys every 48 days and has been silent for 20"
    assert (told.average_days_between_orders, told.as_of) == (45.0, AS_OF)


@pytest.mark.parametrize(("chance", "is_dated"), [(0.0, False), (0.49, False), (0.5, True), (1.0, True)])
def test_a_day_is_named_only_when_a_purchase_is_more_likely_than_not(chance: float, *, is_dated: bool) -> None:
    told = next_purchase(a_shop(a_forecast(chance)), "sarah")

    assert (told.expected_date_of_next_order is not None) == is_dated
    assert (told.earliest is not None, told.latest is not None, told.coverage is not None) == (is_dated,) * 3


def test_an_overdue_customer_is_not_called_due_today() -> None:
    told = next_purchase(a_shop(a_forecast(0.22), days_silent=113), "sarah")

    assert told.expected_date_of_next_order is None
    assert told.reason == (
        "usually buys every 48 days and has been silent for 113: 2.4 times as long; "
        "a purchase within 90 days has a chance of 22%, too little to name a date"
    )


def test_where_the_models_give_no_median_there_is_no_day() -> None:
    told = next_purchase(a_shop(a_forecast(0.9, median=None, days=None)), "sarah")

    assert (told.expected_date_of_next_order, told.earliest, told.no_prediction_because) == (None, None, None)


def test_without_predictions_there_is_a_cause_and_nothing_else() -> None:
    told = next_purchase(a_shop(None, because="all orders fell on one day"), "sarah")

    assert (told.purchase_probability, told.expected_date_of_next_order, told.reason) == ({}, None, "")
    assert told.no_prediction_because == "all orders fell on one day"
