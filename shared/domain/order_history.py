"""What one customer has ordered, as they know it themselves."""

from dataclasses import dataclass
from datetime import date

from shared.domain.facts import OrderFact


@dataclass(frozen=True, slots=True)
class CustomerOrders:
    """A customer's newest orders."""

    customer_id: str
    #: Newest first.
    orders: tuple[OrderFact, ...]
    #: How many orders there are in all.
    total: int
    #: ISO 4217.
    currency: str
    #: The day of the last discovery, or of a newer order of the customer's.
    as_of: date
