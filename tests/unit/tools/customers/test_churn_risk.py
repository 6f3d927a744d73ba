"""The churn risk of one customer, with a model and without."""

from shared.domain.churn import assess_churn
from shared.tools.customers.churn_risk import predict_churn_risk
from tests.factories_shop import a_customer, a_forecast
from tests.fakes.customers import FakeCustomers


def test_the_probability_is_that_of_no_purchase_within_90_days() -> None:
    sarah = a_customer("17850", email="sarah@example.com", forecast=a_forecast(0.25))

    risk = predict_churn_risk(FakeCustomers(sarah), "Sarah@example.com")

    assert risk == assess_churn(sarah.profile, sarah.forecast)
    assert (risk.churn_probability, risk.horizon_days) == (0.75, 90)


def test_without_predictions_the_rule_decides_and_the_cause_is_told() -> None:
    tom = a_customer("tom", days_since_last_order=91.0)

    risk = predict_churn_risk(FakeCustomers(tom, unpredictable="no customer has bought twice"), "tom")

    assert (risk.rule_score, risk.churn_probability) == (0.3, None)
    assert risk.no_probability_because == "no customer has bought twice"
