"""What was bought for each event of the calendar, and who buys for it."""

from collections.abc import Sequence
from datetime import timedelta

import ibis

from shared.domain.sales import EventCustomer, EventSales
from shared.segmentation.events.calendar import Occasion
from shared.segmentation.features.order_lines import UNITS_OF_MONEY
from shared.segmentation.sales.days import SalesDays

DAY = timedelta(days=1)
#: Days before a window, and as many after it, that its sales are compared with.
AROUND = 28 * DAY


def event_purchases(lines: ibis.Table, occasions: Sequence[Occasion]) -> ibis.Table:
    """One row an occasion and customer with an order in its window.

    Columns: event, year, customer_id, orders, paid (less returns within the window), is_new (1 when the customer's
    first order is among them, else 0) and total_paid, which is all that the customer ever paid.
    """
    windows = ibis.memtable(
        [
            {"event": occasion.event, "year": occasion.year, "ordered_on": occasion.starts_on + day * DAY}
            for occasion in occasions
            for day in range((occasion.ends_on - occasion.starts_on) // DAY + 1)
        ],
        schema={"event": "string", "year": "int64", "ordered_on": "date"},
    )
    daily = lines.group_by("customer_id", "ordered_on").agg(
        paid=lines.paid.sum(), orders=lines.order_id.nunique(where=lines.bought > 0)
    )
    customers = daily.group_by("customer_id").agg(
        first_on=daily.ordered_on.min(where=daily.orders > 0), total_paid=daily.paid.sum()
    )
    each = daily.join(windows, "ordered_on").join(customers, "customer_id")
    bought = each.group_by("event", "year", "customer_id").agg(
        orders=each.orders.sum(),
        paid=each.paid.sum(),
        is_new=(each.first_on == each.ordered_on).cast("int64").max(),
        total_paid=each.total_paid.max(),
    )
    return bought.filter(bought.orders > 0)


def event_sales(purchases: ibis.Table, occasions: Sequence[Occasion], days: SalesDays) -> tuple[EventSales, ...]:
    """Each of the occasions, in their order; `purchases` are their `event_purchases`."""
    counts = purchases.group_by("event", "year").agg(
        orders=purchases.orders.sum(), customers=purchases.count(), new_customers=purchases.is_new.sum()
    )
    counted = {
        (row["event"], row["year"]): (row["orders"], row["customers"], row["new_customers"])
        for row in counts.to_pyarrow().to_pylist()
    }
    found = []
    for occasion in occasions:
        orders, customers, new_customers = counted.get((occasion.event, occasion.year), (0, 0, 0))
        found.append(
            EventSales(
                event=occasion.event,
                name=occasion.name,
                year=occasion.year,
                starts_on=occasion.starts_on,
                ends_on=occasion.ends_on,
                revenue=round(days.revenue_of(occasion.starts_on, occasion.ends_on), 4),
                orders=orders,
                customers=customers,
                new_customers=new_customers,
                uplift=_uplift(occasion, days),
                is_whole=days.reach_over(occasion.starts_on, occasion.ends_on),
            )
        )
    return tuple(found)


def event_customers(purchases: ibis.Table, *, most: int) -> tuple[EventCustomer, ...]:
    """For each event the `most` customers who spent the most for it; `purchases` are the `event_purchases`."""
    each = purchases.group_by("event", "customer_id").agg(
        years=purchases.count(),
        orders=purchases.orders.sum(),
        paid=purchases.paid.sum(),
        total_paid=purchases.total_paid.max(),
    )
    place = ibis.row_number().over(group_by=each.event, order_by=[ibis.desc(each.paid), each.customer_id])
    ranked = each.mutate(place=place)
    kept = ranked.filter(ranked.place < most).order_by("event", "place")
    return tuple(
        EventCustomer(
            event=row["event"],
            customer_id=row["customer_id"],
            years=row["years"],
            orders=row["orders"],
            spent=row["paid"] / UNITS_OF_MONEY,
            share_of_spend=_share(row["paid"], row["total_paid"]),
        )
        for row in kept.to_pyarrow().to_pylist()
    )


def _uplift(occasion: Occasion, days: SalesDays) -> float | None:
    """The window's revenue a day over that of the days around it."""
    if not days.reach_over(occasion.starts_on - AROUND, occasion.ends_on + AROUND):
        return None
    around = days.revenue_of(occasion.starts_on - AROUND, occasion.starts_on - DAY) + days.revenue_of(
        occasion.ends_on + DAY, occasion.ends_on + AROUND
    )
    if around <= 0:
        return None
    window = (occasion.ends_on - occasion.starts_on) // DAY + 1
    within = days.revenue_of(occasion.starts_on, occasion.ends_on)
    return (within / window) / (around / (2 * AROUND / DAY))


def _share(paid: float, total: float) -> float:
    # What came back after the event can leave the customer with less than was spent for it.
    return max(paid, 0.0) / max(paid, total, 1.0)
