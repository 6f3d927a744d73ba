"""Everything that the shop sold, summed up from its order lines."""

from dataclasses import dataclass
from datetime import date

import ibis

from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales
from shared.segmentation.events.calendar import events_between
from shared.segmentation.sales.affinity import product_pairs
from shared.segmentation.sales.bounds import BOUNDS, Bounds
from shared.segmentation.sales.categories import category_months
from shared.segmentation.sales.days import sales_days
from shared.segmentation.sales.event_sales import event_customers, event_purchases, event_sales
from shared.segmentation.sales.lines import sold_lines
from shared.segmentation.sales.months import month_sales
from shared.segmentation.sales.products import product_sales


@dataclass(frozen=True, slots=True)
class SalesFacts:
    """What is kept of a shop's sales with each snapshot."""

    #: Every month from the first order to `as_of`, oldest first.
    months: tuple[MonthSales, ...]
    #: Most revenue first.
    products: tuple[ProductSales, ...]
    #: Oldest month first, then by category.
    category_months: tuple[CategoryMonth, ...]
    #: Surest first.
    pairs: tuple[ProductPair, ...]
    #: By the beginning of their days of buying, oldest first.
    events: tuple[EventSales, ...]
    #: By event, then most spent first.
    event_customers: tuple[EventCustomer, ...]


NOTHING_SOLD = SalesFacts((), (), (), (), (), ())


def sales_of(
    order_lines: ibis.Table,
    families: ibis.Table | None,
    *,
    as_of: date,
    country: str = "US",
    bounds: Bounds = BOUNDS,
) -> SalesFacts:
    """The facts of all lines (ORDER_LINES) until the end of the day `as_of`.

    `families` (FAMILIES) give a category to products without one. `country`, an ISO 3166 alpha-2 code, says on which
    days the events fall; NotFound when the calendar does not have it.
    """
    lines = sold_lines(order_lines, families, as_of=as_of)
    days = sales_days(lines, as_of)
    if days is None:
        return NOTHING_SOLD
    products = product_sales(lines, days, most=bounds.products)
    occasions = events_between(days.first_on, days.last_on, country)
    # Asked twice, and dear in a large shop.
    with event_purchases(lines, occasions).cache() as purchases:
        events = event_sales(purchases, occasions, days)
        customers = event_customers(purchases, most=bounds.customers_an_event)
    return SalesFacts(
        months=month_sales(lines, days),
        products=products,
        category_months=category_months(lines, most=bounds.categories),
        pairs=product_pairs(lines, products, bounds=bounds),
        events=events,
        event_customers=customers,
    )
