"""What one customer will spend, for any number of months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.predictions import BuyingForecast, Interval
from shared.errors import InvalidPayload
from shared.tools.customers.ltv_forecast import ltv_forecast
from tests.factories_shop import a_customer, a_forecast
from tests.fakes.customers import FakeCustomers

GRID = {6: 60.0, 12: 100.0, 24: 160.0}


def a_shop(forecast: BuyingForecast | None, because: str | None = None) -> FakeCustomers:
    customer = a_customer(
        "sarah", forecast=forecast, historic_clv=250.0, historic_number_of_orders=5.0, days_since_last_order=24.0
    )
    return FakeCustomers(customer, unpredictable=because)


@pytest.mark.parametrize(
    ("months", "money"), [(1, 10.0), (3, 30.0), (6, 60.0), (9, 80.0), (12, 100.0), (18, 130.0), (24, 160.0)]
)
def test_between_the_computed_months_money_grows_evenly(months: int, money: float) -> None:
    told = ltv_forecast(a_shop(a_forecast(clv=GRID)), "sarah", months=months)

    assert told.predicted_clv == money
    assert told.interval == Interval(money / 2, money * 2, 0.8)
    assert (told.historic_clv, told.total_clv, told.currency) == (250.0, 250.0 + money, "GBP")


def test_the_reason_names_what_the_forecast_stands_on() -> None:
    told = ltv_forecast(a_shop(a_forecast(clv=GRID)), "sarah")

    assert told.reason == (
        "£100 in 12 months is expected: has spent £250 in 5 orders, "
        "usually buys every 48 days and has been silent for 24"
    )


def test_beyond_the_last_computed_month_nothing_is_made_up() -> None:
    told = ltv_forecast(a_shop(a_forecast(clv=GRID)), "sarah", months=25)

    assert (told.predicted_clv, told.interval, told.total_clv, told.reason) == (None, None, None, "")
    assert told.no_prediction_because == "the models look 24 months ahead, not 25"


def test_without_predictions_there_is_a_cause_and_what_was_spent() -> None:
    told = ltv_forecast(a_shop(None, "the orders span 12 days"), "sarah")

    assert (told.historic_clv, told.predicted_clv, told.interval) == (250.0, None, None)
    assert told.no_prediction_because == "the orders span 12 days"


@pytest.mark.parametrize("months", [-1, 0, 37, 10**9])
def test_months_out_of_bounds_are_refused(months: int) -> None:
    with pytest.raises(InvalidPayload, match="months must be from 1 to 36"):
        ltv_forecast(a_shop(a_forecast()), "sarah", months=months)


@given(st.integers(1, 23))
def test_more_months_never_bring_less_money(months: int) -> None:
    shop = a_shop(a_forecast(clv=GRID))

    shorter = ltv_forecast(shop, "sarah", months=months).predicted_clv
    longer = ltv_forecast(shop, "sarah", months=months + 1).predicted_clv

    assert shorter is not None
    assert longer is not None
    assert 0 < shorter <= longer
