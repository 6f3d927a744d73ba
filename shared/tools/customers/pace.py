"""`momentum_customers` and `declining_customers`: who buys more often than before, and who less."""

from shared.domain.listings import figure
from shared.domain.money import money
from shared.domain.pace import DECLINE, LEAST_TENURE_DAYS, MOMENTUM, WINDOW_DAYS, PaceChange, gaining, losing
from shared.domain.search import Between, CustomerCard, Metric
from shared.domain.words import counted
from shared.store_ports import Customers, Segments, SnapshotFacts
from shared.tools.bounds import LIMIT, Limit
from shared.tools.customers.listing import Listing, list_customers, nobody_because, together
from shared.tools.customers.pages import CursorText

TOO_YOUNG = f"nobody has been a customer for {LEAST_TENURE_DAYS} days, so there are no two windows to compare"


def momentum_customers(
    customers: Customers, segments: Segments, *, limit: Limit = 20, cursor: CursorText | None = None
) -> PaceChange:
    """Customers with at least 2 orders in the last 90 days and at least 1.5 times as many as in the 90 before.

    Where the shop as a whole has grown, they have outgrown it by as much. Fastest growing spend first.
    """
    LIMIT.check("limit", limit)
    facts, change = segments.current(), _shop_change(customers)
    beyond = ", beyond what the shop has grown by" if (change or 1.0) > 1 else ""
    listing = Listing(
        where=gaining(1.0 if change is None else change),
        order_by=Metric.SPEND_TREND,
        criteria=(
            f"customers known for {LEAST_TENURE_DAYS} days or longer who placed at least {MOMENTUM.fewest_orders} "
            f"orders in the last {WINDOW_DAYS} days, and at least {MOMENTUM.times:g} times as many as in the "
            f"{WINDOW_DAYS} before{beyond}"
        ),
        nobody="no customer buys so much more often than before",
        reason=lambda card: _windows(card, facts),
    )
    return _told(customers, facts, listing, change, limit=limit, cursor=cursor)


def declining_customers(
    customers: Customers, segments: Segments, *, limit: Limit = 20, cursor: CursorText | None = None
) -> PaceChange:
    """Customers with at least 2 orders in the 90 days before the last 90, and at most half as many since.

    Where the shop as a whole has shrunk, they have shrunk by more than that. Most valuable first.
    """
    LIMIT.check("limit", limit)
    facts, change = segments.current(), _shop_change(customers)
    beyond = ", beyond what the shop has shrunk by" if (change or 1.0) < 1 else ""
    listing = Listing(
        where=losing(1.0 if change is None else change),
        order_by=Metric.HISTORIC_CLV,
        criteria=(
            f"customers who placed at least {DECLINE.fewest_orders} orders in the {WINDOW_DAYS} days before the last "
            f"{WINDOW_DAYS}, and at most {DECLINE.times:.0%} of that since{beyond}"
        ),
        nobody="no customer buys so much less often than before",
        reason=lambda card: _windows(card, facts),
    )
    return _told(customers, facts, listing, change, limit=limit, cursor=cursor)


def _told(
    customers: Customers,
    facts: SnapshotFacts,
    listing: Listing,
    change: float | None,
    *,
    limit: int,
    cursor: str | None,
) -> PaceChange:
    if together(customers, Between(Metric.TENURE_DAYS, least=LEAST_TENURE_DAYS)) is None:
        return PaceChange(nobody_because(facts, listing.criteria, TOO_YOUNG), change)
    return PaceChange(list_customers(customers, facts, listing, limit=limit, cursor=cursor), change)


def _shop_change(customers: Customers) -> float | None:
    everybody = together(customers)
    if everybody is None or everybody.spent_previous_90 <= 0:
        return None
    return everybody.spent_last_90 / everybody.spent_previous_90


def _windows(card: CustomerCard, facts: SnapshotFacts) -> str:
    """As "4 orders (£300) in the last 90 days after 1 (£80) in the 90 before"."""
    orders, before = figure(card, Metric.ORDERS_LAST_90), figure(card, Metric.ORDERS_PREVIOUS_90)
    spent, spent_before = (
        money(figure(card, metric), facts.currency) for metric in (Metric.SPENT_LAST_90, Metric.SPENT_PREVIOUS_90)
    )
    lately = f"{counted(orders, 'order')} ({spent}) in the last {WINDOW_DAYS} days"
    return f"{lately} after {before:,.0f} ({spent_before}) in the {WINDOW_DAYS} before"
