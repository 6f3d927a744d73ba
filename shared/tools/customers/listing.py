"""How every list of customers is made: one search, one sum over all that match, and a reason for each."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.domain.listings import CustomerList, Listed
from shared.domain.search import EVERYBODY, Condition, CustomerCard, GroupBy, GroupFigures, Metric, Search
from shared.store_ports import Customers, SnapshotFacts


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


def list_customers(customers: Customers, facts: SnapshotFacts, listing: Listing, *, limit: int) -> CustomerList:
    """The first `limit` of those who match, and all of them together."""
    found = customers.search(Search(listing.where, listing.order_by, listing.descending, limit))
    return CustomerList(
        customers=tuple(Listed(card, listing.reason(card)) for card in found.customers),
        total=found.total,
        together=together(customers, listing.where) if listing.is_summed else None,
        criteria=listing.criteria,
        because=None if found.total else listing.nobody,
        currency=facts.currency,
        as_of=facts.as_of,
    )


def nobody_because(facts: SnapshotFacts, criteria: str, because: str) -> CustomerList:
    """A list without customers, where these orders cannot tell who would be in it."""
    return CustomerList((), 0, None, criteria, because, facts.currency, facts.as_of)


def together(customers: Customers, where: Condition = EVERYBODY) -> GroupFigures | None:
    """All customers who match, summed up; None when there are none."""
    summed = customers.groups(GroupBy.NOTHING, where)
    return summed[0] if summed and summed[0].customers else None
