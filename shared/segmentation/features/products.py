"""The products that want a family, and the families as a table that `features` reads."""

from collections.abc import Mapping
from datetime import date

import ibis
import pyarrow as pa

from shared.segmentation.features.families import Product
from shared.segmentation.features.order_lines import FAMILIES, known_lines


def uncategorised_products(order_lines: ibis.Table, *, as_of: date) -> ibis.Table:
    """One row for each name of each product that was bought without a category by the end of `as_of`, in no order.

    Columns `product_id`, `product_name` and `sold`, the number of lines.
    """
    lines = known_lines(order_lines, as_of=as_of)
    bought = lines.filter((lines.bought > 0.0) & (lines.category == ""))
    return bought.group_by(["product_id", "product_name"]).aggregate(sold=bought.count())


def collect_products(table: ibis.Table) -> tuple[Product, ...]:
    """The rows of `uncategorised_products`, run where its order lines are."""
    rows = table.select("product_id", "product_name", "sold").to_pyarrow().to_pylist()
    return tuple(Product(row["product_id"], row["product_name"], row["sold"]) for row in rows)


def families_table(families: Mapping[str, str]) -> ibis.Table:
    """Families by product id as the table of FAMILIES that `features` takes, on whichever engine it runs."""
    rows = [pa.array(families.keys(), pa.string()), pa.array(families.values(), pa.string())]
    return ibis.memtable(pa.table(rows, schema=FAMILIES.to_pyarrow()))
