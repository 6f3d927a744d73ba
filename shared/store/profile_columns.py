"""What the columns of `profiles` hold: which of a customer's figures each metric is, and the axes with a column."""

from dataclasses import dataclass

from shared.domain.search import Metric

#: The axes of behaviour that have a column of their own, in the order of the letters in `strengths`. A new axis is
#: added at the end, with a migration.
AXIS_COLUMNS = (
    "purchase_frequency",
    "purchase_value",
    "engagement",
    "engagement_trend",
    "repurchase_behavior",
    "discount_sensitivity",
    "category_exploration",
    "basket_size",
    "seasonality",
)
#: What stands in `strengths` for an axis that was left out.
NO_STRENGTH = "-"

CENTS = 2
TENTHS = 1
SHARES = 4
WHOLE = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a metric comes from."""

    #: A column of Features.
    feature: str
    #: To how many decimals it is kept; WHOLE numbers are integers.
    decimals: int


#: The metrics that are measured; those that are predicted or scored are in `profile_rows`.
FIGURES = {
    Metric.HISTORIC_CLV: Figure("spent", CENTS),
    Metric.ORDERS: Figure("orders", WHOLE),
    Metric.AVERAGE_ORDER_VALUE: Figure("average_order_value", CENTS),
    Metric.AVERAGE_DAYS_BETWEEN_ORDERS: Figure("mean_gap_days", TENTHS),
    Metric.DAYS_SINCE_LAST_ORDER: Figure("recency_days", WHOLE),
    Metric.TENURE_DAYS: Figure("tenure_days", WHOLE),
    Metric.GAP_VARIATION: Figure("gap_variation", SHARES),
    Metric.GAP_TREND: Figure("gap_trend", SHARES),
    Metric.SPEND_TREND: Figure("spend_trend", SHARES),
    Metric.SPENT_LAST_90: Figure("spent_last_90", CENTS),
    Metric.SPENT_PREVIOUS_90: Figure("spent_previous_90", CENTS),
    Metric.ORDERS_LAST_90: Figure("orders_last_90", WHOLE),
    Metric.ORDERS_PREVIOUS_90: Figure("orders_previous_90", WHOLE),
    Metric.LINES_PER_ORDER: Figure("lines_per_order", SHARES),
    Metric.UNITS_PER_ORDER: Figure("units_per_order", SHARES),
    Metric.MEDIAN_LINE_UNITS: Figure("median_line_units", SHARES),
    Metric.CATEGORIES: Figure("categories", WHOLE),
    Metric.CATEGORY_CONCENTRATION: Figure("category_concentration", SHARES),
    Metric.REPURCHASE_RATIO: Figure("repurchase_ratio", SHARES),
    Metric.DISCOUNT_SHARE: Figure("discount_share", SHARES),
    Metric.DISCOUNTED_ORDERS_SHARE: Figure("discounted_orders_share", SHARES),
    Metric.COUPON_ORDERS_SHARE: Figure("coupon_orders_share", SHARES),
    Metric.RETURN_SHARE: Figure("return_share", SHARES),
}
#: Metrics that every customer has; the others may be unknown.
ALWAYS_KNOWN = frozenset(
    {
        Metric.HISTORIC_CLV,
        Metric.ORDERS,
        Metric.AVERAGE_ORDER_VALUE,
        Metric.DAYS_SINCE_LAST_ORDER,
        Metric.TENURE_DAYS,
    }
)
