"""Customers whose sums are kept in Redis."""

from hashlib import sha256

from pydantic import TypeAdapter

from shared.domain.customers import Profile
from shared.domain.facts import OrderFact
from shared.domain.predictions import BuyingForecast
from shared.domain.search import (
    EVERYBODY,
    AllOf,
    AnyOf,
    Condition,
    FavouriteCategory,
    Found,
    GroupBy,
    GroupFigures,
    Named,
    Not,
    Search,
)
from shared.store.cached.kept import Kept
from shared.store.customers import CustomerStore, is_counted

GROUPS = TypeAdapter(tuple[GroupFigures, ...])
COUNT = TypeAdapter(tuple[int, ...])


class CachedCustomers:
    """Keeps what `shared.store_ports.Customers` promises, over those of Postgres.

    Kept are sums over many customers, and how many there are. Lists name people, and one customer is found in
    Postgres as fast as in Redis.
    """

    def __init__(self, customers: CustomerStore, kept: Kept) -> None:
        self._customers, self._kept = customers, kept

    def find(self, key: str) -> Profile | None:
        """The customer whose id, or else e-mail address in any case, is `key`; None when there is none."""
        return self._customers.find(key)

    def search(self, search: Search) -> Found:
        """The customers that match, in the order asked for."""
        if is_counted(search.where) or _has_words(search.where):
            return self._customers.search(search)

        def count() -> tuple[int, ...]:
            counted = self._customers.count(search.where)
            return (counted,) if counted else ()

        # Looking for the first of them takes a millisecond; counting a shop takes a hundred.
        (total,) = self._kept.or_else(f"count:{_digest(search.where)}", COUNT, count) or (0,)
        return self._customers.search(search, total=total)

    def nth(self, place: int) -> str | None:
        """The id of the customer at this place, from 0 in the order of ids; None beyond the last."""
        return self._customers.nth(place)

    def groups(self, by: GroupBy | str, where: Condition = EVERYBODY) -> tuple[GroupFigures, ...]:
        """The customers that match, summed up by `by`, most customers first; a str is the name of an axis.

        NotFound when there is no such axis in the current snapshot.
        """
        if _has_words(where):
            return self._customers.groups(by, where)
        name = f"groups:{_digest((by, where))}"
        return self._kept.or_else(name, GROUPS, lambda: self._customers.groups(by, where))

    def buying_forecast(self, customer_id: str) -> BuyingForecast | None:
        """What the models say of the customer; None when the snapshot has no predictions, see `unpredictable`."""
        return self._customers.buying_forecast(customer_id)

    def orders(self, customer_id: str, *, limit: int) -> tuple[tuple[OrderFact, ...], int]:
        """The customer's newest orders, newest first, and how many there are in all."""
        return self._customers.orders(customer_id, limit=limit)

    def unpredictable(self) -> str | None:
        """Why the current snapshot has no predictions, in one sentence; None when it has."""
        return self._customers.unpredictable()


def _digest(asked: object) -> str:
    """The same for the same question."""
    return sha256(repr(asked).encode()).hexdigest()


def _has_words(where: Condition) -> bool:
    """Whether the condition holds a caller's own words, which may be a person's name."""
    match where:
        case Named() | FavouriteCategory():
            return True
        case AllOf(conditions) | AnyOf(conditions):
            return any(_has_words(condition) for condition in conditions)
        case Not(condition):
            return _has_words(condition)
        case _:
            return False
