"""From the engine's rows to the columns that segmentation and the models work on."""

from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from shared.segmentation.features.columns import MONTHS, NUMBERS, Features
from shared.segmentation.features.repurchases import excess
from shared.segmentation.features.seasons import MONTH_SHARES

Column = NDArray[Any]

#: Rows that are taken from the engine at a time.
BATCH = 100_000
TEXTS = ("customer_id", "favourite_category")
DAYS = ("first_order_on", "last_order_on")
COMPARED = "repurchase_excess"
#: The columns of a `features` expression, and what they become.
TYPES: dict[str, np.dtype[Any]] = {
    **dict.fromkeys(TEXTS, np.dtype(np.object_)),
    **dict.fromkeys(DAYS, np.dtype("datetime64[D]")),
    **{name: np.dtype(np.float64) for name in (*NUMBERS, *MONTH_SHARES) if name != COMPARED},
}


def collect(*tables: ibis.Table) -> Features:
    """The rows of a `features` expression, or of several over different customers of one shop, sorted by customer id.

    Each is run where its order lines are, one after the other. Ids are sorted as Python sorts text, whichever way the
    engine would. Rows come batch by batch and turn into columns at once, so that they are held only once.
    """
    parts: dict[str, list[Column]] = {name: [] for name in TYPES}
    for table in tables:
        for batch in table.select(*TYPES).to_pyarrow_batches(chunk_size=BATCH):
            for name, part in parts.items():
                part.append(_as_numpy(batch.column(name), TYPES[name]))
    customer_id = _joined(parts, "customer_id")
    order = np.argsort(customer_id, kind="stable")
    month_shares = np.empty((len(order), MONTHS))
    for month, name in enumerate(MONTH_SHARES):
        month_shares[:, month] = _joined(parts, name)[order]
    others = {name: _joined(parts, name)[order] for name in list(parts)}
    others[COMPARED] = excess(others["repurchase_ratio"], others["orders"])
    return Features(customer_id=customer_id[order], month_shares=month_shares, **others)


def _as_numpy(column: pa.Array, kind: np.dtype[Any]) -> Column:
    if kind == np.object_:
        # Equal texts of a batch become one object.
        coded = column.dictionary_encode()
        values: Column = np.array(coded.dictionary.to_pylist(), dtype=kind)[coded.indices.to_numpy()]
    else:
        values = column.to_numpy(zero_copy_only=False).astype(kind)
    return values


def _joined(parts: dict[str, list[Column]], name: str) -> Column:
    """The parts of one column, which are let go of."""
    return np.concatenate([np.empty(0, TYPES[name]), *parts.pop(name)])
