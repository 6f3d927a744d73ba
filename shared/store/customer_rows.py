"""From a row of `profiles` to what the tools are given."""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import sql

from shared.domain.churn import ChurnLevel
from shared.domain.customers import AxisProfile, Profile, Strength
from shared.domain.predictions import BuyingForecast, Interval
from shared.domain.search import CustomerCard, Metric
from shared.store.prediction_arrays import PredictionArrays
from shared.store.profile_columns import AXIS_COLUMNS

Row = Mapping[str, Any]

STRENGTHS = {strength[0]: strength for strength in Strength}

#: The columns of a CustomerCard: `p` is a profile, `c` its customer, `a` its archetype.
CARD_COLUMNS = sql.SQL(", ").join(
    [
        sql.SQL("p.customer_id, c.name, c.email, p.archetype_id, a.name AS archetype_name"),
        sql.SQL("p.rfm_group, p.churn_level, p.favourite_category"),
        *(sql.Identifier("p", column) for column in (*AXIS_COLUMNS, *Metric)),
    ]
)

#: The columns of a Profile, besides those of its snapshot: by name, since all of a row take a third longer.
PROFILE_COLUMNS = sql.SQL(", ").join(
    [
        sql.SQL("p.customer_id, c.name, c.email, p.archetype_id, a.name AS archetype_name, p.strengths, p.memberships"),
        sql.SQL("p.first_order_on, p.last_order_on"),
        *(
            sql.Identifier("p", column)
            for column in (
                *AXIS_COLUMNS,
                Metric.HISTORIC_CLV,
                Metric.ORDERS,
                Metric.AVERAGE_ORDER_VALUE,
                Metric.AVERAGE_DAYS_BETWEEN_ORDERS,
            )
        ),
    ]
)


def profile_of(row: Row, axes: Sequence[tuple[str, Sequence[str]]]) -> Profile:
    """The profile in a row that also has the customer's, the archetype's and the snapshot's columns.

    `axes` are those of the snapshot, each with its segments.
    """
    return Profile(
        customer_id=row["customer_id"],
        name=row["name"],
        email=row["email"],
        archetype_id=row["archetype_id"] or None,
        archetype_name=row["archetype_name"],
        axes=_places(row, axes),
        historic_clv=row["historic_clv"],
        historic_number_of_orders=row["historic_number_of_orders"],
        average_order_value=row["average_order_value"],
        average_days_between_orders=row["average_days_between_orders"],
        first_order_on=row["first_order_on"],
        last_order_on=row["last_order_on"],
        as_of=row["as_of"],
        currency=row["currency"],
    )


def _places(row: Row, axes: Sequence[tuple[str, Sequence[str]]]) -> tuple[AxisProfile, ...]:
    places, start = [], 0
    for axis, segments in axes:
        memberships = row["memberships"][start : start + len(segments)]
        start += len(segments)
        strength = STRENGTHS[row["strengths"][AXIS_COLUMNS.index(axis)]]
        places.append(AxisProfile(axis, row[axis], strength, dict(zip(segments, memberships, strict=True))))
    return tuple(places)


def card_of(row: Row) -> CustomerCard:
    """The customer in a list, of CARD_COLUMNS."""
    return CustomerCard(
        customer_id=row["customer_id"],
        name=row["name"],
        email=row["email"],
        archetype_id=row["archetype_id"] or None,
        archetype_name=row["archetype_name"],
        rfm_group=row["rfm_group"],
        churn_level=ChurnLevel(row["churn_level"]),
        favourite_category=row["favourite_category"],
        segments={axis: row[axis] for axis in AXIS_COLUMNS if row[axis]},
        figures={metric: row[metric] for metric in Metric},
    )


def forecast_of(row: Row, arrays: PredictionArrays) -> BuyingForecast | None:
    """The predictions in a row; None when the models gave no numbers for the customer."""
    chances = dict(zip(arrays.horizons, row["purchase_probability"] or (), strict=False))
    money = list(zip(arrays.clv_months, row["clv"] or (), row["clv_low"] or (), row["clv_high"] or (), strict=False))
    if not chances or None in chances.values() or row["usual_gap_days"] is None:
        return None
    low, median, high = row["next_purchase_days"]
    dated = None not in (low, median, high)
    return BuyingForecast(
        purchase_probability=chances,
        median_days=median if dated else None,
        days_interval=Interval(low, high, arrays.days_coverage) if dated else None,
        clv={months: mean for months, mean, _, _ in money if mean is not None},
        clv_intervals={
            months: Interval(least, most, arrays.clv_coverage)
            for months, _, least, most in money
            if None not in (least, most)
        },
        usual_gap_days=row["usual_gap_days"],
    )
