"""What the analytics tools need of the store, as Protocols. Every method raises Retryable when the store is away."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from shared.domain.customers import Archetype
from shared.domain.facts import OrderFact
from shared.domain.predictions import BuyingForecast
from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales
from shared.domain.search import EVERYBODY, Condition, Found, GroupBy, GroupFigures, Search
from shared.domain.trends import Forecast, ForecastOf, GroupPoint, PastPlace, Shift
from shared.ports import Profiles


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """A discovery that is kept."""

    as_of: date
    currency: str
    customers: int
    #: Axis to its segments, lowest first.
    axes: dict[str, tuple[str, ...]]
    #: Axis to why these orders do not support it.
    left_out: dict[str, str]
    #: Share of customers whose archetype stays when it is learned from 80 % of them; None when there are none.
    agreement: float | None


class Customers(Profiles, Protocol):
    """The customers of the current snapshot."""

    def search(self, search: Search) -> Found:
        """The customers that match, in the order asked for."""

    def nth(self, place: int) -> str | None:
        """The id of the customer at this place, from 0 in the order of ids; None beyond the last."""

    def groups(self, by: GroupBy | str, where: Condition = EVERYBODY) -> tuple[GroupFigures, ...]:
        """The customers that match, summed up by `by`, most customers first; a str is the name of an axis.

        NotFound when there is no such axis in the current snapshot.
        """

    def buying_forecast(self, customer_id: str) -> BuyingForecast | None:
        """What the models say of the customer; None when the snapshot has no predictions, see `unpredictable`."""

    def orders(self, customer_id: str, *, limit: int) -> tuple[tuple[OrderFact, ...], int]:
        """The customer's newest orders, newest first, and how many there are in all."""

    def unpredictable(self) -> str | None:
        """Why the current snapshot has no predictions, in one sentence; None when it has."""


class Segments(Protocol):
    """What the current snapshot found, and what those before it had found."""

    def current(self) -> SnapshotFacts:
        """The current snapshot; NotFound before the first discovery."""

    def archetypes(self) -> tuple[Archetype, ...]:
        """The current archetypes, largest first."""

    def segment_history(self, axis: str, segment: str) -> tuple[GroupPoint, ...]:
        """The segment in every snapshot that has it, oldest first, the newest run of each day."""

    def archetype_history(self, archetype_id: str) -> tuple[GroupPoint, ...]:
        """The archetype in every snapshot, oldest first; no members where it did not occur."""

    def shifts(self, axis: str | None, *, since: date) -> tuple[Shift, ...]:
        """How many customers moved between archetypes (or segments of `axis`) since the newest snapshot by `since`.

        Most first, those who stayed included. NotFound when no profiles are kept from then.
        """

    def places_of(self, customer_id: str) -> tuple[PastPlace, ...]:
        """Where the customer stood in each snapshot whose profiles are kept, oldest first."""


class Sales(Protocol):
    """What the shop sold, as of the current snapshot."""

    def months(self) -> tuple[MonthSales, ...]:
        """Every month, oldest first."""

    def products(self, text: str = "", *, limit: int = 20) -> tuple[ProductSales, ...]:
        """Products with `text` in their id or name in any case, most revenue first."""

    def movers(self, *, rising: bool, limit: int = 20) -> tuple[ProductSales, ...]:
        """Products whose revenue of 90 days rose (or fell) the most over the 90 days before."""

    def category_months(self) -> tuple[CategoryMonth, ...]:
        """Every category in every month, oldest month first."""

    def pairs(self, product_id: str | None = None, *, limit: int = 20) -> tuple[ProductPair, ...]:
        """Products bought together, surest first; only those with `product_id` when one is given."""

    def events(self, event: str | None = None) -> tuple[EventSales, ...]:
        """Every event in every year that the orders reach, oldest first."""

    def event_customers(self, event: str, *, limit: int = 20) -> tuple[EventCustomer, ...]:
        """Who bought for the event, most spent first."""


class Forecasts(Protocol):
    """The monthly forecasts made with the current snapshot."""

    def of(self, figure: ForecastOf) -> Forecast:
        """The forecast; without months, but with the cause, when none could be made."""
