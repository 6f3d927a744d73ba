"""How customers buy: of a group against the whole shop, and of one customer."""

from dataclasses import dataclass
from datetime import date

from shared.domain.customers import Profile
from shared.domain.engagement import Engagement
from shared.domain.search import AllOf, Between, Condition, GroupFigures, Metric, Not
from shared.domain.trends import PastPlace


@dataclass(frozen=True, slots=True)
class Band:
    """A range of one figure: above a bound, and up to another."""

    words: str
    metric: Metric
    above: float | None
    up_to: float | None

    @property
    def where(self) -> Condition:
        """The customers of the range; without the figure they are in none."""
        inside = Between(self.metric, most=self.up_to)
        return inside if self.above is None else AllOf((inside, Not(Between(self.metric, most=self.above))))


#: How people say how often they buy: weeks, months, a quarter, half a year.
GAP_BANDS = (
    Band("every week or more often", Metric.AVERAGE_DAYS_BETWEEN_ORDERS, None, 7),
    Band("every month or more often", Metric.AVERAGE_DAYS_BETWEEN_ORDERS, 7, 31),
    Band("every quarter or more often", Metric.AVERAGE_DAYS_BETWEEN_ORDERS, 31, 92),
    Band("every half year or more often", Metric.AVERAGE_DAYS_BETWEEN_ORDERS, 92, 183),
    Band("less often than every half year", Metric.AVERAGE_DAYS_BETWEEN_ORDERS, 183, None),
)
ORDER_BANDS = (
    Band("1 order", Metric.ORDERS, None, 1),
    Band("2 to 4 orders", Metric.ORDERS, 1, 4),
    Band("5 to 9 orders", Metric.ORDERS, 4, 9),
    Band("10 orders or more", Metric.ORDERS, 9, None),
)
#: A segment that a group stands in so many times as often as the shop sets the group apart.
STANDS_OUT = 1.5


@dataclass(frozen=True, slots=True)
class BandCount:
    """The customers of a range."""

    words: str
    customers: int
    #: Of those who have the figure, in [0, 1].
    share: float


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """How much of a group stands in a segment."""

    segment: str
    customers: int
    #: Of the group, and of the whole shop, in [0, 1].
    share: float
    share_of_shop: float


@dataclass(frozen=True, slots=True)
class AxisDistribution:
    """A group on one axis, in the axis' own order."""

    axis: str
    segments: tuple[SegmentShare, ...]


@dataclass(frozen=True, slots=True)
class MonthShare:
    """One month of the year."""

    #: 1 is January.
    month: int
    #: Of the orders of whole years, in [0, 1].
    share: float


@dataclass(frozen=True, slots=True)
class BehaviourAnalysis:
    """How a group of customers buys."""

    #: "all customers", or the group's name.
    group: str
    #: None when nobody is in it.
    figures: GroupFigures | None
    axes: tuple[AxisDistribution, ...]
    #: Customers by average days between orders, and by number of orders.
    gaps: tuple[BandCount, ...]
    orders: tuple[BandCount, ...]
    #: The shop's orders by month of the year, January first; empty under a year of whole months.
    months: tuple[MonthShare, ...]
    #: What stands out, in sentences.
    patterns: tuple[str, ...]
    #: Axis to why the shop's orders do not support it.
    left_out: dict[str, str]
    because: str | None
    currency: str
    as_of: date


@dataclass(frozen=True, slots=True)
class CustomerBehaviour:
    """How one customer buys."""

    profile: Profile
    engagement: Engagement
    #: The purchase pattern in words.
    pattern: str | None
    #: Rhythm and silence in words; None with a single order and no prediction.
    rhythm: str | None
    #: Where the customer stood in earlier snapshots, oldest first.
    history: tuple[PastPlace, ...]
    #: Which segments have changed since the oldest of them, in sentences.
    changes: tuple[str, ...]
    as_of: date
