"""What a customer has bought so far, as segmentation needs it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PurchaseHistory:
    """One customer's orders, summed up."""

    customer_id: str
    #: At least 1; an order of nothing but returns is none.
    orders: int
    #: In the shop's currency, returns and discounts taken off; negative when more came back than is on record.
    spent: float
    first_order_on: date
    last_order_on: date
    #: Days on which the customer ordered, at least 1.
    order_days: int

    @property
    def average_order_value(self) -> float:
        """Money spent per order, to the cent."""
        return round(self.spent / self.orders, 2)

    @property
    def average_days_between_orders(self) -> float | None:
        """Mean gap between days with an order, to a tenth of a day; None when there was only one such day."""
        if self.order_days < 2:  # noqa: PLR2004  a gap has two ends
            return None
        return round((self.last_order_on - self.first_order_on).days / (self.order_days - 1), 1)
