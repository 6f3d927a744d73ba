"""What a customer bought: one line of one order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product on one order, as every order file is read into."""

    order_id: str
    customer_id: str
    #: With a time zone; files without one are read as UTC.
    ordered_at: datetime
    product_id: str
    product_name: str
    #: Empty when the shop has none.
    category: str
    #: Units; negative for a return, zero for a discount on the order as a whole.
    quantity: int
    #: Price of one unit before the discount, in the shop's currency.
    unit_price: Decimal
    #: Money taken off the whole line, in the shop's currency, never negative.
    discount: Decimal
    #: The code that the customer entered on the order; empty without one.
    coupon: str
    #: Empty when the file does not say.
    name: str
    email: str
