"""Orders, made up: lines as we store them, rows as shops write them, and files of either."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shared.domain.orders import OrderLine
from shared.order_files.outcome import Fields, Outcome, Refused, Row
from shared.order_files.shape import Shape
from shared.order_files.shapes import shapes

#: What the tests take for the present.
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
CURRENCY = "EUR"

#: The header of Shopify's export, as the admin writes it.
SHOPIFY_HEADER_LINE = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)
SHOPIFY_HEADER = next(csv.reader([SHOPIFY_HEADER_LINE]))


def known_shapes() -> tuple[Shape, ...]:
    return shapes(newest=NOW, currency=CURRENCY)


def an_order_line(**changes: object) -> OrderLine:
    line = OrderLine(
        order_id="o1",
        customer_id="c1",
        ordered_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        product_id="p1",
        product_name="Blue mug",
        category="Kitchen",
        quantity=2,
        unit_price=Decimal("7.50"),
        discount=Decimal("1.25"),
        coupon="SPRING",
        name="Ada Byron",
        email="ada@example.com",
    )
    return replace(line, **changes)  # type: ignore[arg-type]  # a test may build a line that no file can hold


def own_row(**changes: object) -> Fields:
    return {
        "order_id": "o1",
        "customer_id": "c1",
        "ordered_at": "2026-03-01T09:30:00+00:00",
        "product_id": "p1",
        "product_name": "Blue mug",
        "category": "Kitchen",
        "quantity": "2",
        "unit_price": "7.50",
        "discount": "1.25",
        "coupon": "SPRING",
        "name": "Ada Byron",
        "email": "ada@example.com",
        **changes,
    }


def retail_row(**changes: object) -> Fields:
    return {
        "invoice": "536365",
        "stock_code": "85123A",
        "description": "WHITE HANGING HEART T-LIGHT HOLDER",
        "quantity": 6,
        "invoice_ts": datetime(2010, 12, 1, 8, 26),  # noqa: DTZ001  the file's moments have no time zone
        "price": 2.55,
        "customer_id": 17850,
        "country": "United Kingdom",
        **changes,
    }


def shopify_row(changes: Fields | None = None) -> Fields:
    """The first row of an order; see `shopify_item` for the others."""
    return dict.fromkeys(SHOPIFY_HEADER, "") | {
        "Name": "#1001",
        "Email": "Ada@Example.com",
        "Financial Status": "paid",
        "Currency": CURRENCY,
        "Subtotal": "20.00",
        "Discount Amount": "0.00",
        "Created at": "2026-03-01 10:30:00 +0100",
        "Lineitem quantity": "2",
        "Lineitem name": "Blue mug",
        "Lineitem price": "10.00",
        "Lineitem sku": "MUG-B",
        "Lineitem discount": "0.00",
        "Billing Name": "Ada Byron",
        **(changes or {}),
    }


def shopify_item(changes: Fields | None = None) -> Fields:
    """A later row of the order: its name and one line item, all else empty."""
    return dict.fromkeys(SHOPIFY_HEADER, "") | {
        "Name": "#1001",
        "Lineitem quantity": "1",
        "Lineitem name": "Red mug",
        "Lineitem price": "30.00",
        "Lineitem sku": "MUG-R",
        **(changes or {}),
    }


def outcomes_of(shape: Shape, rows: Iterable[Fields]) -> list[Outcome]:
    numbered = (Row(line, list(fields.values()), fields) for line, fields in enumerate(rows, start=2))
    return [outcome for _, outcome in shape.read(numbered)]


def lines_of(shape: Shape, rows: Iterable[Fields]) -> list[OrderLine]:
    outcomes = outcomes_of(shape, rows)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    return [outcome for outcome in outcomes if isinstance(outcome, OrderLine)]


def a_csv(path: Path, rows: Sequence[Fields], *, header: Sequence[str] = ()) -> Path:
    """A file of the rows, under their own names unless a `header` is given."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header or rows[0])
        writer.writerows(row.values() for row in rows)
    return path


def a_parquet(path: Path, rows: Sequence[Fields]) -> Path:
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path
