"""`b2b_customers`: who looks like a business."""

from shared.domain.b2b import SIGNS, Businesses, bounds_in, in_words, judge, looks_like_business
from shared.domain.search import Metric
from shared.domain.words import joined
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers
from shared.tools.customers.pages import CursorText
from shared.tools.customers.typical import typical_figures

UNUSUAL = "there are too few customers to say what is usual in this shop"


def b2b_customers(
    customers: Customers, segments: Segments, *, limit: Limit = 20, cursor: CursorText | None = None
) -> Businesses:
    """Customers with at least two of three signs of a business, each measured against the shop's typical customer.

    Units a line, units an order and money an order, each three times the usual. Most valuable first.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    bounds = bounds_in(typical_figures(customers, (sign.metric for sign in SIGNS)))
    signs = joined(tuple(in_words(bound.sign, bound.least, facts.currency) for bound in bounds))
    listing = Listing(
        where=looks_like_business(bounds),
        order_by=Metric.HISTORIC_CLV,
        criteria=f"customers who reach at least two of these: {signs}"
        if signs
        else "customers who look like businesses",
        nobody="no customer buys in such quantities" if len(bounds) == len(SIGNS) else UNUSUAL,
        reason=lambda card: judge(card, bounds, facts.currency).reason,
    )
    who = list_customers(customers, facts, listing, limit=limit, cursor=cursor)
    return Businesses(
        customers=tuple(judge(listed.customer, bounds, facts.currency) for listed in who.customers),
        total=who.total,
        together=who.together,
        criteria=who.criteria,
        bounds=bounds,
        because=who.because,
        currency=who.currency,
        as_of=who.as_of,
        next_cursor=who.next_cursor,
    )
