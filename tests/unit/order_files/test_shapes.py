from collections.abc import Sequence

import pytest

from shared.errors import InvalidPayload
from shared.order_files.shapes import column_names, shape_of
from tests.factories_orders import SHOPIFY_HEADER, known_shapes, own_row, retail_row


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (list(own_row()), "selvage"),
        (["Order ID", "Customer ID", "Ordered At", "Product ID", "Quantity", "Unit Price"], "selvage"),
        (list(retail_row()), "online-retail"),
        (
            ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"],
            "online-retail",
        ),
        (
            ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"],
            "online-retail",
        ),
        (SHOPIFY_HEADER, "shopify"),
        (["Name", "Email", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"], "shopify"),
    ],
)
def test_the_header_tells_the_shape(header: Sequence[str], name: str) -> None:
    assert shape_of(header, known_shapes()).name == name


def test_a_header_that_fits_no_shape_is_answered_with_what_each_needs() -> None:
    with pytest.raises(InvalidPayload) as caught:
        shape_of(["id", "when", "what"], known_shapes())
    message = str(caught.value)
    assert "selvage needs order_id, customer_id, ordered_at, product_id, quantity, unit_price" in message
    assert "online-retail needs invoice, stock_code, quantity, invoice_ts, price, customer_id" in message
    assert "shopify needs Name, Email, Created at, Lineitem quantity, Lineitem name, Lineitem price" in message
    assert "It has id, when, what" in message


def test_a_header_that_does_not_fit_the_wanted_shape_is_told_what_it_lacks() -> None:
    own = [shape for shape in known_shapes() if shape.name == "selvage"]
    with pytest.raises(InvalidPayload, match="lacks customer_id, quantity, which the shape selvage needs"):
        shape_of(["order_id", "ordered_at", "product_id", "unit_price"], own)


def test_columns_are_called_what_the_shape_calls_them_and_others_keep_their_names() -> None:
    header = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Shop"]
    shape = shape_of(header, known_shapes())
    assert column_names(header, shape) == (
        "invoice",
        "stock_code",
        "quantity",
        "invoice_ts",
        "price",
        "customer_id",
        "Shop",
    )


def test_two_columns_for_one_thing_are_refused() -> None:
    header = [*own_row(), "Order ID"]
    with pytest.raises(InvalidPayload, match="names order_id twice"):
        column_names(header, shape_of(header, known_shapes()))
