"""Arithmetic that comes out the same on every SQL engine.

All numbers are floats, and those that are summed up are whole. A CASE between two constants must be avoided: 1.0 is a
decimal number to some engines, and what is made of it stays one.
"""

from datetime import date

import ibis

from shared.segmentation.features.order_lines import UNITS_OF_MONEY

#: Names to columns.
Measures = dict[str, ibis.Value]


def sum_where(column: ibis.Value, condition: ibis.Value) -> ibis.Value:
    """The sum of a float column's values that meet the condition; 0 when none does."""
    return condition.ifelse(column, 0.0).sum()


def count_where(condition: ibis.Value) -> ibis.Value:
    """How many rows meet the condition."""
    return condition.ifelse(1, ibis.null("int64")).count().cast("float64")


def ratio(above: ibis.Value, below: ibis.Value) -> ibis.Value:
    """The quotient, null where `below` is 0: engines differ between null, infinity and an error."""
    return above / below.nullif(0.0)


def share(part: ibis.Value, whole: ibis.Value) -> ibis.Value:
    """`part` of `whole` within [0, 1]; of nothing, all if there is a part, else none."""
    of_nothing = (part > 0.0).ifelse(1.0, 0.0)
    return (whole > 0.0).ifelse(ibis.least(ibis.greatest(ratio(part, whole), 0.0), 1.0), of_nothing)


def money(units: ibis.Value) -> ibis.Value:
    """Whole UNITS_OF_MONEY as money."""
    return units / float(UNITS_OF_MONEY)


def money_to_the_cent(units: ibis.Value) -> ibis.Value:
    """The same rounded to cents, halves away from zero: engines round halves each in its way."""
    units_of_a_cent = UNITS_OF_MONEY / 100.0
    cents = ((units.abs() + units_of_a_cent / 2) / units_of_a_cent).floor().cast("float64")
    return (units < 0.0).ifelse(-cents, cents) / 100.0


def day_number(day: date) -> float:
    """The day as `epoch_days` numbers it."""
    return float((day - date(1970, 1, 1)).days)
