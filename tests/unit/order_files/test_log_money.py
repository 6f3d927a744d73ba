import math
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.order_files.log_money import amounts_in


def amounts(*cells: object) -> list[float | None]:
    found = amounts_in(pa.chunked_array([pa.array(cells)]))
    return [None if math.isnan(amount) else amount for amount in found.tolist()]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12.50", 12.5),
        ("-3", -3.0),
        ("(12.50)", -12.5),
        ("$1,234.50", 1234.5),
        ("-£5", -5.0),
        ("£-5", -5.0),
        ("EUR 12.50", 12.5),
        ("12.50 €", 12.5),
        ("1 234.50", 1234.5),
        ("1,234,567", 1234567.0),
        ("1e3", 1000.0),
        (".5", 0.5),
    ],
)
def test_an_amount_is_read_however_it_is_written(written: str, amount: float) -> None:
    assert amounts(written, "x") == [amount, None]


@pytest.mark.parametrize("written", ["", "free", "nan", "inf", "1.2.3", "12 EUR 13", "()"])
def test_what_is_no_amount_is_nan(written: str) -> None:
    assert amounts(written) == [None]
    assert amounts(written, "1.00", "x") == [None, 1.0, None]


def test_the_column_tells_whether_a_comma_stands_before_the_decimals() -> None:
    assert amounts("1.234,50", "12,5", "3") == [1234.5, 12.5, 3.0]
    assert amounts("12,345", "1,5") == [12.345, 1.5]
    assert amounts("12,345", "1.5") == [12345.0, 1.5]


def test_parquets_own_numbers_are_taken_as_they_are() -> None:
    assert amounts(Decimal("1.5"), None) == [1.5, None]
    assert amounts(1, 2) == [1.0, 2.0]
    assert amounts(0.1, math.inf) == [0.1, None]


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_text_is_a_finite_amount_or_nan(cells: list[str]) -> None:
    found = amounts_in(pa.chunked_array([pa.array(cells, type=pa.string())]))

    assert len(found) == len(cells)
    assert not np.isinf(found).any()


@given(st.decimals(-99999, 99999, places=2))
def test_any_amount_with_cents_is_read_back(amount: Decimal) -> None:
    assert amounts(f"${amount:,}", "1.00") == [float(amount), 1.0]
