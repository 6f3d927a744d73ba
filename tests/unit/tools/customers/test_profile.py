"""One customer's profile, found by id or e-mail address."""

from collections.abc import Callable

import pytest

from shared.errors import NotFound
from shared.store_ports import Customers
from shared.tools.customers.churn_risk import predict_churn_risk
from shared.tools.customers.ltv_forecast import ltv_forecast
from shared.tools.customers.next_purchase import next_purchase
from shared.tools.customers.profile import get_customer_profile
from tests.factories_shop import a_customer
from tests.fakes.customers import FakeCustomers

SARAH = a_customer("17850", email="Sarah@Example.com")
TOOLS = (get_customer_profile, predict_churn_risk, next_purchase, ltv_forecast)


@pytest.mark.parametrize("key", ["17850", " 17850 ", "Sarah@Example.com", "SARAH@example.com"])
def test_a_customer_is_found_by_id_or_by_e_mail_address_in_any_case(key: str) -> None:
    assert get_customer_profile(FakeCustomers(SARAH), key) == SARAH.profile


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("key", ["", "nobody", "178501", "@example.com"])
def test_an_unknown_customer_is_not_found_by_any_tool(tool: Callable[[Customers, str], object], key: str) -> None:
    with pytest.raises(NotFound):
        tool(FakeCustomers(SARAH), key)


def test_the_refusal_does_not_repeat_what_may_be_an_address() -> None:
    with pytest.raises(NotFound) as refusal:
        get_customer_profile(FakeCustomers(), "someone@example.com")

    assert "someone" not in str(refusal.value)
