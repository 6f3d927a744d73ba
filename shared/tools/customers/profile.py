"""`get_customer_profile`: all that the analytics know of one customer."""

from shared.domain.customers import Profile
from shared.errors import NotFound
from shared.ports import Profiles


def get_customer_profile(profiles: Profiles, customer_id: str) -> Profile:
    """The customer's archetype, segments with memberships, spending and order history.

    `customer_id` may be the customer's id or e-mail address, the latter in any case. NotFound when the current
    snapshot knows no such customer.
    """
    profile = profiles.find(customer_id.strip())
    if profile is None:
        raise NotFound("no customer has this id or e-mail address")
    return profile
