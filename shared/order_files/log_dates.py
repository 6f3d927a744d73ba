"""The days in a column of dates, however a purchase log writes them; what only the whole column can tell included."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shared.errors import InvalidPayload
from shared.order_files.cells import SPACE_BEFORE_OFFSET, quoted

Days = NDArray[np.int64]

#: Stands for a date that is missing or cannot be read; no real day has this number.
UNREAD = 0
EPOCH = date(1970, 1, 1).toordinal()
MICROSECONDS_A_DAY = 86_400_000_000

#: A time without an offset, or with that of UTC, changes nothing about the day.
IDLE_TIME = r"(.+?)[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?(Z| ?UTC| ?[+-]00:?00)?"
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
YEAR_LAST = re.compile(r"(?P<first>\d{1,2})[-/. ](?P<second>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})")
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(\.0)?")
#: Days counted from some first one, as in published logs that hide their dates.
DAY_NUMBER = re.compile(r"\d{1,5}(\.0)?")
#: Seconds since 1970, from 1973 to 2286, and thousandths of them.
SECONDS, MILLISECONDS = re.compile(r"\d{9,10}(\.0)?"), re.compile(r"\d{12,13}(\.0)?")
#: With the month by its English name, as for strptime.
NAMED_MONTHS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b %y", "%Y %b %d")
LAST_MONTH = 12
#: Two-digit years from here on are of the 20th century, as strptime has it.
CENTURY_TURNS = 69


def looks_like_a_date(written: str) -> bool:
    """Whether the cell can hardly be anything but a date; a bare number only with eight digits and a real day."""
    day_text = re.sub(f"^{IDLE_TIME}$", r"\1", written.strip())
    if YEAR_LAST.fullmatch(day_text):
        return True
    return not DAY_NUMBER.fullmatch(day_text) and not _is_clock(day_text) and _day(day_text) != UNREAD


def days_in(column: pa.ChunkedArray, name: str) -> Days:
    """The day of each cell as `date.toordinal` counts, in UTC, or UNREAD.

    Columns of nothing but numbers up to 99999 are days counted from 1970-01-01. Whether 3/4/2026 is in March or in
    April is settled by the other dates of the column; InvalidPayload when they do not settle it.
    """
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        moments = column.cast(pa.timestamp("us"), safe=False).cast(pa.int64())
        days: Days = pc.fill_null(moments, 0).to_numpy() // MICROSECONDS_A_DAY + EPOCH
        return np.where(column.is_null().to_numpy(), UNREAD, days)
    texts = pc.utf8_trim_whitespace(column.cast(pa.string()))
    texts = pc.replace_substring_regex(texts, f"^{IDLE_TIME}$", r"\1")
    encoded = pc.dictionary_encode(texts).combine_chunks()
    written: list[str] = encoded.dictionary.to_pylist()
    found = np.append(_days_of(written, name), UNREAD)
    each: Days = found[pc.fill_null(encoded.indices, len(written)).to_numpy(zero_copy_only=False)]
    return each


def _days_of(written: Sequence[str], name: str) -> Days:
    """The day of each different text."""
    present = [text for text in written if text]
    if present and all(DAY_NUMBER.fullmatch(text) for text in present):
        return np.array([EPOCH + int(float(text)) if text else UNREAD for text in written], dtype=np.int64)
    year_last = {text: match for text in present if (match := YEAR_LAST.fullmatch(text))}
    day_first = _is_day_first(year_last, name) if year_last else False
    return np.array(
        [_day_year_last(year_last[text], day_first=day_first) if text in year_last else _day(text) for text in written],
        dtype=np.int64,
    )


def _is_day_first(year_last: Mapping[str, re.Match[str]], name: str) -> bool:
    day_first = next((text for text, match in year_last.items() if int(match["first"]) > LAST_MONTH), None)
    month_first = next((text for text, match in year_last.items() if int(match["second"]) > LAST_MONTH), None)
    if day_first and month_first:
        raise InvalidPayload(
            f"the column {name} writes some dates day first ({quoted(day_first)}) and some month first"
            f" ({quoted(month_first)}): write them as 2026-12-31"
        )
    if not day_first and not month_first:
        unsettled = next((text for text, match in year_last.items() if int(match["first"]) != int(match["second"])), "")
        if unsettled:
            raise InvalidPayload(
                f"nothing in the column {name} tells whether {quoted(unsettled)} begins with the day or the month:"
                " write the dates as 2026-12-31"
            )
    return day_first is not None


def _day_year_last(match: re.Match[str], *, day_first: bool) -> int:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) < 4:  # noqa: PLR2004  the digits of a year
        year += 1900 if year >= CENTURY_TURNS else 2000
    return _ordinal(year, second if day_first else first, first if day_first else second)


def _day(written: str) -> int:
    """The day of one text that needs no other to be understood, or UNREAD."""
    match = YEAR_FIRST.fullmatch(written) or COMPACT.fullmatch(written)
    if match:
        return _ordinal(int(match["year"]), int(match["month"]), int(match["day"]))
    if _is_clock(written):
        seconds = float(written) / (1 if SECONDS.fullmatch(written) else 1000)
        return datetime.fromtimestamp(seconds, UTC).toordinal()
    try:
        at = datetime.fromisoformat(SPACE_BEFORE_OFFSET.sub("", written))
        return (at.astimezone(UTC) if at.tzinfo else at).toordinal()
    except (ValueError, OverflowError):
        return _day_with_named_month(re.sub(r"[\s,/.-]+", " ", written))


def _day_with_named_month(written: str) -> int:
    for form in NAMED_MONTHS:
        try:
            return datetime.strptime(written, form).toordinal()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return UNREAD


def _is_clock(written: str) -> bool:
    return bool(SECONDS.fullmatch(written) or MILLISECONDS.fullmatch(written))


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return UNREAD
