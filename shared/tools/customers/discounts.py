"""`discount_dependency`: who buys only on sale."""

from shared.domain.discount_dependency import (
    DEPENDENCY,
    DEPENDENT,
    EVER_DISCOUNTED,
    JUDGED,
    NO_DISCOUNTS,
    DiscountDependency,
)
from shared.domain.listings import figure
from shared.domain.search import AllOf, Condition, CustomerCard, GroupBy, Metric
from shared.domain.words import counted, percent
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers, nobody_because, together
from shared.tools.customers.pages import CursorText

#: As many archetypes as a reader takes in.
ARCHETYPES = 10


def discount_dependency(
    customers: Customers, segments: Segments, *, limit: Limit = 20, cursor: CursorText | None = None
) -> DiscountDependency:
    """Customers with at least 3 orders, 80 % of them or more with a discount or a coupon; the most valuable first.

    Says so when no order of the shop has a discount.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    share = percent(DEPENDENCY.least_share)
    listing = Listing(
        where=DEPENDENT,
        order_by=Metric.HISTORIC_CLV,
        criteria=f"customers with at least {DEPENDENCY.fewest_orders} orders, {share} of them or more on sale",
        nobody="no customer buys only on sale",
        reason=_in_words,
    )
    judged = _count(customers, JUDGED)
    if together(customers, EVER_DISCOUNTED) is None:
        return DiscountDependency(nobody_because(facts, listing.criteria, NO_DISCOUNTS), judged, judged, 0, (), None)
    who = list_customers(customers, facts, listing, limit=limit, cursor=cursor)
    ever = _count(customers, AllOf((JUDGED, EVER_DISCOUNTED)))
    return DiscountDependency(
        who=who,
        judged=judged,
        never=judged - ever,
        sometimes=ever - who.total,
        by_archetype=customers.groups(GroupBy.ARCHETYPE, DEPENDENT)[:ARCHETYPES],
        caution=_caution(who.total, judged),
    )


def _count(customers: Customers, where: Condition) -> int:
    found = together(customers, where)
    return found.customers if found else 0


def _caution(dependent: int, judged: int) -> str | None:
    if dependent <= DEPENDENCY.most_of_the_shop * judged:
        return None
    share = percent(dependent / judged)
    return f"{share} of the customers who can be judged buy only on sale: the shop's prices, more than they, are why"


def _in_words(card: CustomerCard) -> str:
    """As "9 orders, 89% with a discount, 44% with a coupon, 21% off on average"."""
    orders = counted(figure(card, Metric.ORDERS), "order")
    discounted, coupons, off = (
        percent(figure(card, metric))
        for metric in (Metric.DISCOUNTED_ORDERS_SHARE, Metric.COUPON_ORDERS_SHARE, Metric.DISCOUNT_SHARE)
    )
    return f"{orders}, {discounted} with a discount, {coupons} with a coupon, {off} off on average"
