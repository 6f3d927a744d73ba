"""`winback_candidates`: which lapsed customers are worth inviting back."""

from typing import Annotated

from shared.domain.search import AllOf, Between, Metric, Search
from shared.domain.winback import WINBACK, WinbackCandidates, candidate, lapsed_after
from shared.domain.words import counted
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit, Within
from shared.tools.customers.listing import page_of, together
from shared.tools.customers.pages import CursorText
from shared.tools.customers.typical import MIDDLE, typical_figures

SILENT_DAYS = Within(1, 3650)
#: Who came back once can come back again; the rest never learned to.
RETURNED = Between(Metric.ORDERS, least=2)
GAP = Metric.AVERAGE_DAYS_BETWEEN_ORDERS


def winback_candidates(
    customers: Customers,
    segments: Segments,
    *,
    silent_days: Annotated[int, SILENT_DAYS] | None = None,
    limit: Limit = 20,
    cursor: CursorText | None = None,
) -> WinbackCandidates:
    """Customers with at least 2 orders who have lapsed, the most valuable first, each with what to come with.

    Lapsed is silent for `silent_days` (1 to 3650), or for twice the shop's usual gap between orders; and for no more
    than two years beyond.
    """
    LIMIT.check("limit", limit)
    if silent_days is not None:
        SILENT_DAYS.check("silent_days", silent_days)
    facts = segments.current()
    start, rule = (silent_days, "as asked for") if silent_days is not None else _usual_start(customers)
    end = start + WINBACK.window_days
    where = AllOf((RETURNED, Between(Metric.DAYS_SINCE_LAST_ORDER, start, end)))
    found = page_of(customers, Search(where, Metric.HISTORIC_CLV, limit=limit), cursor, as_of=facts.as_of)
    return WinbackCandidates(
        candidates=tuple(candidate(card, facts.currency) for card in found.customers),
        total=found.total,
        together=together(customers, where),
        silent_from_days=start,
        silent_to_days=end,
        rule=rule,
        because=None if found.total else f"nobody with at least 2 orders has been silent for {start} to {end} days",
        currency=facts.currency,
        as_of=facts.as_of,
        next_cursor=found.next_cursor,
    )


def _usual_start(customers: Customers) -> tuple[int, str]:
    """From how many days of silence on, and why."""
    gap = typical_figures(customers, (GAP,), AllOf((MIDDLE, RETURNED))).get(GAP)
    start = lapsed_after(gap)
    if gap is None:
        return start, "half a year: too few customers have come back to say what is usual"
    return start, f"the shop's customers usually buy every {counted(gap, 'day')}; lapsed is {start} days of silence"
