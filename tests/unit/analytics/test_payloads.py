"""What the analytics API sends can be read back without loss."""

import pytest

from shared.domain.churn import assess_churn
from shared.domain.predictions import BuyingForecast
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload
from tests.factories_shop import a_customer, a_forecast, a_place

SARAH = a_customer("sarah", a_place("purchase_frequency", "occasional"), days_since_last_order=113.0).profile


def test_a_profile_survives_the_wire() -> None:
    sent = CustomerPayload.of(SARAH).model_dump_json()

    assert CustomerPayload.model_validate_json(sent).profile() == SARAH


@pytest.mark.parametrize("forecast", [None, a_forecast(0.22)])
def test_a_churn_risk_survives_the_wire_with_and_without_a_probability(forecast: BuyingForecast | None) -> None:
    risk = assess_churn(SARAH, forecast)

    sent = ChurnRiskPayload.of(risk).model_dump_json()

    assert ChurnRiskPayload.model_validate_json(sent).churn_risk() == risk


def test_the_documented_example_is_an_answer_that_could_be_sent() -> None:
    example = ChurnRiskPayload.model_config["json_schema_extra"]

    assert isinstance(example, dict)
    ChurnRiskPayload.model_validate(example["example"])
