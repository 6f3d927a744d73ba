"""One customer, and what the models say of them."""

from dataclasses import dataclass

from shared.domain.customers import Profile
from shared.domain.predictions import BuyingForecast
from shared.store_ports import Customers
from shared.tools.customers.profile import get_customer_profile


@dataclass(frozen=True, slots=True)
class Foresight:
    """What there is to predict from."""

    profile: Profile
    forecast: BuyingForecast | None
    #: Why there is no forecast.
    because: str | None


def foresee(customers: Customers, customer_id: str) -> Foresight:
    """The customer with this id or e-mail address; NotFound when the current snapshot knows none."""
    profile = get_customer_profile(customers, customer_id)
    forecast = customers.buying_forecast(profile.customer_id)
    return Foresight(profile, forecast, None if forecast else customers.unpredictable())
