from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.orders import OrderLine
from shared.order_files.outcome import LARGEST_AMOUNT, Fields, Refused, Row
from shared.order_files.parquet_file import UNREADABLE
from shared.order_files.shape import Shape
from tests.factories_orders import NOW, known_shapes, own_row, retail_row, shopify_row

#: Whatever a CSV or Parquet file can hold in a cell.
CELLS = (
    st.none()
    | st.text(st.characters(), max_size=40)
    | st.text("0123456789.-+eE ", max_size=12)
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.binary(max_size=8)
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.timezones())
    | st.times()
    | st.timedeltas()
    | st.lists(st.integers(), max_size=2)
    | st.just(UNREADABLE)
)
ROWS = {"selvage": own_row(), "online-retail": retail_row(), "shopify": shopify_row()}


def is_storable(line: OrderLine) -> bool:
    texts = (line.order_id, line.customer_id, line.product_id, line.product_name, line.category, line.name, line.email)
    return (
        all("\0" not in text and len(text.encode()) <= 4000 for text in texts)
        and bool(line.order_id and line.customer_id and line.product_id)
        and abs(line.quantity) < 2**31
        and 0 <= line.unit_price <= LARGEST_AMOUNT
        and 0 <= line.discount <= LARGEST_AMOUNT
        and line.ordered_at.tzinfo is UTC
        and NOW - timedelta(days=60 * 366) < line.ordered_at <= NOW
    )


@pytest.mark.parametrize("shape", known_shapes(), ids=lambda shape: shape.name)
@given(data=st.data())
def test_any_row_becomes_a_line_that_can_be_stored_or_a_reason(shape: Shape, data: st.DataObject) -> None:
    columns = [column.name for column in shape.columns]
    spoilt = st.dictionaries(st.sampled_from(columns), CELLS, max_size=4)
    rows: list[Fields] = [ROWS[shape.name] | fields for fields in data.draw(st.lists(spoilt, max_size=5))]
    given_rows = [Row(number, list(fields.values()), fields) for number, fields in enumerate(rows)]
    outcomes = list(shape.read(given_rows))
    assert [row for row, _ in outcomes] == given_rows
    for _, outcome in outcomes:
        assert is_storable(outcome) if isinstance(outcome, OrderLine) else outcome.reason
        if isinstance(outcome, Refused):
            assert len(str(outcome)) < 300
