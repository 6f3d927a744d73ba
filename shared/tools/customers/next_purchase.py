"""`next_purchase`: when one customer will probably buy again."""

from shared.domain.next_purchase import next_purchase_of
from shared.domain.predictions import NextPurchase
from shared.store_ports import Customers
from shared.tools.customers.foresight import foresee


def next_purchase(customers: Customers, customer_id: str) -> NextPurchase:
    """The chance that the customer buys within 7, 30, 60 and 90 days, and the expected day where there is one.

    `customer_id` may be the customer's id or e-mail address. NotFound when the current snapshot knows no such
    customer.
    """
    known = foresee(customers, customer_id)
    return next_purchase_of(known.profile, known.forecast, known.because)
