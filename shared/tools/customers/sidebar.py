"""What the helpdesk's sidebar shows of a customer. No tool: it is asked by the widget alone, and answers for nobody."""

from dataclasses import dataclass

from shared.domain.churn import assess_churn
from shared.domain.next_purchase import next_purchase_of
from shared.domain.sidebar import Sidebar, sidebar_of
from shared.errors import NotFound
from shared.store_ports import Customers
from shared.tools.customers.foresight import foresee


@dataclass(frozen=True, slots=True)
class Seen:
    """A customer in the sidebar."""

    #: For the audit; it is not shown.
    customer_id: str
    sidebar: Sidebar


def customer_sidebar(customers: Customers, *, customer_id: str = "", email: str = "") -> Seen | None:
    """The customer with this id, or else with this e-mail address in any case; None when the snapshot knows neither."""
    for key, is_email in ((customer_id.strip(), False), (email.strip(), True)):
        if not key:
            continue
        try:
            known = foresee(customers, key)
        except NotFound:
            continue
        profile = known.profile
        # Either may be what the other one is called: an id that looks like an address names nobody by it.
        named = (profile.email or "").lower() == key.lower() if is_email else profile.customer_id == key
        if named:
            churn = assess_churn(profile, known.forecast, known.because)
            coming = next_purchase_of(profile, known.forecast, known.because)
            return Seen(profile.customer_id, sidebar_of(profile, churn, coming))
    return None
