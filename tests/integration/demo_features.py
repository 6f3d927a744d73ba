"""The demo's order lines, and what is measured of its customers, for engines to agree on."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa

from shared.segmentation.features.columns import Features
from shared.segmentation.features.measure import LINES_AT_A_TIME, measure
from shared.segmentation.features.products import families_table
from shared.segmentation.features.purchases import collect_purchases, purchases_table
from shared.segmentation.purchases import Purchases

DEMO = Path(__file__).parents[2] / "data" / "online_retail_2010_2011.parquet"
#: Two months before the last order, so that some must be left out.
AS_OF = date(2011, 10, 9)
#: Engines have logarithms of their own, which may differ in the last digit.
LOGARITHMS = {"gap_trend", "spend_trend"}

#: The demo's lines, with what the demo lacks: categories of some products, discounts and coupons.
LINES = """
SELECT invoice AS order_id, CAST(customer_id AS VARCHAR) AS customer_id, invoice_ts AS ordered_at,
       stock_code AS product_id, coalesce(description, stock_code) AS product_name,
       CASE WHEN stock_code LIKE '22%' THEN substr(stock_code, 1, 3) ELSE '' END AS category,
       quantity, price AS unit_price,
       CASE WHEN stock_code LIKE '%4' THEN round(abs(quantity) * price / 7, 4) ELSE 0.0 END AS discount,
       CASE WHEN invoice LIKE '%7' THEN 'SEVEN' ELSE '' END AS coupon
FROM read_parquet('{file}')
WHERE customer_id IS NOT NULL
"""


def demo_lines() -> pa.Table:
    connection = ibis.duckdb.connect()
    return connection.raw_sql(LINES.format(file=DEMO)).to_arrow_table()


def families_of(lines: pa.Table) -> ibis.Table:
    """A family for two thirds of the products: their last digit."""
    products = sorted({product for product in lines["product_id"].to_pylist() if product[-1] in "012345"})
    return families_table({product: f"family {product[-1]}" for product in products})


def measured(
    lines: ibis.Table, families: ibis.Table, *, lines_at_a_time: int = LINES_AT_A_TIME
) -> tuple[Features, Purchases]:
    return (
        measure(lines, families, as_of=AS_OF, lines_at_a_time=lines_at_a_time),
        collect_purchases(purchases_table(lines, as_of=AS_OF)),
    )


def measured_by_duckdb(lines: pa.Table) -> tuple[Features, Purchases]:
    table = ibis.duckdb.connect(threads=2).create_table("order_lines", lines)
    return measured(table, families_of(lines), lines_at_a_time=len(lines) // 3)


def assert_alike(found: tuple[Features, Purchases], expected: tuple[Features, Purchases]) -> None:
    assert len(expected[0]) == 3721
    _assert_same_columns(found[0], expected[0])
    _assert_same_columns(found[1], expected[1])


def _assert_same_columns(found: Features | Purchases, expected: Features | Purchases) -> None:
    for field in fields(found):
        column, other = getattr(found, field.name), getattr(expected, field.name)
        if field.name in LOGARITHMS:
            np.testing.assert_allclose(column, other, rtol=0, atol=1e-14, err_msg=field.name)
        else:
            np.testing.assert_array_equal(column, other, err_msg=field.name)
