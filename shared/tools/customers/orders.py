"""`customer_orders`: what one customer has ordered lately."""

from shared.domain.order_history import CustomerOrders
from shared.store_ports import Customers
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.profile import get_customer_profile


def customer_orders(customers: Customers, customer_id: str, *, limit: Limit = 5) -> CustomerOrders:
    """The customer's newest orders with their items and totals, newest first.

    `customer_id` may be the customer's id or e-mail address, the latter in any case. Orders that were loaded since the
    last discovery are told too. NotFound when the current snapshot knows no such customer.
    """
    LIMIT.check("limit", limit)
    profile = get_customer_profile(customers, customer_id)
    orders, total = customers.orders(profile.customer_id, limit=limit)
    newest = max((order.ordered_on for order in orders), default=profile.as_of)
    return CustomerOrders(profile.customer_id, orders, total, profile.currency, max(profile.as_of, newest))
