"""`seasonal_sales` and `seasonal_customers`: what is bought for the events of the year, and by whom."""

from collections.abc import Sequence

from shared.domain.money import money
from shared.domain.sales import EventCustomer, EventSales
from shared.domain.seasonal import SeasonalCustomer, SeasonalCustomers, SeasonalSales
from shared.domain.words import counted, joined, percent, times
from shared.errors import InvalidPayload, NotFound
from shared.segmentation.events.dates import UNITED_STATES
from shared.segmentation.events.naming import event_name, event_named
from shared.segmentation.events.table import EVENTS
from shared.store_ports import Customers, Sales, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.shop.next_windows import next_windows
from shared.tools.texts import Words

NOT_REACHED = "the orders do not reach over any such event"


def seasonal_sales(
    sales: Sales, segments: Segments, *, event: Words | None = None, country: str = UNITED_STATES
) -> SeasonalSales:
    """Revenue, orders and customers of an event ("halloween", "mother's day") in each year, or of all events.

    `country` (ISO 3166 alpha-2) is whose calendar tells when the next one is. NotFound when there is no such event.
    """
    facts = segments.current()
    key = None if event is None else _key(event)
    events = sales.events(key)
    return SeasonalSales(
        events=events,
        next_windows=next_windows(facts.as_of, country, key),
        reason=_strongest(events, facts.currency),
        because=None if events else NOT_REACHED,
        currency=facts.currency,
        as_of=facts.as_of,
    )


def seasonal_customers(
    customers: Customers,
    sales: Sales,
    segments: Segments,
    *,
    event: Words,
    country: str = UNITED_STATES,
    limit: Limit = 20,
) -> SeasonalCustomers:
    """Who bought for an event, most spent first, and when its next window begins: whom to write to before then.

    NotFound when there is no such event.
    """
    LIMIT.check("limit", limit)
    facts, key = segments.current(), _key(event)
    found = sales.event_customers(key, limit=limit)
    return SeasonalCustomers(
        event=key,
        name=event_name(key),
        customers=tuple(_told(each, customers, facts.currency) for each in found),
        years=sales.events(key),
        next_window=next(iter(next_windows(facts.as_of, country, key)), None),
        because=None if found else f"nobody has bought for {event_name(key)} yet",
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _key(text: str) -> str:
    if not text.strip():
        raise InvalidPayload("event must be the name of an event, as halloween")
    key = event_named(text)
    if key is None:
        raise NotFound(f"there is no such event; there are {joined(tuple(event.name for event in EVENTS))}")
    return key


def _told(each: EventCustomer, customers: Customers, currency: str) -> SeasonalCustomer:
    profile = customers.find(each.customer_id)
    spent = f"{money(each.spent, currency)} in {counted(each.orders, 'order')}"
    reason = f"{spent} in {counted(each.years, 'year')}, {percent(each.share_of_spend)} of all that they spent"
    return SeasonalCustomer(each, profile.name if profile else None, reason)


def _strongest(events: Sequence[EventSales], currency: str) -> str:
    """The event that lifts sales the most, in words; "" when none can be compared."""
    lifts = [(event.uplift, event) for event in events if event.uplift is not None and event.is_whole]
    if not lifts:
        return ""
    uplift, event = max(lifts, key=lambda pair: (pair[0], pair[1].year))
    told = f"{event.name} {event.year} stands out: {money(event.revenue, currency)}"
    return f"{told}, {times(uplift)} the revenue a day of the weeks around it"
