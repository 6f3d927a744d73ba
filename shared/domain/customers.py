"""Who a customer is by behaviour: axes, segments, memberships, archetype, and the figures beside them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Strength(StrEnum):
    """How clearly a customer belongs to the dominant segment of an axis."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class AxisProfile:
    """A customer's place on one axis of behaviour."""

    axis: str
    #: The segment that the customer belongs to most.
    segment: str
    strength: Strength
    #: Segment name to membership in [0, 1]; they sum to 1, but for rounding.
    memberships: dict[str, float]


@dataclass(frozen=True, slots=True)
class Trait:
    """One part of an archetype's signature."""

    axis: str
    segment: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Distinction:
    """A segment that an archetype's members stand in clearly more often than the shop's customers do."""

    axis: str
    segment: str
    #: Share of the members whose dominant segment it is, in [0, 1].
    share: float
    #: That share over the share among all customers.
    lift: float


@dataclass(frozen=True, slots=True)
class Archetype:
    """Customers who share their dominant segments on the few axes that matter most."""

    #: The same for the same segments in every discovery, as "regular.high_value.active".
    id: str
    name: str
    #: The shared segments, each with the strength that is typical of the members.
    signature: tuple[Trait, ...]
    member_count: int
    #: Share of all customers, in [0, 1].
    population_share: float
    #: Mean of what its members have spent so far, in the shop's currency.
    average_clv: float
    #: Sum of what its members have spent so far, in the shop's currency.
    total_revenue: float
    #: What sets the members apart on the other axes, greatest lift first.
    traits: tuple[Distinction, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the analytics know of one customer, as of a day."""

    customer_id: str
    name: str | None
    email: str | None
    archetype_id: str | None
    archetype_name: str | None
    axes: tuple[AxisProfile, ...]
    #: What the customer has spent so far, returns taken off, in `currency`.
    historic_clv: float
    historic_number_of_orders: int
    average_order_value: float
    #: None when all orders fell on one day.
    average_days_between_orders: float | None
    first_order_on: date
    last_order_on: date
    as_of: date
    currency: str

    @property
    def days_since_last_order(self) -> int:
        """Days from the newest order to `as_of`."""
        return (self.as_of - self.last_order_on).days

    @property
    def tenure_days(self) -> int:
        """Days from the first order to `as_of`."""
        return (self.as_of - self.first_order_on).days

    def on(self, axis: str) -> AxisProfile | None:
        """The customer's place on the axis, or None when the axis was not discovered."""
        return next((place for place in self.axes if place.axis == axis), None)
