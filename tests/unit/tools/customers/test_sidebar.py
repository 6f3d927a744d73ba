"""What the helpdesk's sidebar shows of a customer."""

from dataclasses import asdict

import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.value import ValueTier
from shared.tools.customers.churn_risk import predict_churn_risk
from shared.tools.customers.sidebar import customer_sidebar
from tests.factories_shop import a_customer, a_forecast
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers

SARAH = a_customer("17850", email="Sarah@Example.com")
TOM = a_customer("tom@example.com", email="somebody.else@example.com")


def seen(*kept: KeptCustomer, customer_id: str = "", email: str = "") -> str | None:
    found = customer_sidebar(FakeCustomers(*kept), customer_id=customer_id, email=email)
    return found.customer_id if found else None


def test_it_shows_where_the_customer_stands_and_no_name_address_id_or_amount() -> None:
    shop = FakeCustomers(SARAH)
    found = customer_sidebar(shop, email="sarah@example.com")
    assert found is not None

    profile, churn = SARAH.profile, predict_churn_risk(shop, "17850")
    shown = found.sidebar
    assert (shown.churn, shown.churn_percent) == (churn.level, None)
    assert (shown.orders, shown.last_purchase) == (profile.historic_number_of_orders, profile.last_order_on)
    assert (shown.archetype, shown.as_of) == (profile.archetype_name, profile.as_of)
    assert isinstance(shown.churn, ChurnLevel)
    assert isinstance(shown.value, ValueTier)
    words = str(asdict(shown))
    assert not any(str(part) in words for part in ("17850", profile.email, profile.name, profile.historic_clv) if part)


@pytest.mark.parametrize(
    ("customer_id", "email"),
    [("17850", ""), (" 17850 ", ""), ("", "SARAH@example.com"), ("17850", "x@y.z"), ("nobody", "sarah@example.com")],
)
def test_a_customer_is_found_by_id_and_else_by_address(customer_id: str, email: str) -> None:
    assert seen(SARAH, customer_id=customer_id, email=email) == "17850"


@pytest.mark.parametrize(
    ("customer_id", "email"),
    [("", ""), (" ", " "), ("nobody", ""), ("", "17850"), ("sarah@example.com", ""), ("None", "None")],
)
def test_what_names_nobody_shows_nobody(customer_id: str, email: str) -> None:
    assert seen(SARAH, customer_id=customer_id, email=email) is None


def test_an_id_that_looks_like_an_address_is_not_taken_for_one() -> None:
    assert seen(TOM, email="tom@example.com") is None
    assert seen(TOM, customer_id="tom@example.com") == "tom@example.com"


def test_a_probability_is_shown_in_whole_percent() -> None:
    shop = FakeCustomers(a_customer("17850", forecast=a_forecast(0.6)))
    found = customer_sidebar(shop, customer_id="17850")
    probability = predict_churn_risk(shop, "17850").churn_probability
    assert found is not None
    assert probability is not None
    assert found.sidebar.churn_percent == round(100 * probability) == 40
    assert found.sidebar.next_purchase is not None
