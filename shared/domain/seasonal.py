"""What the shop sells for the events of the year, who buys for them, and when the next one begins."""

from dataclasses import dataclass
from datetime import date

from shared.domain.sales import EventCustomer, EventSales


@dataclass(frozen=True, slots=True)
class NextWindow:
    """The next time that people will buy for an event."""

    event: str
    name: str
    #: The days of buying, both included, and the event's own day.
    starts_on: date
    ends_on: date
    on: date


@dataclass(frozen=True, slots=True)
class SeasonalSales:
    """Sales for one event, or for all."""

    #: Oldest first.
    events: tuple[EventSales, ...]
    #: The next window of each event, the soonest first.
    next_windows: tuple[NextWindow, ...]
    #: In one sentence; "" without events.
    reason: str
    because: str | None
    currency: str
    as_of: date


@dataclass(frozen=True, slots=True)
class SeasonalCustomer:
    """A customer who buys for an event."""

    customer: EventCustomer
    name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SeasonalCustomers:
    """Who bought for an event, most spent first."""

    event: str
    name: str
    customers: tuple[SeasonalCustomer, ...]
    #: How many customers bought for it, by year, oldest first: whoever did in two years is in both.
    years: tuple[EventSales, ...]
    next_window: NextWindow | None
    because: str | None
    currency: str
    as_of: date
