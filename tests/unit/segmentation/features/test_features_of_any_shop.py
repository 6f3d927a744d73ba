"""What holds for whatever order lines there are."""

import random
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import ibis
import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.segmentation.features.collect import collect
from shared.segmentation.features.columns import NUMBERS, Features
from shared.segmentation.features.expression import features
from shared.segmentation.features.measure import measure as measure_shop
from shared.segmentation.features.order_lines import ORDER_LINES
from tests.unit.segmentation.features.shop import AS_OF, Line, a_line, a_table, by_customer, measure

#: Figures that are NaN where there is too little history.
MAY_BE_UNKNOWN = {
    "mean_gap_days",
    "gap_variation",
    "gap_trend",
    "spend_trend",
    "category_concentration",
    "product_concentration",
    "repurchase_ratio",
    "repurchase_excess",
}
SHARES = (
    "return_share",
    "category_concentration",
    "product_concentration",
    "repurchase_ratio",
    "discount_share",
    "discounted_orders_share",
    "coupon_orders_share",
)

EARLIEST, LATEST = datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2026-07-02")

any_lines = st.lists(
    st.builds(
        lambda customer, order, moment, line: (
            a_line()
            | line
            | {
                "customer_id": customer,
                "order_id": f"{customer}-{order}",
                "ordered_at": moment,
            }
        ),
        st.sampled_from(["c1", "c2", "c3"]),
        st.integers(1, 6),
        st.datetimes(EARLIEST, LATEST),
        st.fixed_dictionaries(
            {
                "product_id": st.sampled_from(["p1", "p2", "p3", "p4"]),
                "category": st.sampled_from(["", "A", "B"]),
                "quantity": st.integers(-5, 20) | st.sampled_from([-1_000_000, 1_000_000]),
                "unit_price": st.decimals(0, 9999, places=4).map(float),
                "discount": st.decimals(0, 100, places=2).map(float),
                "coupon": st.sampled_from(["", "TEN"]),
            }
        ),
    ),
    max_size=40,
)


def measured(lines: list[Line]) -> Features:
    return collect(features(a_table(lines), None, as_of=AS_OF))


@given(any_lines)
@settings(max_examples=6, deadline=None)
def test_figures_are_known_or_nan_and_shares_lie_between_0_and_1(lines: list[Line]) -> None:
    found = measured(lines)

    for name in NUMBERS:
        column = getattr(found, name)
        assert not np.isinf(column).any(), name
        assert name in MAY_BE_UNKNOWN or not np.isnan(column).any(), name
    for name in SHARES:
        column = getattr(found, name)
        assert np.isnan(column).sum() + ((column >= 0) & (column <= 1)).sum() == len(found), name
    assert (found.orders >= found.order_days).all()
    assert (found.order_days >= 1).all()
    assert np.abs(found.month_shares.sum(axis=1) - 1).max(initial=0) < 1e-12
    assert np.abs(found.spent - (found.gross_spent - found.returned)).max(initial=0) < 0.00501


def many_lines() -> list[Line]:
    dice = random.Random(7)
    return [
        a_line(
            customer_id=f"c{dice.randrange(40)}",
            order_id=f"o{dice.randrange(150)}",
            ordered_at=EARLIEST + timedelta(minutes=dice.randrange(1_300_000)),
            product_id=f"p{dice.randrange(20)}",
            category=dice.choice(["A", "B", "C"]),
            quantity=dice.randrange(-2, 9),
            unit_price=dice.randrange(9999) / 100,
            discount=dice.randrange(300) / 100,
        )
        for _ in range(1000)
    ]


def assert_same(found: Features, expected: Features) -> None:
    assert len(found) == len(expected) == 40
    for field in fields(found):
        column, other = getattr(found, field.name), getattr(expected, field.name)
        np.testing.assert_array_equal(column, other, err_msg=field.name)


def test_the_order_of_the_rows_changes_not_a_bit() -> None:
    lines = many_lines()
    expected = measured(lines)
    random.Random(8).shuffle(lines)

    assert_same(measured(lines), expected)


def test_measuring_some_customers_at_a_time_changes_not_a_bit() -> None:
    lines = many_lines()

    assert_same(measure_shop(a_table(lines), None, as_of=AS_OF, lines_at_a_time=300), measured(lines))


def test_customers_are_sorted_as_python_sorts_text() -> None:
    ids = ["b", "B", "a", "é", "z", "10", "9", "", "ab", "😀", "\uffee"]

    assert list(measure({customer: [a_line()] for customer in ids})) == sorted(ids)


def test_without_lines_there_are_no_customers() -> None:
    found = measured([])

    assert len(found) == 0
    assert found.month_shares.shape == (0, 12)
    assert (found.customer_id.dtype, found.first_order_on.dtype) == (np.dtype(object), np.dtype("datetime64[D]"))
    assert found.spent.dtype == np.float64


def test_lines_may_be_of_other_types_and_lack_what_is_optional() -> None:
    types = {"ordered_at": pa.timestamp("us", "UTC"), "quantity": pa.int16(), "unit_price": pa.decimal128(14, 4)}
    line = a_line(
        ordered_at=datetime(2026, 6, 1, 23, 30, tzinfo=UTC),
        quantity=2,
        unit_price=Decimal("7.5000"),
        discount=1,
        product_name=None,
        category=None,
        coupon=None,
        note="extra",
    )
    names = pa.schema([(name, types.get(name, ORDER_LINES.to_pyarrow().field(name).type)) for name in ORDER_LINES])
    rows = pa.Table.from_pylist([line], schema=names.append(pa.field("note", pa.string())))
    connection = ibis.duckdb.connect()
    connection.raw_sql("SET TimeZone = 'UTC'")

    found = by_customer(collect(features(connection.create_table("rows", rows), None, as_of=AS_OF)))["c1"]

    assert (found["spent"], found["recency_days"], found["coupon_orders_share"]) == (14, 29, 0)
