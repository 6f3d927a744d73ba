"""Reading one cell, whatever a CSV or Parquet file holds there: the value, or a CellError that says what is wrong.

Shapes catch the CellError and hand on what it says as a value, so that it never leaves this package.
"""

import contextlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache

from shared.order_files.outcome import LARGEST_AMOUNT, Fields, Refused

#: Ids and e-mail addresses are part of an index, whose entries may not grow beyond about 2,700 bytes.
LONGEST_ID = 255
LONGEST_TEXT = 1000
#: What PostgreSQL's `integer` holds.
LARGEST_QUANTITY = 2**31 - 1
#: Amounts are kept to the hundredth of a cent.
SMALLEST_AMOUNT = Decimal("0.0001")
EARLIEST_YEAR = 1970
#: How much of a wrong value a reason quotes.
LONGEST_QUOTE = 60

#: PostgreSQL's text holds neither NUL nor half of a surrogate pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
NUMBER = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?")
#: Shopify puts a space before the offset; ISO 8601 does not.
SPACE_BEFORE_OFFSET = re.compile(r" (?=[+-][0-9]{2}:?[0-9]{2}$)")


class CellError(ValueError):
    """A cell does not hold what its column promises."""

    def __init__(self, reason: str, value: object = None) -> None:
        """`value` is what the cell holds instead, to be quoted."""
        super().__init__(reason)
        self.refused = Refused(reason, quoted(value))


def quoted(value: object) -> str:
    """The value as a reason quotes it, cut to LONGEST_QUOTE characters; empty when there is none."""
    if is_missing(value):
        return ""
    whole = "a huge number" if isinstance(value, int) and value.bit_length() > LONGEST_QUOTE else repr(value)
    return whole if len(whole) <= LONGEST_QUOTE else f"{whole[: LONGEST_QUOTE - 3]}..."


def is_missing(value: object) -> bool:
    """Whether the cell is empty, null, blank or NaN, which is how pandas writes null."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124  only NaN is not itself


def text(fields: Fields, column: str, *, longest: int = LONGEST_TEXT) -> str:
    """The cell as text without the spaces around it; empty when it is missing."""
    value = fields.get(column)
    if isinstance(value, str):
        written = value.strip()
    elif is_missing(value):
        return ""
    else:
        written = _number_as_text(value, column)
    if len(written) > longest:
        raise CellError(f"{_named(column)} is longer than {longest} characters", written)
    if UNSTORABLE.search(written):
        raise CellError(f"{_named(column)} holds a character that cannot be stored", written)
    return written


def required_text(fields: Fields, column: str, *, longest: int = LONGEST_ID) -> str:
    """The cell as text, never empty."""
    written = text(fields, column, longest=longest)
    if not written:
        raise CellError(f"no {_named(column)}")
    return written


def whole_number(fields: Fields, column: str) -> int:
    """The cell as a whole number that PostgreSQL's `integer` holds."""
    number = _present_number(fields, column)
    if number != number.to_integral_value():
        raise CellError(f"{_named(column)} is not a whole number", fields[column])
    if not -LARGEST_QUANTITY <= number <= LARGEST_QUANTITY:
        raise CellError(f"{_named(column)} is too large", fields[column])
    return int(number)


def amount(fields: Fields, column: str) -> Decimal:
    """The cell as an amount of money, never negative, rounded to SMALLEST_AMOUNT."""
    number = _present_number(fields, column)
    if number < 0:
        raise CellError(f"{_named(column)} is negative", fields[column])
    if number > LARGEST_AMOUNT:
        raise CellError(f"{_named(column)} is too large", fields[column])
    return number.quantize(SMALLEST_AMOUNT)


def optional_amount(fields: Fields, column: str) -> Decimal:
    """The same, and a missing one is zero."""
    return Decimal(0) if is_missing(fields.get(column)) else amount(fields, column)


def refuse_other_currency(fields: Fields, column: str, currency: str) -> None:
    """CellError when the cell names another currency than the shop's; a missing one is the shop's own."""
    written = text(fields, column).upper()
    if written and written != currency:
        raise CellError(f"the order is not in {currency}, which SHOP_CURRENCY says the shop uses", written)


def moment(fields: Fields, column: str, *, newest: datetime, formats: Sequence[str] = ()) -> datetime:
    """The cell as a moment in UTC, from 1970 to `newest`; without a time zone it is read as UTC.

    Text is ISO 8601 with or without a time, or one of `formats`, written as for strptime.
    """
    value = fields.get(column)
    at = _moment(value, tuple(formats)) if isinstance(value, str | date) else None
    if at is None:
        raise CellError("no date" if is_missing(value) else "the date cannot be read", value)
    if at.year < EARLIEST_YEAR:
        raise CellError("the date lies before 1970", value)
    if at > newest:
        raise CellError("the date lies in the future", value)
    return at.astimezone(UTC)


def _named(column: str) -> str:
    """A column as a sentence calls it."""
    return column.replace("_", " ")


def _present_number(fields: Fields, column: str) -> Decimal:
    value = fields.get(column)
    number = _number(value)
    if number is None:
        raise CellError(f"no {_named(column)}" if is_missing(value) else f"{_named(column)} is not a number", value)
    return number


def _number(value: object) -> Decimal | None:
    """The value as a finite number, or None when it is none."""
    if isinstance(value, str):
        written = value.strip()
        return Decimal(written) if NUMBER.fullmatch(written) else None
    if isinstance(value, float):
        # The shortest digits that make this float are what its writer meant.
        number = Decimal(repr(value))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        return None
    return number if number.is_finite() else None


def _number_as_text(value: object, column: str) -> str:
    """A number as an id is written: 17850.0, which pandas makes of a column with nulls, is 17850."""
    if type(value) is int:
        return str(value)
    number = _number(value)
    if number is None:
        raise CellError(f"{_named(column)} is not text", value)
    return str(number.to_integral_value() if number == number.to_integral_value() else number)


@lru_cache(maxsize=1024)  # the lines of an order share their moment, and strptime is slow
def _moment(value: str | date, formats: tuple[str, ...]) -> datetime | None:
    """The value as a moment with a time zone, or None when it is none."""
    if isinstance(value, str):
        at = _written_moment(value.strip(), formats)
    else:
        at = value if isinstance(value, datetime) else datetime.combine(value, time())
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at


def _written_moment(written: str, formats: tuple[str, ...]) -> datetime | None:
    try:
        return datetime.fromisoformat(SPACE_BEFORE_OFFSET.sub("", written))
    except ValueError:
        for form in formats:
            with contextlib.suppress(ValueError):
                return datetime.strptime(written, form)  # noqa: DTZ007  read as UTC by the caller
    return None
