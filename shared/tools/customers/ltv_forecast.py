"""`ltv_forecast`: what one customer will probably spend."""

from shared.domain.predictions import ValueForecast
from shared.domain.value_forecast import value_forecast_of
from shared.store_ports import Customers
from shared.tools.bounds import MONTHS, Months
from shared.tools.customers.foresight import foresee


def ltv_forecast(customers: Customers, customer_id: str, *, months: Months = 12) -> ValueForecast:
    """What the customer has spent, and what they will probably spend in the next `months` (1 to 36), with interval.

    `customer_id` may be the customer's id or e-mail address. NotFound when the current snapshot knows no such
    customer.
    """
    MONTHS.check("months", months)
    known = foresee(customers, customer_id)
    return value_forecast_of(known.profile, known.forecast, months=months, because=known.because)
