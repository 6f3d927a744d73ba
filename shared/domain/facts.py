"""What the customer knows about themselves, so that a draft may speak of it: their orders, their earlier tickets."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OrderedItem:
    """One line of an order."""

    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderFact:
    """One order of the customer's own."""

    order_id: str
    ordered_on: date
    items: tuple[OrderedItem, ...]
    #: In `currency`; None when it is not known.
    total: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class EarlierTicket:
    """A ticket that the same customer opened before this one."""

    id: int
    subject: str
    #: The beginning of the customer's last words on it; empty when somebody else spoke last.
    excerpt: str
    is_open: bool
    #: With a time zone, UTC.
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a draft may rely on besides the conversation and the policy."""

    #: Newest first.
    orders: tuple[OrderFact, ...] = ()
    #: Newest first.
    earlier_tickets: tuple[EarlierTicket, ...] = ()
    #: The day that the orders were true on; None when there are none.
    orders_as_of: date | None = None
    #: When the earlier tickets were read, UTC; None when they were not.
    tickets_read_at: datetime | None = None


NO_FACTS = Facts()
