"""How every list of customers is made: one search, one sum over all that match, and a reason for each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from shared.domain.listings import CustomerList, Listed
from shared.domain.search import EVERYBODY, Condition, CustomerCard, GroupBy, GroupFigures, Metric, Search
from shared.store_ports import Customers, SnapshotFacts
from shared.tools.customers.pages import Cursor, start_of


@dataclass(frozen=True, slots=True)
class Listing:
    """Which customers to list, in which order, and in which words."""

    where: Condition
    order_by: Metric
    #: What they have in common, in one sentence.
    criteria: str
    #: What is said when nobody matches.
    nobody: str
    #: Why one of them is listed.
    reason: Callable[[CustomerCard], str]
    descending: bool = True
    #: Whether all who match are summed up too, which takes the store far longer than to list the first of them.
    is_summed: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """Some of those who match."""

    customers: tuple[CustomerCard, ...]
    #: How many match in all.
    total: int
    #: What the next page is asked for with; None on the last.
    next_cursor: str | None


def page_of(customers: Customers, search: Search, cursor: str | None, *, as_of: date) -> Page:
    """The customers of the search, from where the cursor says; Conflict when it is of another list."""
    start = start_of(cursor, order_by=search.order_by, descending=search.descending, as_of=as_of)
    # One more than is told shows whether there is a next page.
    found = customers.search(replace(search, after=start, limit=search.limit + 1))
    told = found.customers[: search.limit]
    more = len(found.customers) > len(told)
    return Page(told, found.total, Cursor.behind(told[-1], search, as_of).text() if more else None)


def list_customers(
    customers: Customers, facts: SnapshotFacts, listing: Listing, *, limit: int, cursor: str | None = None
) -> CustomerList:
    """`limit` of those who match, the first or from where the cursor says, and all of them together."""
    search = Search(listing.where, listing.order_by, listing.descending, limit)
    found = page_of(customers, search, cursor, as_of=facts.as_of)
    return CustomerList(
        customers=tuple(Listed(card, listing.reason(card)) for card in found.customers),
        total=found.total,
        together=together(customers, listing.where) if listing.is_summed else None,
        criteria=listing.criteria,
        because=None if found.total else listing.nobody,
        currency=facts.currency,
        as_of=facts.as_of,
        next_cursor=found.next_cursor,
    )


def nobody_because(facts: SnapshotFacts, criteria: str, because: str) -> CustomerList:
    """A list without customers, where these orders cannot tell who would be in it."""
    return CustomerList((), 0, None, criteria, because, facts.currency, facts.as_of)


def together(customers: Customers, where: Condition = EVERYBODY) -> GroupFigures | None:
    """All customers who match, summed up; None when there are none."""
    summed = customers.groups(GroupBy.NOTHING, where)
    return summed[0] if summed and summed[0].customers else None
