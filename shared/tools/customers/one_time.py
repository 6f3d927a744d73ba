"""`one_time_buyers`: customers with exactly one order."""

from typing import Annotated

from shared.domain.listings import spending
from shared.domain.one_time import MAY_COME_BACK_DAYS, OneTimeBuyers
from shared.domain.search import AllOf, Between, Metric
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit, Within
from shared.tools.customers.listing import Listing, list_customers, together
from shared.tools.customers.pages import CursorText

SILENT_DAYS = Within(0, 3650)
ONE_ORDER = Between(Metric.ORDERS, 1, 1)


def one_time_buyers(
    customers: Customers,
    segments: Segments,
    *,
    silent_days: Annotated[int, SILENT_DAYS] = 0,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> OneTimeBuyers:
    """Customers with exactly one order, the largest order first; only those at least `silent_days` old when given."""
    LIMIT.check("limit", limit)
    SILENT_DAYS.check("silent_days", silent_days)
    facts = segments.current()
    old = Between(Metric.DAYS_SINCE_LAST_ORDER, least=silent_days)
    listing = Listing(
        where=AllOf((ONE_ORDER, old)) if silent_days else ONE_ORDER,
        order_by=Metric.HISTORIC_CLV,
        criteria="customers with exactly one order" + (f", at least {silent_days} days ago" if silent_days else ""),
        nobody="every customer has ordered more than once" if facts.customers else "there are no customers yet",
        reason=lambda card: spending(card, facts.currency),
    )
    who = list_customers(customers, facts, listing, limit=limit, cursor=cursor)
    recent = Between(Metric.DAYS_SINCE_LAST_ORDER, most=MAY_COME_BACK_DAYS)
    may_come_back = together(customers, AllOf((listing.where, recent)))
    returning = may_come_back.customers if may_come_back else 0
    return OneTimeBuyers(
        who=who,
        share=who.total / facts.customers if facts.customers else None,
        may_come_back=returning,
        probably_gone=who.total - returning,
    )
