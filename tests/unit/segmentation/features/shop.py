"""Order lines, made up, and what is measured of the customers who stand in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from shared.segmentation.features.collect import collect
from shared.segmentation.features.columns import Features
from shared.segmentation.features.expression import features
from shared.segmentation.features.order_lines import ORDER_LINES
from shared.segmentation.features.products import families_table

AS_OF = date(2026, 6, 30)

Line = dict[str, object]
#: The figures of one customer, by the names of the columns.
Figures = dict[str, Any]


def a_line(on: str = "2026-06-01", **changes: object) -> Line:
    """One unit of p1 for 10.00, bought at noon, on the only order of that day."""
    return {
        "order_id": on,
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


def lines_of(shop: Mapping[str, Iterable[Line]]) -> list[Line]:
    """The lines of each customer, whose orders are no one else's."""
    return [
        line | {"customer_id": customer, "order_id": f"{customer} {line['order_id']}"}
        for customer, lines in shop.items()
        for line in lines
    ]


def a_table(lines: Iterable[Mapping[str, object]]) -> ibis.Table:
    """The lines in a DuckDB of their own."""
    rows = pa.Table.from_pylist([dict(line) for line in lines], schema=ORDER_LINES.to_pyarrow())
    return ibis.duckdb.connect().create_table("order_lines", rows)


def measure(
    shop: Mapping[str, Sequence[Line]], *, as_of: date = AS_OF, families: Mapping[str, str] | None = None
) -> dict[str, Figures]:
    """The figures of each customer of the shop who has some."""
    known = families_table(families) if families is not None else None
    return by_customer(collect(features(a_table(lines_of(shop)), known, as_of=as_of)))


def by_customer(found: Features) -> dict[str, Figures]:
    columns: dict[str, np.ndarray[Any, Any]] = {field.name: getattr(found, field.name) for field in fields(found)}
    return {
        customer: {name: column[place] for name, column in columns.items()}
        for place, customer in enumerate(found.customer_id.tolist())
    }
