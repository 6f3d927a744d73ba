"""The features of a whole shop, however large, in a small memory."""

from datetime import date
from math import ceil

import ibis

from shared.segmentation.features.collect import collect
from shared.segmentation.features.columns import Features
from shared.segmentation.features.expression import features

#: Order lines that are measured at a time. DuckDB holds as many in 1.5 GB, and writes little to the disk.
LINES_AT_A_TIME = 2_000_000


def measure(
    order_lines: ibis.Table, families: ibis.Table | None, *, as_of: date, lines_at_a_time: int = LINES_AT_A_TIME
) -> Features:
    """What `features` says of every customer, run where the order lines are, on so many customers at a time.

    The answer does not depend on how many that are.
    """
    slices = max(1, ceil(order_lines.count().to_pyarrow().as_py() / lines_at_a_time))
    if slices == 1:
        return collect(features(order_lines, families, as_of=as_of))
    # An engine's hash may be negative, and its remainder with it.
    slice_of = (order_lines.customer_id.cast("string").hash() % slices + slices) % slices
    return collect(
        *(features(order_lines.filter(slice_of == number), families, as_of=as_of) for number in range(slices))
    )
