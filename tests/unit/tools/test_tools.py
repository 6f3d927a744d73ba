"""The analytics tools over a snapshot in memory."""

import pytest

from shared.domain.churn import assess_churn
from shared.errors import NotFound
from shared.tools.churn_risk import predict_churn_risk
from shared.tools.customer_profile import get_customer_profile
from tests.factories_customers import a_profile
from tests.fakes.profiles import FakeProfiles

SARAH = a_profile("17850", email="Sarah@Example.com")


@pytest.mark.parametrize("key", ["17850", " 17850 ", "Sarah@Example.com", "SARAH@example.com"])
def test_a_customer_is_found_by_id_or_by_e_mail_address_in_any_case(key: str) -> None:
    assert get_customer_profile(FakeProfiles(SARAH), key) == SARAH


def test_churn_risk_is_the_rule_applied_to_the_profile() -> None:
    assert predict_churn_risk(FakeProfiles(SARAH), "17850") == assess_churn(SARAH)


@pytest.mark.parametrize("key", ["", "nobody", "178501", "@example.com"])
def test_an_unknown_customer_is_not_found_by_any_tool(key: str) -> None:
    for tool in (get_customer_profile, predict_churn_risk):
        with pytest.raises(NotFound):
            tool(FakeProfiles(SARAH), key)


def test_the_refusal_does_not_repeat_what_may_be_an_address() -> None:
    with pytest.raises(NotFound) as refusal:
        get_customer_profile(FakeProfiles(), "someone@example.com")

    assert "someone" not in str(refusal.value)
