"""The rows of `profiles`: what is known of each customer."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from shared.domain.search import Metric
from shared.segmentation.churn_rule import LEVELS
from shared.segmentation.discovery import DECIMALS, Discovery
from shared.segmentation.rfm import GROUPS
from shared.segmentation.strength import STRENGTHS
from shared.store.arrow_rows import Column, arrays, csv_of, letters, numbers, slices, words
from shared.store.findings import Findings
from shared.store.profile_columns import AXIS_COLUMNS, CENTS, FIGURES, NO_STRENGTH, SHARES, TENTHS

#: What `predicted_clv` looks ahead.
CLV_MONTHS = 12
#: The letter of each strength, by its number in STRENGTHS.
STRENGTH_LETTERS = np.array([ord(strength[0]) for strength in STRENGTHS], dtype=np.uint8)


def profile_rows(findings: Findings) -> Iterator[bytes]:
    """CSV of all customers, in the order of `profile_columns`, some thousands of rows at a time."""
    levels = findings.churn_levels()
    for rows in slices(len(findings.discovery)):
        yield csv_of(_profiles(findings, levels, rows))


def profile_columns(findings: Findings) -> tuple[str, ...]:
    """The names of the columns in the rows."""
    return tuple(_profiles(findings, findings.churn_levels(), slice(0, 0)))


def _profiles(findings: Findings, levels: NDArray[np.int8], rows: slice) -> dict[str, Column]:
    found = findings.discovery
    return {
        **_names(found, rows),
        **_places(found, rows),
        **_scores(found, rows),
        "churn_level": words(levels[rows], LEVELS),
        **{
            metric: numbers(getattr(found.features, figure.feature)[rows], figure.decimals)
            for metric, figure in FIGURES.items()
        },
        **_predictions(findings, rows),
    }


def _names(found: Discovery, rows: slice) -> dict[str, Column]:
    features = found.features
    return {
        "customer_id": pa.array(features.customer_id[rows], pa.string()),
        "archetype_id": words(found.archetype[rows], [archetype.id for archetype in found.archetypes]),
        "favourite_category": pa.array(features.favourite_category[rows], pa.string()),
        "first_order_on": pa.array(features.first_order_on[rows].astype("datetime64[D]")),
        "last_order_on": pa.array(features.last_order_on[rows].astype("datetime64[D]")),
    }


def _places(found: Discovery, rows: slice) -> dict[str, Column]:
    """Dominant segments and strengths of the axes that have a column; memberships of all axes that were learned."""
    height = rows.stop - rows.start
    nowhere = np.full(height, -1)
    strengths = np.full((height, len(AXIS_COLUMNS)), ord(NO_STRENGTH), dtype=np.uint8)
    segments = {}
    for number, axis in enumerate(AXIS_COLUMNS):
        on = found.on(axis)
        segments[axis] = words(on.dominant[rows], on.model.segments) if on else words(nowhere, ())
        if on:
            strengths[:, number] = STRENGTH_LETTERS[on.strength[rows]]
    memberships = [places.memberships[rows] for places in found.axes]
    return {
        **segments,
        "strengths": letters(strengths),
        "memberships": arrays(np.column_stack(memberships) if memberships else np.empty((height, 0)), DECIMALS),
    }


def _scores(found: Discovery, rows: slice) -> dict[str, Column]:
    return {
        "rfm_group": words(found.rfm.groups()[rows], GROUPS),
        Metric.RECENCY_SCORE: pa.array(found.rfm.recency[rows]),
        Metric.FREQUENCY_SCORE: pa.array(found.rfm.frequency[rows]),
        Metric.MONETARY_SCORE: pa.array(found.rfm.monetary[rows]),
    }


def _predictions(findings: Findings, rows: slice) -> dict[str, Column]:
    predicted, churn = findings.predicted, findings.churn_probability()
    if predicted is None or churn is None:
        return {}
    timing = predicted.next_purchase
    money = [predicted.clv[months] for months in sorted(predicted.clv)]
    days = np.column_stack([timing.low_days[rows], timing.median_days[rows], timing.high_days[rows]])
    chances = np.column_stack([predicted.probability[horizon][rows] for horizon in sorted(predicted.probability)])
    return {
        Metric.CHURN_PROBABILITY: numbers(churn[rows], SHARES),
        Metric.PREDICTED_CLV: numbers(predicted.clv[CLV_MONTHS].mean[rows], CENTS),
        "purchase_probability": arrays(chances, SHARES),
        "next_purchase_days": arrays(days, TENTHS),
        "usual_gap_days": numbers(predicted.reasons.usual_gap_days[rows], TENTHS),
        "clv": arrays(np.column_stack([each.mean[rows] for each in money]), CENTS),
        "clv_low": arrays(np.column_stack([each.low[rows] for each in money]), CENTS),
        "clv_high": arrays(np.column_stack([each.high[rows] for each in money]), CENTS),
    }
