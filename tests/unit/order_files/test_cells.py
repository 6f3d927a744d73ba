from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.order_files.cells import (
    CellError,
    amount,
    moment,
    optional_amount,
    quoted,
    required_text,
    text,
    whole_number,
)
from shared.order_files.outcome import LARGEST_AMOUNT
from tests.factories_orders import NOW


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(CellError) as caught:
        read()
    return str(caught.value.refused)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  a b ", "a b"),
        (None, ""),
        (float("nan"), ""),
        (17850, "17850"),
        (17850.0, "17850"),
        (Decimal("17850.00"), "17850"),
        (1.5, "1.5"),
    ],
)
def test_text_is_what_a_person_would_read(value: object, expected: str) -> None:
    assert text({"name": value}, "name") == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "no order id"),
        (" \t", "no order id"),
        (None, "no order id"),
        ("a\0b", "order id holds a character that cannot be stored: 'a\\x00b'"),
        ("\ud800", "order id holds a character that cannot be stored: '\\ud800'"),
        (b"abc", "order id is not text: b'abc'"),
        (True, "order id is not text: True"),
        ([1], "order id is not text: [1]"),
    ],
)
def test_an_id_that_cannot_be_one_is_refused(value: object, reason: str) -> None:
    assert refusal(lambda: required_text({"order_id": value}, "order_id")) == reason


def test_an_id_that_no_index_could_hold_is_refused() -> None:
    assert required_text({"order_id": "x" * 255}, "order_id") == "x" * 255
    reason = refusal(lambda: required_text({"order_id": "x" * 256}, "order_id"))
    assert reason.startswith("order id is longer than 255 characters")
    assert len(reason) < 120


@pytest.mark.parametrize(
    ("value", "expected"), [("7", 7), ("+7", 7), (" -7 ", -7), ("7.00", 7), (7, 7), (7.0, 7), (Decimal("7.0"), 7)]
)
def test_a_whole_number_is_read_from_whatever_holds_one(value: object, expected: int) -> None:
    assert whole_number({"quantity": value}, "quantity") == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "no quantity"),
        (float("nan"), "no quantity"),
        ("x", "quantity is not a number: 'x'"),
        ("1_000", "quantity is not a number: '1_000'"),
        ("٣", "quantity is not a number: '٣'"),
        ("1,000", "quantity is not a number: '1,000'"),
        ("2.5", "quantity is not a whole number: '2.5'"),
        (True, "quantity is not a number: True"),
        (float("inf"), "quantity is not a number: inf"),
        (2**31, "quantity is too large: 2147483648"),
        ("-2147483648", "quantity is too large: '-2147483648'"),
        (10**300, "quantity is too large: a huge number"),
        (Decimal("1E+999999"), "quantity is too large: Decimal('1E+999999')"),
    ],
)
def test_what_is_no_whole_number_is_refused(value: object, reason: str) -> None:
    assert refusal(lambda: whole_number({"quantity": value}, "quantity")) == reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.55", "2.55"), (2.55, "2.55"), (".5", "0.5"), ("3.", "3"), ("1e2", "100"), ("0.00005", "0"), ("-0", "0")],
)
def test_an_amount_is_kept_to_the_hundredth_of_a_cent(value: object, expected: str) -> None:
    assert amount({"price": value}, "price") == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "no price"),
        ("£2", "price is not a number: '£2'"),
        ("2,50", "price is not a number: '2,50'"),
        (-11062.06, "price is negative: -11062.06"),
        ("NaN", "price is not a number: 'NaN'"),
        (Decimal("sNaN"), "price is not a number: Decimal('sNaN')"),
        (1e11, "price is too large: 100000000000.0"),
    ],
)
def test_what_is_no_amount_is_refused(value: object, reason: str) -> None:
    assert refusal(lambda: amount({"price": value}, "price")) == reason


def test_a_missing_discount_is_none_given() -> None:
    assert optional_amount({"discount": " "}, "discount") == 0
    assert optional_amount({}, "discount") == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01 09:30:00", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01T09:30:00Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01 09:30:00 +0200", datetime(2026, 3, 1, 7, 30, tzinfo=UTC)),
        ("2026-03-01 09:30:00 -05:00", datetime(2026, 3, 1, 14, 30, tzinfo=UTC)),
        ("12/31/2010 8:26", datetime(2010, 12, 31, 8, 26, tzinfo=UTC)),
        (date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC)),
        (datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=23))), datetime(2026, 2, 28, 10, tzinfo=UTC)),
    ],
)
def test_a_moment_is_told_in_utc(value: object, expected: datetime) -> None:
    read = moment({"at": value}, "at", newest=NOW, formats=["%m/%d/%Y %H:%M"])
    assert read == expected
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "no date"),
        (None, "no date"),
        ("2010-13-01", "the date cannot be read: '2010-13-01'"),
        ("yesterday", "the date cannot be read: 'yesterday'"),
        (20100101, "the date cannot be read: 20100101"),
        ("1899-12-31", "the date lies before 1970: '1899-12-31'"),
        ("2026-07-01", "the date lies in the future: '2026-07-01'"),
        (
            datetime(9999, 12, 31, 23, 59, 59, 999999),  # noqa: DTZ001  as a file may hold it
            "the date lies in the future: datetime.datetime(9999, 12, 31, 23, 59, 59, 999999)",
        ),
    ],
)
def test_what_is_no_moment_of_an_order_is_refused(value: object, reason: str) -> None:
    assert refusal(lambda: moment({"at": value}, "at", newest=NOW)) == reason


@given(st.text(max_size=300) | st.integers() | st.floats() | st.binary(max_size=300) | st.lists(st.integers()))
def test_a_quote_is_never_longer_than_a_glance(value: object) -> None:
    assert len(quoted(value)) <= 60


@given(st.decimals(allow_nan=True, allow_infinity=True) | st.floats() | st.integers() | st.text())
def test_an_amount_that_is_read_fits_its_column(value: object) -> None:
    try:
        read = amount({"price": value}, "price")
    except CellError:
        return
    assert 0 <= read <= LARGEST_AMOUNT
    assert read == round(read, 4)
