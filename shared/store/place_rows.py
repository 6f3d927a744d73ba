"""The rows of `places` and `segments`: where customers stood in a snapshot, one by one and counted."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from shared.segmentation.discovery import Discovery
from shared.segmentation.strength import STRENGTHS
from shared.store.arrow_rows import arrays, csv_of, numbers, slices
from shared.store.profile_columns import CENTS, WHOLE


def place_rows(found: Discovery, snapshot_id: int) -> Iterator[bytes]:
    """CSV of customer_id, snapshot_id, archetype, segments and historic_clv, some thousands of rows at a time."""
    for rows in slices(len(found)):
        height = rows.stop - rows.start
        segments = [places.dominant[rows] for places in found.axes]
        archetype = found.archetype[rows]
        yield csv_of(
            {
                "customer_id": pa.array(found.features.customer_id[rows], pa.string()),
                "snapshot_id": pa.array(np.full(height, snapshot_id)),
                "archetype": pa.array(archetype, mask=archetype < 0),
                "segments": arrays(np.column_stack(segments) if segments else np.empty((height, 0)), WHOLE),
                "historic_clv": numbers(found.features.spent[rows], CENTS),
            }
        )


def segment_rows(found: Discovery, snapshot_id: int) -> Iterator[tuple[object, ...]]:
    """snapshot_id, axis, segment, position, members by strength (weakest first), average_clv and total_revenue."""
    for places in found.axes:
        for position, segment in enumerate(places.model.segments):
            members = places.dominant == position
            counts = np.bincount(places.strength[members], minlength=len(STRENGTHS)).tolist()
            total = float(found.features.spent[members].sum())
            average = total / max(sum(counts), 1)
            yield (snapshot_id, places.model.axis, segment, position, *counts, round(average, 2), round(total, 2))
