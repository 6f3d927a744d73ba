"""On the demo's orders: what is measured says something of the customer, and not of how often the customer bought."""

from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pytest
from scipy.stats import spearmanr

from shared.segmentation.features.collect import collect
from shared.segmentation.features.columns import Features, Floats
from shared.segmentation.features.expression import features
from shared.segmentation.features.families import learn_families
from shared.segmentation.features.products import collect_products, families_table, uncategorised_products

DEMO = Path(__file__).parents[4] / "data" / "online_retail_2010_2011.parquet"
HALF_TIME, END = date(2011, 6, 5), date(2011, 12, 9)
LINES = """
CREATE TABLE order_lines AS
SELECT invoice AS order_id, CAST(customer_id AS VARCHAR) AS customer_id, invoice_ts AS ordered_at,
       stock_code AS product_id, description AS product_name, '' AS category, quantity, price AS unit_price,
       0 AS discount, '' AS coupon
FROM read_parquet('{file}') WHERE customer_id IS NOT NULL
"""


@pytest.fixture(scope="module")
def year_and_halves() -> tuple[Features, Features, Features]:
    connection = ibis.duckdb.connect(threads=2)
    connection.raw_sql(LINES.format(file=DEMO))
    lines = connection.table("order_lines")
    families = families_table(learn_families(collect_products(uncategorised_products(lines, as_of=END)), seed=1))
    later = lines.filter(lines.ordered_at.date() > HALF_TIME)
    return (
        collect(features(lines, families, as_of=END)),
        collect(features(lines, families, as_of=HALF_TIME)),
        collect(features(later, families, as_of=END)),
    )


def correlation(some: Floats, others: Floats) -> float:
    known = ~np.isnan(some) & ~np.isnan(others)
    return float(spearmanr(some[known], others[known]).statistic)


@pytest.mark.parametrize("name", ["category_concentration", "product_concentration", "repurchase_excess"])
def test_concentrations_and_repurchases_hardly_depend_on_the_number_of_orders(
    year_and_halves: tuple[Features, Features, Features], name: str
) -> None:
    year = year_and_halves[0]

    assert abs(correlation(getattr(year, name), year.orders)) < 0.15


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("average_order_value", 0.7),
        ("lines_per_order", 0.75),
        ("median_line_units", 0.8),
        ("category_concentration", 0.5),
        ("product_concentration", 0.5),
        ("repurchase_excess", 0.4),
    ],
)
def test_a_customer_of_the_first_half_year_is_known_again_in_the_second(
    year_and_halves: tuple[Features, Features, Features], name: str, at_least: float
) -> None:
    _, first, second = year_and_halves
    both = np.intersect1d(first.customer_id[first.orders > 1], second.customer_id[second.orders > 1])
    before, after = (getattr(half, name)[np.isin(half.customer_id, both)] for half in (first, second))

    assert len(both) > 900
    assert correlation(before, after) > at_least
