"""The amounts in a column of money, however a purchase log writes them."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shared.order_files.cells import NUMBER
from shared.segmentation.features.columns import Floats

#: What may stand around an amount: signs and codes of currencies, spaces.
CURRENCY = re.compile(r"^(?:[A-Z]{3}|[^\w.,()+-])+|(?:[A-Z]{3}|[^\w.,()+-])+$")
#: An amount that only a comma for its decimals explains: 12,5 or 1.234,50; and one that only a point does.
COMMA_DECIMALS = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),(\d{1,2}|\d{4,})")
POINT_DECIMALS = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)\.(\d{1,2}|\d{4,})")
THOUSANDS = re.compile(r"[+-]?\d{1,3}([,\s]\d{3})+(\.\d*)?")


def amounts_in(column: pa.ChunkedArray) -> Floats:
    """The amount of each cell; NaN where there is none, or none that can be read.

    Currency signs and separators of thousands do not matter, (12.50) is -12.50, and a comma stands before the
    decimals if the column's other amounts say so.
    """
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        numbers = column.cast(pa.float64(), safe=False)
        return _finite(pc.fill_null(numbers, float("nan")).to_numpy())
    encoded = pc.dictionary_encode(pc.utf8_trim_whitespace(column)).combine_chunks()
    try:
        amounts = _finite(encoded.dictionary.cast(pa.float64()).to_numpy())
    except pa.ArrowInvalid:
        amounts = _amounts_of(encoded.dictionary.to_pylist())
    found = np.append(amounts, np.nan)
    each: Floats = found[pc.fill_null(encoded.indices, len(amounts)).to_numpy(zero_copy_only=False)]
    return each


def _amounts_of(written: Sequence[str]) -> Floats:
    """The amount of each different text."""
    bare = [_bare(text) for text in written]
    commas = any(COMMA_DECIMALS.fullmatch(text) for text in bare) and not any(map(POINT_DECIMALS.fullmatch, bare))
    if commas:
        bare = [text.translate(_SWAPPED) for text in bare]
    plain = [re.sub(r"[,\s]", "", text) if THOUSANDS.fullmatch(text) else text for text in bare]
    return np.array([float(text) if NUMBER.fullmatch(text) else np.nan for text in plain], dtype=np.float64)


_SWAPPED = str.maketrans(".,", ",.")


def _bare(written: str) -> str:
    """The amount without what stands around it, and with its sign in front."""
    if written.startswith("(") and written.endswith(")"):
        return f"-{_bare(written[1:-1])}"
    negative = written.startswith("-")
    return ("-" if negative else "") + CURRENCY.sub("", written.removeprefix("-").strip())


def _finite(numbers: Floats) -> Floats:
    return np.where(np.isfinite(numbers), numbers, np.nan)
