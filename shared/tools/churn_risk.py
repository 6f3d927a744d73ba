"""`predict_churn_risk`: how likely one customer is to leave, why, and what to do about it."""

from shared.domain.churn import ChurnRisk, assess_churn
from shared.ports import Profiles
from shared.tools.customer_profile import get_customer_profile


def predict_churn_risk(profiles: Profiles, customer_id: str) -> ChurnRisk:
    """The customer's churn score in [0, 1] with its level, factors and recommendations.

    `customer_id` may be the customer's id or e-mail address, the latter in any case. NotFound when the current
    snapshot knows no such customer.
    """
    return assess_churn(get_customer_profile(profiles, customer_id))
