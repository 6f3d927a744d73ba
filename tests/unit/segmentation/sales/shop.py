"""Order lines, made up, as the engine holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import ibis
import pyarrow as pa

from shared.segmentation.features.order_lines import FAMILIES, ORDER_LINES
from shared.segmentation.sales.days import SalesDays, sales_days
from shared.segmentation.sales.lines import sold_lines

AS_OF = date(2026, 6, 30)


def a_line(order_id: str = "o1", on: str = "2026-06-01", **changes: object) -> dict[str, object]:
    """One unit of p1 for 10.00, bought by c1 at noon."""
    return {
        "order_id": order_id,
        "customer_id": "c1",
        "ordered_at": datetime.fromisoformat(on if "T" in on else f"{on}T12:00:00"),
        "product_id": "p1",
        "product_name": "Blue mug",
        "category": "Kitchen",
        "quantity": 1,
        "unit_price": 10.0,
        "discount": 0.0,
        "coupon": "",
        **changes,
    }


def a_table(*lines: Mapping[str, object]) -> ibis.Table:
    rows = pa.Table.from_pylist([dict(line) for line in lines], schema=ORDER_LINES.to_pyarrow())
    return ibis.duckdb.connect().create_table("order_lines", rows)


@dataclass(frozen=True)
class Shop:
    """Lines as sales are summed up from them, and the days that they reach."""

    lines: ibis.Table
    days: SalesDays


def a_shop(*lines: Mapping[str, object], as_of: date = AS_OF, families: Mapping[str, str] | None = None) -> Shop:
    table = a_table(*lines)
    known = None
    if families is not None:
        rows = [{"product_id": product, "family": family} for product, family in families.items()]
        known = table.get_backend().create_table("families", pa.Table.from_pylist(rows, schema=FAMILIES.to_pyarrow()))
    sold = sold_lines(table, known, as_of=as_of)
    days = sales_days(sold, as_of)
    assert days
    return Shop(sold, days)
