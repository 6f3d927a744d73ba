"""`predict_churn_risk`: how likely one customer is to leave, why, and what to do about it."""

from shared.domain.churn import ChurnRisk, assess_churn
from shared.store_ports import Customers
from shared.tools.customers.foresight import foresee


def predict_churn_risk(customers: Customers, customer_id: str) -> ChurnRisk:
    """The customer's churn score and probability in [0, 1] with level, factors and recommendations.

    `customer_id` may be the customer's id or e-mail address, the latter in any case. NotFound when the current
    snapshot knows no such customer.
    """
    known = foresee(customers, customer_id)
    return assess_churn(known.profile, known.forecast, known.because)
