"""How customers are looked for: conditions, an order, and what comes back."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength


class Metric(StrEnum):
    """The numbers of a customer that can be searched, sorted and averaged."""

    HISTORIC_CLV = "historic_clv"
    #: Money of the next twelve months.
    PREDICTED_CLV = "predicted_clv"
    ORDERS = "historic_number_of_orders"
    AVERAGE_ORDER_VALUE = "average_order_value"
    AVERAGE_DAYS_BETWEEN_ORDERS = "average_days_between_orders"
    DAYS_SINCE_LAST_ORDER = "days_since_last_order"
    TENURE_DAYS = "tenure_days"
    CHURN_PROBABILITY = "churn_probability"
    GAP_VARIATION = "gap_variation"
    GAP_TREND = "gap_trend"
    SPEND_TREND = "spend_trend"
    SPENT_LAST_90 = "spent_last_90"
    SPENT_PREVIOUS_90 = "spent_previous_90"
    ORDERS_LAST_90 = "orders_last_90"
    ORDERS_PREVIOUS_90 = "orders_previous_90"
    LINES_PER_ORDER = "lines_per_order"
    UNITS_PER_ORDER = "units_per_order"
    MEDIAN_LINE_UNITS = "median_line_units"
    CATEGORIES = "categories"
    CATEGORY_CONCENTRATION = "category_concentration"
    REPURCHASE_RATIO = "repurchase_ratio"
    DISCOUNT_SHARE = "discount_share"
    DISCOUNTED_ORDERS_SHARE = "discounted_orders_share"
    COUPON_ORDERS_SHARE = "coupon_orders_share"
    RETURN_SHARE = "return_share"
    RECENCY_SCORE = "recency_score"
    FREQUENCY_SCORE = "frequency_score"
    MONETARY_SCORE = "monetary_score"


@dataclass(frozen=True, slots=True)
class Between:
    """The metric is known and lies within the bounds, both included; None is no bound."""

    metric: Metric
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class InSegment:
    """The segment is the customer's dominant one on the axis, with this strength when one is given."""

    axis: str
    segment: str
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class InArchetype:
    """The customer is of the archetype."""

    archetype_id: str


@dataclass(frozen=True, slots=True)
class InRfmGroup:
    """The customer is in the group, one of `shared.domain.rfm.RfmGroup`."""

    group: str


@dataclass(frozen=True, slots=True)
class AtChurnLevel:
    """The customer's churn risk is at one of the levels."""

    levels: tuple[ChurnLevel, ...]


@dataclass(frozen=True, slots=True)
class FavouriteCategory:
    """The customer has spent the most in the category."""

    category: str


@dataclass(frozen=True, slots=True)
class Named:
    """The text occurs in the customer's id, name or e-mail address, in any case."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds; everybody when there is none."""

    conditions: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds; nobody when there is none."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


Condition = (
    Between | InSegment | InArchetype | InRfmGroup | AtChurnLevel | FavouriteCategory | Named | AllOf | AnyOf | Not
)
EVERYBODY = AllOf()


@dataclass(frozen=True, slots=True)
class After:
    """A customer's place in the order of a search; what is wanted comes after it."""

    #: The customer's figure in the metric that orders the search; None without one.
    figure: float | None
    customer_id: str


@dataclass(frozen=True, slots=True)
class Search:
    """Which customers, in which order, how many. Customers without the metric that orders them come last.

    Among equals they go by id, so that every customer has one place.
    """

    where: Condition = EVERYBODY
    order_by: Metric = Metric.HISTORIC_CLV
    descending: bool = True
    limit: int = 20
    #: Where the customers begin; None for the first.
    after: After | None = None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer in a list."""

    customer_id: str
    name: str | None
    email: str | None
    archetype_id: str | None
    archetype_name: str | None
    rfm_group: str
    churn_level: ChurnLevel
    favourite_category: str
    #: Axis to the dominant segment.
    segments: dict[str, str]
    #: Every metric; None where the customer has too little history for it.
    figures: dict[Metric, float | None]


@dataclass(frozen=True, slots=True)
class Found:
    """The customers that a search found."""

    #: How many match, whatever the limit and wherever the customers begin.
    total: int
    customers: tuple[CustomerCard, ...]


class GroupBy(StrEnum):
    """What customers can be counted by; an axis of behaviour is another way, by its name."""

    NOTHING = "nothing"
    ARCHETYPE = "archetype"
    RFM_GROUP = "rfm_group"
    CHURN_LEVEL = "churn_level"
    FAVOURITE_CATEGORY = "favourite_category"


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A group of customers, summed up."""

    #: Archetype id, RFM group, churn level, category or segment; "" for all together.
    group: str
    customers: int
    #: Share of all customers of the snapshot, in [0, 1].
    share: float
    #: Sum and mean of historic_clv.
    revenue: float
    average_clv: float
    #: Sum of predicted_clv over twelve months; None without predictions.
    predicted_revenue: float | None
    average_orders: float
    average_order_value: float
    average_days_since_last_order: float
    #: Mean churn probability; None without predictions.
    churn_probability: float | None
    #: Customers at HIGH or CRITICAL, and what they have spent so far.
    at_risk: int
    revenue_at_risk: float
    #: Money of the last 90 days, and of the 90 days before them.
    spent_last_90: float
    spent_previous_90: float
