"""What a customer spends, what comes back, and whether it grows."""

from datetime import date, timedelta

import ibis

from shared.segmentation.features.numbers import (
    Measures,
    count_where,
    day_number,
    money,
    money_to_the_cent,
    ratio,
    share,
    sum_where,
)
from shared.segmentation.features.order_lines import UNITS_OF_MONEY

#: Days of the window that tells what has become of a customer lately.
LATELY_DAYS = 90
#: What an order is taken to come to at least, in UNITS_OF_MONEY, where halves are compared: gifts have no trend.
SMALLEST_ORDER = UNITS_OF_MONEY


def line_sums(lines: ibis.Table, *, as_of: date) -> Measures:
    """What is summed up over a customer's lines."""
    lately, before = _windows(lines, as_of)
    day = lines.ordered_on.epoch_days()
    in_later_half = day - lines.first_day > day_number(as_of) - day
    return {
        "paid": lines.paid.sum(),
        "gross": lines.gross.sum(),
        "gross_lately": sum_where(lines.gross, lately),
        "gross_before": sum_where(lines.gross, before),
        "gross_on_first_day": sum_where(lines.gross, lines.ordered_on == lines.first_order_on),
        "gross_in_later_half": sum_where(lines.gross, in_later_half),
    }


def order_sums(orders: ibis.Table, *, as_of: date) -> Measures:
    """What is summed up over a customer's orders."""
    lately, before = _windows(orders, as_of)
    return {"orders_lately": count_where(lately), "orders_before": count_where(before)}


def figures(customers: ibis.Table) -> Measures:
    """The columns of Features, of customers with the sums."""
    spent = money_to_the_cent(customers.paid)
    returned = customers.gross - customers.paid
    return {
        "spent": spent,
        "gross_spent": money(customers.gross),
        "returned": money(returned),
        "return_share": share(returned, customers.gross),
        "average_order_value": spent / customers.orders,
        "spend_trend": _trend(customers),
        "spent_last_90": money(customers.gross_lately),
        "spent_previous_90": money(customers.gross_before),
        "orders_last_90": customers.orders_lately,
        "orders_previous_90": customers.orders_before,
    }


def _trend(customers: ibis.Table) -> ibis.Value:
    """Log of the later over the earlier half, each with one more order of the customer's usual size.

    The first day lies in the earlier half by definition, since the tenure begins with it, so it counts in neither:
    else everybody would seem to decline.
    """
    usual = ibis.greatest(ratio(customers.gross, customers.orders), float(SMALLEST_ORDER))
    later = ibis.greatest(customers.gross_in_later_half, 0.0) + usual
    in_earlier_half = customers.gross - customers.gross_in_later_half - customers.gross_on_first_day
    earlier = ibis.greatest(in_earlier_half, 0.0) + usual
    return (customers.order_days > 1.0).ifelse((later / earlier).ln(), ibis.null("float64"))


def _windows(dated: ibis.Table, as_of: date) -> tuple[ibis.Value, ibis.Value]:
    """Whether each row lies in the last LATELY_DAYS, and whether in those before."""
    lately = dated.ordered_on > as_of - timedelta(days=LATELY_DAYS)
    return lately, (dated.ordered_on > as_of - timedelta(days=2 * LATELY_DAYS)) & ~lately
