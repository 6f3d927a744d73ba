"""What the shop sold: by month, product, category, pair of products and event."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MonthSales:
    """One calendar month; the first and the last of the shop's history may be cut short."""

    #: The first of the month.
    month: date
    #: Returns and discounts taken off.
    revenue: float
    orders: int
    #: Customers who bought, and those of them who bought for the first time.
    customers: int
    new_customers: int
    units: int
    #: False when the orders do not reach over the whole month.
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ProductSales:
    """One product."""

    product_id: str
    name: str
    category: str
    #: Units sold, and units that came back.
    units: int
    returned_units: int
    revenue: float
    orders: int
    customers: int
    #: Share of its customers who bought it on more than one day, in [0, 1].
    repeat_customers_share: float
    revenue_last_90: float
    revenue_previous_90: float
    #: The same 90 days a year before; None when the orders do not reach so far back.
    revenue_last_90_a_year_ago: float | None
    first_sold_on: date
    last_sold_on: date


@dataclass(frozen=True, slots=True)
class CategoryMonth:
    """One category in one calendar month."""

    category: str
    month: date
    revenue: float
    orders: int
    customers: int
    units: int


@dataclass(frozen=True, slots=True)
class ProductPair:
    """Two products that are bought together."""

    product_a: str
    name_a: str
    product_b: str
    name_b: str
    #: Orders with both.
    orders: int
    #: Share of all orders that hold both, in [0, 1].
    support: float
    #: Share of the orders with one that also hold the other, in [0, 1].
    confidence_a_to_b: float
    confidence_b_to_a: float
    #: How many times more often than chance would have it.
    lift: float
    #: Lower end of the 95 % interval of the lift: what pairs are ranked by.
    least_lift: float


@dataclass(frozen=True, slots=True)
class EventSales:
    """One event of the shop's calendar in one year."""

    #: Key of the event, as "halloween".
    event: str
    name: str
    year: int
    #: The days of buying for it, both included; the event itself may lie after them.
    starts_on: date
    ends_on: date
    revenue: float
    orders: int
    customers: int
    new_customers: int
    #: Revenue a day over that of the 56 days around the window; None when those were not sold in.
    uplift: float | None
    #: False when the orders do not reach over the whole window.
    is_whole: bool


@dataclass(frozen=True, slots=True)
class EventCustomer:
    """A customer who bought for an event."""

    event: str
    customer_id: str
    #: Years in which the customer did.
    years: int
    orders: int
    spent: float
    #: Share of all that the customer spent, in [0, 1].
    share_of_spend: float
