"""When a customer buys: how often, since when, how regularly, and whether faster or slower than before."""

from datetime import date

import ibis

from shared.segmentation.features.numbers import Measures, day_number, ratio

#: Fewer gaps have no earlier and later half worth comparing.
FEWEST_GAPS_FOR_A_TREND = 4


def rhythm_of(orders: ibis.Table) -> ibis.Table:
    """One row a customer who bought something: the days of it, and what is summed up over the gaps between them."""
    days = orders.select("customer_id", "ordered_on").distinct()
    days = days.mutate(day=days.ordered_on.epoch_days().cast("float64"))
    in_turn = ibis.window(group_by="customer_id", order_by="day")
    altogether = ibis.window(group_by="customer_id")
    days = days.mutate(
        nth=ibis.row_number().over(in_turn),
        gap=days.day - days.day.lag().over(in_turn),
        # Gaps of the earlier half, and as many of the later half: one in the middle belongs to neither.
        half=(days.count().over(altogether) - 1) // 2,
        days=days.count().over(altogether),
    )
    return days.group_by("customer_id").aggregate(
        order_days=days.count().cast("float64"),
        first_order_on=days.ordered_on.min(),
        last_order_on=days.ordered_on.max(),
        first_day=days.day.min(),
        last_day=days.day.max(),
        squared_gaps=(days.gap * days.gap).sum(),
        earlier_half_until=days.day.max(where=days.nth == days.half),
        later_half_from=days.day.max(where=days.nth == days.days - 1 - days.half),
    )


def order_sums(orders: ibis.Table) -> Measures:
    """What is summed up over a customer's orders."""
    return {"orders": orders.count().cast("float64")}


def figures(customers: ibis.Table, *, as_of: date) -> Measures:
    """The columns of Features, of customers with the sums."""
    gaps = customers.order_days - 1.0
    active = customers.last_day - customers.first_day
    # With k gaps g: k sum(g^2) - (sum g)^2 is k (k - 1) times their variance, and a whole number.
    variance = ratio(gaps * customers.squared_gaps - active * active, gaps * (gaps - 1.0))
    return {
        "orders": customers.orders,
        "order_days": customers.order_days,
        "first_order_on": customers.first_order_on,
        "last_order_on": customers.last_order_on,
        "recency_days": day_number(as_of) - customers.last_day,
        "tenure_days": day_number(as_of) - customers.first_day,
        "mean_gap_days": ratio(active, gaps),
        "gap_variation": ratio(variance.sqrt() * gaps, active),
        "gap_trend": (gaps >= FEWEST_GAPS_FOR_A_TREND).ifelse(
            ratio(
                customers.last_day - customers.later_half_from,
                customers.earlier_half_until - customers.first_day,
            ).ln(),
            ibis.null("float64"),
        ),
    }
